import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { toMeasureFormValues, postedMeasureValues, type MeasureFormValues } from '$lib/forms/measure-values';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import {
	lastMeasureChange,
	measureDetails,
	codeAfterMove,
	type MeasureDetails
} from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';
import { requireEditablePlan } from '../../plan.server';

export type MeasureEditEvent = RequestEvent<{ code: string }>;

export interface EditedMeasure {
	plan: Plan;
	measure: MeasureDetails;
}

/** The measure an address names as it stands now, for who may edit the plan; 404 where there is none. */
export async function requireEditedMeasure(event: MeasureEditEvent): Promise<EditedMeasure> {
	const plan = requireEditablePlan(event);
	const { read } = event.locals.db;
	const { code } = event.params;
	const measure = await measureDetails(read, plan.id, code);
	if (measure) return { plan, measure };
	const moved = await codeAfterMove(read, plan.id, code);
	return moved ? redirect(307, link(`/edit/measures/${moved}`)) : error(404, 'not-found');
}

/** What the form for texts and milestones shows again. */
export interface MeasureFormState {
	of: 'measure';
	values: MeasureFormValues;
	faults: ValidationError[];
	/** The version the next save is made from. */
	version: number;
	conflict: { theirs: MeasureFormValues; by: string | null; at: Instant | null } | null;
	focus?: string | undefined;
}

/**
 * The form as it is to be shown again, with all that was typed. Once somebody else has saved in between,
 * what stands now is shown beside it until the two are one, and the next save is made from what is shown.
 */
export async function measureFormFailure(
	event: MeasureEditEvent,
	posted: PostedForm,
	overtaken = false
): Promise<Omit<MeasureFormState, 'faults'>> {
	const values = postedMeasureValues(posted);
	const version = Number(values.version) || 0;
	if (!overtaken && values.conflict !== '1') return { of: 'measure', values, version, conflict: null };
	const { measure } = await requireEditedMeasure(event);
	const change = await lastMeasureChange(event.locals.db.read, measure.id);
	const conflict = { theirs: toMeasureFormValues(measure), by: change?.by ?? null, at: change?.at ?? null };
	return { of: 'measure', values, version: measure.version, conflict };
}

/** The form for the lifecycle, with all that was typed. */
export function lifecycleFailure(
	status: number,
	posted: PostedForm,
	faults: ValidationError[],
	by?: string | null
) {
	return fail(status, { of: 'lifecycle' as const, values: postedMeasureValues(posted), faults, by });
}

/** The form for deleting, with the reason that was typed. */
export function removalFailure(status: number, posted: PostedForm, faults: ValidationError[]) {
	return fail(status, { of: 'removal' as const, values: postedMeasureValues(posted), faults });
}

/** The box for what is introduced party by party, as it was ticked where that is known. */
export function rolloutScopeFailure(status: number, faults: ValidationError[], introduced?: boolean) {
	return fail(status, { of: 'introduced' as const, faults, introduced });
}
