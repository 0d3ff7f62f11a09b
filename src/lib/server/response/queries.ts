import { and, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import {
	toOsloDate,
	instantToOsloDate,
	type CalendarDate,
	type Instant
} from '$lib/domain/calendar/calendar-date';
import { isReportable } from '$lib/domain/measure/measure';
import { computeFreshness, computeResponse, type RoundReporting } from '$lib/domain/figures/response-rate';
import { roundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { evaluation, event, measure } from '../database/schema';
import type { Plan } from '../plans/queries';
import type { Round, ReportingEntry } from '../rounds/queries';

/** A round with its plan and its reporting entries. */
export interface ReportingSubject {
	plan: Pick<Plan, 'id' | 'freshnessDays'>;
	round: Round;
	entries: readonly ReportingEntry[];
}

/** Returns a round's response rate and its plan's freshness. Two statements. */
export async function reportingFigures(
	read: Queryable,
	{ plan, round, entries }: ReportingSubject,
	now: Date
): Promise<RoundReporting> {
	const submissions = await submissionsOf(read, round);
	const asked = entries.map((one) => ({
		area: one.areaNumber,
		answeredOn: answeredOn(one, submissions.get(one.measureId))
	}));
	return {
		response: computeResponse(asked, round.reportBy),
		freshness: computeFreshness(
			await latestEvaluationDates(read, plan.id),
			toOsloDate(now),
			plan.freshnessDays
		)
	};
}

/**
 * Returns the day of the first submission, or null. It is read from the events, since the past keeps approved
 * evaluations only; imported evaluations have no event, so `submittedAt` counts.
 */
function answeredOn(entry: ReportingEntry, submission: Submission | undefined): CalendarDate | null {
	const isSubmitted = entry.state !== null && entry.state !== 'draft';
	if (!isSubmitted && !submission?.stays) return null;
	const sent = submission?.firstAt ?? entry.submittedAt ?? entry.savedAt;
	return sent && instantToOsloDate(sent);
}

/** Returns the ids of measures whose evaluation was submitted in a round and not withdrawn since. One statement. */
export async function submittedMeasures(read: Queryable, round: Round): Promise<string[]> {
	const submissions = await submissionsOf(read, round);
	return [...submissions].filter(([, { stays }]) => stays).map(([id]) => id);
}

/** A measure's submissions in a round. */
interface Submission {
	firstAt: Instant | null;
	/** False if it was withdrawn since. */
	stays: boolean;
}

/** Returns the submissions of a round by measure id. */
async function submissionsOf(read: Queryable, round: Round): Promise<Map<string, Submission>> {
	const before = `${roundKey(round)}/`;
	const isSubmit = sql`${event.verb} = 'submit-evaluation'`;
	const rows = await read
		.select({
			nounId: event.nounId,
			firstAt: sql<Instant | null>`min(${event.at}) filter (where ${isSubmit})`,
			stays: sql<number>`coalesce(max(${event.seq}) filter (where ${isSubmit}), 0) = max(${event.seq})`
		})
		.from(event)
		.where(
			and(
				eq(event.noun, 'evaluation'),
				// A range uses the index; a pattern would read every evaluation's events.
				gte(event.nounId, before),
				lt(event.nounId, `${before}\uffff`),
				eq(event.planId, round.planId),
				inArray(event.verb, ['submit-evaluation', 'withdraw-evaluation'])
			)
		)
		.groupBy(event.nounId);
	return new Map(
		rows.map(({ nounId, firstAt, stays }) => [nounId.slice(before.length), { firstAt, stays: stays === 1 }])
	);
}

/** Returns the submission day of each reportable measure's latest approved evaluation, or null. */
async function latestEvaluationDates(read: Queryable, planId: number): Promise<(CalendarDate | null)[]> {
	const rows = await read
		.select({
			lifecycle: measure.lifecycle,
			at: sql<Instant | null>`max(coalesce(${evaluation.submittedAt}, ${evaluation.savedAt}))`
		})
		.from(measure)
		.leftJoin(
			evaluation,
			and(eq(evaluation.measureId, measure.id), inArray(evaluation.state, ['approved', 'locked']))
		)
		.where(eq(measure.planId, planId))
		.groupBy(measure.id);
	return rows.filter(({ lifecycle }) => isReportable(lifecycle)).map(({ at }) => at && instantToOsloDate(at));
}
