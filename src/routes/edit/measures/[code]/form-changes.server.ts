import { removeMilestoneRow, addMilestoneRow, takeTheirMeasureField } from '$lib/forms/measure-values';
import { measureFormEditForm } from '$lib/forms/measure';
import type { PostedForm } from '$lib/forms/evaluation';
import { parseForm } from '$lib/server/http/forms';
import {
	requireEditedMeasure,
	measureFormFailure,
	type MeasureFormState,
	type MeasureEditEvent
} from './edit.server';

/**
 * Changes the form without saving: adds or removes a milestone row, or takes over one field from a conflict.
 * Works without scripts.
 */
export async function changeMeasureForm(event: MeasureEditEvent) {
	await requireEditedMeasure(event);
	return changedMeasureForm(event.request, (posted) => measureFormFailure(event, posted));
}

/**
 * Returns a changed, unsaved measure form.
 * @param again returns the page's form state from the posted values
 * @param fields fields that can be taken over from a conflict
 */
export async function changedMeasureForm(
	request: Request,
	again: (posted: PostedForm) => Promise<Omit<MeasureFormState, 'faults'>>,
	fields?: readonly string[]
) {
	const form = await parseForm(request, measureFormEditForm);
	if (!form.ok) return form.failure;
	const { add: _add, remove: _remove, take: _take, ...posted } = form.values;
	const shown: MeasureFormState = { ...(await again(posted)), faults: [] };
	const { add, remove, take } = form.input;
	if (take && shown.conflict)
		return {
			...shown,
			values: takeTheirMeasureField({ mine: shown.values, theirs: shown.conflict.theirs }, take, fields),
			focus: take
		};
	if (remove !== null) return { ...shown, values: removeMilestoneRow(shown.values, remove), focus: 'add' };
	if (!add) return shown;
	const { values, row } = addMilestoneRow(shown.values);
	return { ...shown, values, focus: `milestones.${row}.title.nb` };
}
