import { and, desc, eq, inArray, isNull, ne, sql, type SQL } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationState, Status } from '$lib/domain/evaluation/evaluation';
import type { Localized } from '$lib/domain/localized';
import { compareCodes, isReportable } from '$lib/domain/measure/measure';
import { compareRounds, parseRoundKey, type RoundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { body, evaluation, event, focusArea, measure, review, round } from '../database/schema';

export type Round = typeof round.$inferSelect;

/** Lists a plan's rounds, oldest first. */
export async function roundsOf(read: Queryable, planId: number): Promise<Round[]> {
	const rows = await read.select().from(round).where(eq(round.planId, planId));
	return rows.sort(compareRounds);
}

/** Returns the round with this key, or null. */
export async function roundByKey(read: Queryable, planId: number, key: RoundKey): Promise<Round | null> {
	const name = parseRoundKey(key);
	if (!name) return null;
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), eq(round.year, name.year), eq(round.kind, name.kind)));
	return found ?? null;
}

/** Returns the one round that accepts evaluations now, or null. */
export async function runningRound(read: Queryable, planId: number): Promise<Round | null> {
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), inArray(round.state, ['open', 'reading'])));
	return found ?? null;
}

export interface RoundSummary extends Round {
	/** Approved evaluations; for a closed round the sealed figure. */
	approved: number;
	/** Measures asked about according to the sealed review; null until the round closes. */
	asked: number | null;
}

/** Lists a plan's rounds with their approved evaluations, newest first. One statement. */
export async function roundSummaries(read: Queryable, planId: number): Promise<RoundSummary[]> {
	const frozen = (path: string) => sql<number | null>`(
		select json_extract(${review.content}, ${path}) from ${review}
		where ${review.roundId} = ${round.id} and ${round.state} = 'closed'
		order by ${review.version} desc limit 1
	)`;
	const approvedNow = sql<number>`(
		select count(*) from ${evaluation}
		where ${evaluation.roundId} = ${round.id} and ${evaluation.state} in ('approved', 'locked')
	)`;
	const rows = await read
		.select({
			round,
			approved: sql<number>`coalesce(${frozen('$.round.approved')}, ${approvedNow})`,
			asked: frozen('$.round.asked')
		})
		.from(round)
		.where(eq(round.planId, planId));
	return rows.map(({ round: one, ...counts }) => ({ ...one, ...counts })).sort((a, b) => compareRounds(b, a));
}

/** Lists the events of a round and its review, newest first. */
export async function roundHistory(read: Queryable, planId: number, key: RoundKey) {
	return read
		.select({
			seq: event.seq,
			at: event.at,
			by: event.by,
			verb: event.verb,
			after: event.after,
			reason: event.reason
		})
		.from(event)
		.where(and(eq(event.planId, planId), inArray(event.noun, ['round', 'review']), eq(event.nounId, key)))
		.orderBy(desc(event.seq));
}

/** Condition for an extraordinary evaluation that is not approved yet. */
export const isOpenExtraordinary = and(isNull(evaluation.roundId), ne(evaluation.state, 'approved'));

/** A measure and the progress of its evaluation in a round. */
export interface ReportingEntry {
	measureId: string;
	code: string;
	title: Localized;
	areaNumber: number | null;
	bodyId: number | null;
	bodySlug: string | null;
	bodyName: Localized | null;
	state: EvaluationState | null;
	/** Null without an evaluation. */
	version: number | null;
	status: Status | null;
	unchanged: boolean;
	imported: boolean;
	savedAt: Instant | null;
	submittedAt: Instant | null;
	reportedBy: string | null;
}

/** Lists the measures of a round with the progress of their evaluations, by code. One statement. */
export function reportingEntries(
	read: Queryable,
	planId: number,
	roundId: number
): Promise<ReportingEntry[]> {
	return selectReportingEntries(read, planId, eq(evaluation.roundId, roundId));
}

/** Lists a plan's measures with their open extraordinary evaluations, by code. One statement. */
export function extraordinaryEntries(read: Queryable, planId: number): Promise<ReportingEntry[]> {
	return selectReportingEntries(read, planId, isOpenExtraordinary);
}

async function selectReportingEntries(
	read: Queryable,
	planId: number,
	which: SQL | undefined
): Promise<ReportingEntry[]> {
	const rows = await read
		.select({
			measureId: measure.id,
			code: measure.code,
			title: measure.title,
			lifecycle: measure.lifecycle,
			areaNumber: focusArea.number,
			bodyId: measure.bodyId,
			bodySlug: body.slug,
			bodyName: body.name,
			state: evaluation.state,
			version: evaluation.version,
			status: evaluation.status,
			unchanged: evaluation.unchanged,
			imported: evaluation.imported,
			savedAt: evaluation.savedAt,
			submittedAt: evaluation.submittedAt,
			reportedBy: evaluation.reportedBy
		})
		.from(measure)
		.leftJoin(focusArea, eq(focusArea.id, measure.areaId))
		.leftJoin(body, eq(body.id, measure.bodyId))
		.leftJoin(evaluation, and(eq(evaluation.measureId, measure.id), which))
		.where(eq(measure.planId, planId));
	return rows
		.filter((one) => one.state !== null || isReportable(one.lifecycle))
		.map(({ lifecycle: _, ...one }) => ({
			...one,
			unchanged: one.unchanged ?? false,
			imported: one.imported ?? false
		}))
		.sort(compareCodes);
}
