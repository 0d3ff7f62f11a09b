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

/** Returns the current measure of the address. Requires permission to edit the plan; 404 without a measure. */
export async function requireEditedMeasure(event: MeasureEditEvent): Promise<EditedMeasure> {
	const plan = requireEditablePlan(event);
	const { read } = event.locals.db;
	const { code } = event.params;
	const measure = await measureDetails(read, plan.id, code);
	if (measure) return { plan, measure };
	const moved = await codeAfterMove(read, plan.id, code);
	return moved ? redirect(307, link(`/edit/measures/${moved}`)) : error(404, 'not-found');
}

/** State of a rejected form for texts and milestones. */
export interface MeasureFormState {
	of: 'measure';
	values: MeasureFormValues;
	faults: ValidationError[];
	/** Version the next save is based on. */
	version: number;
	conflict: { theirs: MeasureFormValues; by: string | null; at: Instant | null } | null;
	focus?: string | undefined;
}

/**
 * Returns the rejected form. After a conflict it includes the current values until they are equal, and the next
 * save is based on them.
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

/** Returns the rejected lifecycle form. */
export function lifecycleFailure(
	status: number,
	posted: PostedForm,
	faults: ValidationError[],
	by?: string | null
) {
	return fail(status, { of: 'lifecycle' as const, values: postedMeasureValues(posted), faults, by });
}

/** Returns the rejected deletion form with its reason. */
export function removalFailure(status: number, posted: PostedForm, faults: ValidationError[]) {
	return fail(status, { of: 'removal' as const, values: postedMeasureValues(posted), faults });
}

/** Returns the rejected rollout form with the submitted choice, if known. */
export function rolloutScopeFailure(status: number, faults: ValidationError[], introduced?: boolean) {
	return fail(status, { of: 'introduced' as const, faults, introduced });
}
