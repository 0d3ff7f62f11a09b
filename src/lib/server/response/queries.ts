import { and, eq, inArray, like, sql } from 'drizzle-orm';
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
	const first = await firstSubmissions(read, round);
	const asked = entries.map((one) => ({
		area: one.areaNumber,
		answeredOn: answeredOn(one, first.get(one.measureId))
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

/** Returns the day of the first submission. Imported evaluations have no event, so `submittedAt` counts. */
function answeredOn(entry: ReportingEntry, first: Instant | undefined): CalendarDate | null {
	if (entry.state === null || entry.state === 'draft') return null;
	const sent = entry.submittedAt ?? entry.savedAt;
	const earliest = first && (!sent || first < sent) ? first : sent;
	return earliest && instantToOsloDate(earliest);
}

/** Returns the first submission of each evaluation in a round, by measure id. */
async function firstSubmissions(read: Queryable, round: Round): Promise<Map<string, Instant>> {
	const before = `${roundKey(round)}/`;
	const rows = await read
		.select({ nounId: event.nounId, at: sql<Instant>`min(${event.at})` })
		.from(event)
		.where(
			and(
				eq(event.noun, 'evaluation'),
				like(event.nounId, `${before}%`),
				eq(event.planId, round.planId),
				eq(event.verb, 'submit-evaluation')
			)
		)
		.groupBy(event.nounId);
	return new Map(rows.map(({ nounId, at }) => [nounId.slice(before.length), at]));
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
