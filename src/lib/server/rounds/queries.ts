import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import { compareRounds, parseRoundKey, type RoundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { evaluation, event, review, round } from '../database/schema';

export type Round = typeof round.$inferSelect;

/** A plan's rounds, oldest first. */
export async function roundsOf(read: Queryable, planId: number): Promise<Round[]> {
	const rows = await read.select().from(round).where(eq(round.planId, planId));
	return rows.sort(compareRounds);
}

/** The round an address names; null where there is none. */
export async function roundByKey(read: Queryable, planId: number, key: RoundKey): Promise<Round | null> {
	const name = parseRoundKey(key);
	if (!name) return null;
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), eq(round.year, name.year), eq(round.kind, name.kind)));
	return found ?? null;
}

/** The round that takes reports now; null between rounds. There is at most one. */
export async function runningRound(read: Queryable, planId: number): Promise<Round | null> {
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), inArray(round.state, ['open', 'reading'])));
	return found ?? null;
}

export interface RoundSummary extends Round {
	/** Approved reports; for a closed round as its review froze them. */
	approved: number;
	/** Measures asked about, as the review froze them; null where the round has not closed. */
	asked: number | null;
}

/** A plan's rounds with how many reports are approved in each, newest first. One statement. */
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

/** What was done with a round and its review, newest first. */
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
