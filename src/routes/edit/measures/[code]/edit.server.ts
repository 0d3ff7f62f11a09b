import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { typedMeasure, typedValues, type MeasureValues } from '$lib/components/measure/measure-values';
import type { Instant } from '$lib/domain/calendar';
import type { Fault } from '$lib/domain/outcome';
import type { Posted } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import {
	lastMeasureChange,
	measureDetails,
	codeAfterMove,
	type MeasureDetails
} from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';
import { planAt } from '../../plan.server';

export type EditEvent = RequestEvent<{ code: string }>;

export interface EditAt {
	plan: Plan;
	measure: MeasureDetails;
}

/** The measure an address names as it stands now, for who may edit the plan; 404 where there is none. */
export async function editAt(event: EditEvent): Promise<EditAt> {
	const plan = planAt(event);
	const { read } = event.locals.db;
	const { code } = event.params;
	const measure = await measureDetails(read, plan.id, code);
	if (measure) return { plan, measure };
	const moved = await codeAfterMove(read, plan.id, code);
	return moved ? redirect(307, link(`/edit/measures/${moved}`)) : error(404, 'not-found');
}

/** What the form for texts and milestones shows again. */
export interface Edited {
	of: 'measure';
	values: MeasureValues;
	faults: Fault[];
	/** The version the next save is made from. */
	version: number;
	conflict: { theirs: MeasureValues; by: string | null; at: Instant | null } | null;
	focus?: string | undefined;
}

/**
 * The form as it is to be shown again, with all that was typed. Once somebody else has saved in between,
 * what stands now is shown beside it until the two are one, and the next save is made from what is shown.
 */
export async function edited(
	event: EditEvent,
	posted: Posted,
	overtaken = false
): Promise<Omit<Edited, 'faults'>> {
	const values = typedValues(posted);
	const version = Number(values.version) || 0;
	if (!overtaken && values.conflict !== '1') return { of: 'measure', values, version, conflict: null };
	const { measure } = await editAt(event);
	const change = await lastMeasureChange(event.locals.db.read, measure.id);
	const conflict = { theirs: typedMeasure(measure), by: change?.by ?? null, at: change?.at ?? null };
	return { of: 'measure', values, version: measure.version, conflict };
}

/** The form for the lifecycle, with all that was typed. */
export function lifecycleFailure(status: number, posted: Posted, faults: Fault[], by?: string | null) {
	return fail(status, { of: 'lifecycle' as const, values: typedValues(posted), faults, by });
}

/** The form for deleting, with the reason that was typed. */
export function removalFailure(status: number, posted: Posted, faults: Fault[]) {
	return fail(status, { of: 'removal' as const, values: typedValues(posted), faults });
}

/** The box for what is introduced party by party, as it was ticked where that is known. */
export function introducedFailure(status: number, faults: Fault[], introduced?: boolean) {
	return fail(status, { of: 'introduced' as const, faults, introduced });
}
