import { and, eq, inArray } from 'drizzle-orm';
import { byRound, parseRoundKey, type RoundKey } from '$lib/domain/round';
import type { Reader } from '../database/database';
import { round } from '../database/schema';

export type Round = typeof round.$inferSelect;

/** A plan's rounds, oldest first. */
export async function roundsOf(read: Reader, planId: number): Promise<Round[]> {
	const rows = await read.select().from(round).where(eq(round.planId, planId));
	return rows.sort(byRound);
}

/** The round an address names; null where there is none. */
export async function roundByKey(read: Reader, planId: number, key: RoundKey): Promise<Round | null> {
	const name = parseRoundKey(key);
	if (!name) return null;
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), eq(round.year, name.year), eq(round.kind, name.kind)));
	return found ?? null;
}

/** The round that takes reports now; null between rounds. There is at most one. */
export async function runningRound(read: Reader, planId: number): Promise<Round | null> {
	const [found] = await read
		.select()
		.from(round)
		.where(and(eq(round.planId, planId), inArray(round.state, ['open', 'reading'])));
	return found ?? null;
}
