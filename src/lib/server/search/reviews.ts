import { eq } from 'drizzle-orm';
import type { RoundState } from '$lib/domain/round';
import type { Reader } from '../database/database';
import { review, round } from '../database/schema';
import type { Sight } from './sight';

export interface ReviewOfRound {
	reviewId: number;
	roundId: number;
	version: number;
	published: boolean;
	roundState: RoundState;
}

/** Every version of a plan's reviews, without what they say. One statement. */
export async function reviewVersions(read: Reader, planId: number): Promise<ReviewOfRound[]> {
	const rows = await read
		.select({
			reviewId: review.id,
			roundId: review.roundId,
			version: review.version,
			publishedAt: review.publishedAt,
			roundState: round.state
		})
		.from(review)
		.innerJoin(round, eq(round.id, review.roundId))
		.where(eq(round.planId, planId));
	return rows.map(({ publishedAt, ...one }) => ({ ...one, published: publishedAt !== null }));
}

/** Of each round, the version a reader is shown: the newest that they may see. */
export function newestReadable(reviews: readonly ReviewOfRound[], seen: Sight['reviews']): ReviewOfRound[] {
	const newest = new Map<number, ReviewOfRound>();
	for (const one of reviews) {
		if (seen === 'none' || (seen === 'published' && !one.published)) continue;
		const before = newest.get(one.roundId);
		if (!before || before.version < one.version) newest.set(one.roundId, one);
	}
	return [...newest.values()];
}
