import { withoutRow, withRow, withTheirs } from '$lib/components/measure/measure-values';
import { reworkForm } from '$lib/forms/measure';
import { parseForm } from '$lib/server/http/forms';
import { editAt, edited, type Edited, type EditEvent } from './edit.server';

/**
 * Changes the form without saving it: adds or takes away a milestone's row, or takes over what somebody
 * else saved in one field. The page needs no script for it.
 */
export async function rework(event: EditEvent) {
	await editAt(event);
	const form = await parseForm(event.request, reworkForm);
	if (!form.ok) return form.failure;
	const { add: _add, remove: _remove, take: _take, ...posted } = form.values;
	const shown: Edited = { ...(await edited(event, posted)), faults: [] };
	const { add, remove, take } = form.input;
	if (take && shown.conflict)
		return { ...shown, values: withTheirs(shown.values, shown.conflict.theirs, take), focus: take };
	if (remove !== null) return { ...shown, values: withoutRow(shown.values, remove), focus: 'add' };
	if (!add) return shown;
	const { values, row } = withRow(shown.values);
	return { ...shown, values, focus: `milestones.${row}.title.nb` };
}
