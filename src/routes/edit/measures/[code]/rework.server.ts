import { withoutRow, withRow, withTheirs } from '$lib/components/measure/measure-values';
import { reworkForm } from '$lib/forms/measure';
import type { Posted } from '$lib/forms/evaluation';
import { parseForm } from '$lib/server/http/forms';
import { editAt, edited, type Edited, type EditEvent } from './edit.server';

/**
 * Changes the form without saving it: adds or takes away a milestone's row, or takes over what somebody
 * else saved in one field. The page needs no script for it.
 */
export async function rework(event: EditEvent) {
	await editAt(event);
	return reworked(event.request, (posted) => edited(event, posted));
}

/**
 * The form of any page for a measure, changed and not saved.
 *
 * @param again what the page shows of what was posted
 * @param fields those that can be taken over from somebody else
 */
export async function reworked(
	request: Request,
	again: (posted: Posted) => Promise<Omit<Edited, 'faults'>>,
	fields?: readonly string[]
) {
	const form = await parseForm(request, reworkForm);
	if (!form.ok) return form.failure;
	const { add: _add, remove: _remove, take: _take, ...posted } = form.values;
	const shown: Edited = { ...(await again(posted)), faults: [] };
	const { add, remove, take } = form.input;
	if (take && shown.conflict)
		return { ...shown, values: withTheirs(shown.values, shown.conflict.theirs, take, fields), focus: take };
	if (remove !== null) return { ...shown, values: withoutRow(shown.values, remove), focus: 'add' };
	if (!add) return shown;
	const { values, row } = withRow(shown.values);
	return { ...shown, values, focus: `milestones.${row}.title.nb` };
}
