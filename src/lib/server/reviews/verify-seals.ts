import { createHash } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { roundKey, type RoundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { review, round } from '../database/schema';

export interface BrokenSeal {
	round: RoundKey;
	version: number;
}

/** Compares every review's content with its seal (domain-rules.md §4.1). */
export async function verifySeals(read: Queryable): Promise<{ checked: number; broken: BrokenSeal[] }> {
	const reviews = await read
		.select({
			year: round.year,
			kind: round.kind,
			version: review.version,
			content: review.content,
			sha256: review.sha256
		})
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId));
	const broken = reviews
		.filter((one) => createHash('sha256').update(one.content).digest('hex') !== one.sha256)
		.map((one) => ({ round: roundKey(one), version: one.version }));
	return { checked: reviews.length, broken };
}
