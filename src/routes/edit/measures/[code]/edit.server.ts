import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { ok } from '$lib/domain/result';
import { toConflict, toTextValues, type Conflict, type FormState } from '$lib/forms/form-state';
import { measureFormEditForm } from '$lib/forms/measure';
import {
	addMilestoneRow,
	removeMilestoneRow,
	takeTheirMeasureField,
	type MeasureFormValues
} from '$lib/forms/measure-values';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import {
	lastMeasureChange,
	measureDetails,
	codeAfterMove,
	type MeasureDetails
} from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';
import { requireEditablePlan } from '../../plan.server';

export type MeasureEditEvent = RequestEvent<{ code: string }>;

interface EditedMeasure {
	plan: Plan;
	measure: MeasureDetails;
	/** Target of a command, without the version it is based on. */
	target: { planId: number; code: string };
}

/** Returns the current measure of the address. Requires permission to edit the plan; 404 without a measure. */
export async function requireEditedMeasure(event: MeasureEditEvent): Promise<EditedMeasure> {
	const plan = requireEditablePlan(event);
	const { read } = event.locals.db;
	const { code } = event.params;
	const measure = await measureDetails(read, plan.id, code);
	if (measure) return { plan, measure, target: { planId: plan.id, code: measure.code } };
	const moved = await codeAfterMove(read, plan.id, code);
	return moved ? redirect(307, link(`/edit/measures/${moved}`)) : error(404, 'not-found');
}

/** Returns the measure's current version and its author, with what the form compares. */
export async function measureConflict<Theirs>(
	event: MeasureEditEvent,
	theirs: (measure: MeasureDetails) => Theirs | Promise<Theirs>
): Promise<Conflict<Theirs>> {
	const { measure } = await requireEditedMeasure(event);
	const change = await lastMeasureChange(event.locals.db.read, measure.id);
	return toConflict(await theirs(measure), measure.version, change);
}

/** State of a measure's form that was not saved. */
type MeasureFormState = FormState<MeasureFormValues, MeasureFormValues> & { of: 'measure' };

/** Takes over a field of a measure's form, all milestones together. */
export function takeMeasureField(fields?: readonly string[]) {
	return (both: { mine: PostedForm; theirs: MeasureFormValues }, field: string): MeasureFormValues =>
		takeTheirMeasureField({ ...both, mine: toTextValues(both.mine) }, field, fields);
}

/** Adds or removes a milestone row without saving. Works without scripts. */
export function changeMilestones(
	event: Pick<RequestEvent, 'request' | 'locals' | 'url'>,
	conflictNow: () => Promise<Conflict<MeasureFormValues>>
) {
	return handleForm(event, {
		guard: 'plan.edit',
		shape: measureFormEditForm,
		run: (input) => Promise.resolve(ok(input)),
		done: async ({ add, remove }, { values: posted }): Promise<MeasureFormState> => {
			const { add: _add, remove: _remove, ...values } = toTextValues(posted);
			const conflict = values.conflict === '1' ? await conflictNow() : null;
			const state = { of: 'measure' as const, values, faults: [], conflict };
			if (remove !== null) return { ...state, values: removeMilestoneRow(values, remove), focus: 'add' };
			if (!add) return state;
			const added = addMilestoneRow(values);
			return { ...state, values: added.values, focus: `milestones.${added.row}.title.nb` };
		},
		conflict: conflictNow,
		show: showNamed('measure')
	});
}
