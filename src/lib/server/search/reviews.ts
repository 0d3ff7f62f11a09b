import { eq } from 'drizzle-orm';
import type { RoundState } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { review, round } from '../database/schema';
import type { SearchVisibility } from './visibility';

export interface ReviewVersion {
	reviewId: number;
	roundId: number;
	version: number;
	published: boolean;
	roundState: RoundState;
}

/** Returns every version of a plan's reviews without content, in one statement. */
export async function reviewVersions(read: Queryable, planId: number): Promise<ReviewVersion[]> {
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

/** Returns the newest version of each round's review that the reader may see. */
export function newestVisibleReviews(
	reviews: readonly ReviewVersion[],
	seen: SearchVisibility['reviews']
): ReviewVersion[] {
	const newest = new Map<number, ReviewVersion>();
	for (const one of reviews) {
		if (seen === 'none' || (seen === 'published' && !one.published)) continue;
		const before = newest.get(one.roundId);
		if (!before || before.version < one.version) newest.set(one.roundId, one);
	}
	return [...newest.values()];
}
