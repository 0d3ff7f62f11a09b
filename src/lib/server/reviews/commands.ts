import { and, eq, sql } from 'drizzle-orm';
import { trimLocalized, type Localized } from '$lib/domain/localized';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { parseReviewSection } from '$lib/domain/review/review-text';
import { roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { review, reviewText } from '../database/schema';
import { areasOf } from '../plans/queries';
import { roundByKey } from '../rounds/queries';
import { reviewTextsIn } from './queries';

export interface ReviewTextTarget {
	planId: number;
	round: RoundKey;
	/** "year", "decisions", "next" or "area:3". */
	section: string;
	/** Null for a new text. */
	version: number | null;
}

/**
 * Writes a section of a running round's review, or deletes it if both written forms are empty. Closing the
 * round seals it (domain-rules.md §4.1).
 */
export async function writeReviewText(
	{ db, actor, now }: Context,
	target: ReviewTextTarget,
	text: Localized
): Promise<Result> {
	return runCommand({ db, actor }, { planId: target.planId, action: 'review.write' }, async (tx) => {
		const round = await roundByKey(tx, target.planId, target.round);
		const section = parseReviewSection(target.section, await areasOf(tx, target.planId));
		if (!round || !section) return refuse({ code: 'not-found' });
		if (!acceptsReports(round.state)) return refuse({ code: 'wrong-state', state: round.state });
		const stands = (await reviewTextsIn(tx, round.id)).get(section);
		if ((stands?.version ?? null) !== target.version)
			return refuse({ code: 'stale', current: stands ?? null });

		const kept = trimLocalized(text);
		const difference = changedFields<Record<string, unknown>>({ text: stands?.text ?? null }, { text: kept });
		if (!difference) return ok();
		const here = and(eq(reviewText.roundId, round.id), eq(reviewText.section, section));
		const values = { by: actor.name, at: now.toISOString(), version: (stands?.version ?? 0) + 1 };
		if (!kept) await tx.delete(reviewText).where(here);
		else if (stands)
			await tx
				.update(reviewText)
				.set({ ...values, text: kept })
				.where(here);
		else await tx.insert(reviewText).values({ ...values, text: kept, roundId: round.id, section });
		await appendEvent(tx, actor, now, {
			planId: target.planId,
			verb: 'write-review-text',
			noun: 'review',
			nounId: `${roundKey(round)}/${section}`,
			...difference
		});
		return ok();
	});
}

/**
 * Publishes the newest version of a closed round's review. A review quotes the earlier one, so it is refused
 * (`earlier-unpublished`, under the earlier round's key) until that one is published.
 *
 * @param seen the version the publisher saw; refused as stale if it is not the newest
 */
export async function publishReview(
	{ db, actor, now }: Context,
	planId: number,
	key: RoundKey,
	seen?: number
): Promise<Result> {
	return runCommand({ db, actor }, { planId, action: 'review.publish' }, async (tx) => {
		const closed = await roundByKey(tx, planId, key);
		if (!closed) return refuse({ code: 'not-found' });
		const [newest] = await tx
			.select({
				id: review.id,
				version: review.version,
				publishedAt: review.publishedAt,
				leansOn: sql<string | null>`json_extract(${review.content}, '$.last.key')`,
				comparesWith: sql<string | null>`json_extract(${review.content}, '$.yearBefore.key')`
			})
			.from(review)
			.where(eq(review.roundId, closed.id))
			.orderBy(sql`${review.version} desc`)
			.limit(1);
		if (!newest || closed.state !== 'closed') return refuse({ code: 'wrong-state', state: closed.state });
		const { version } = newest;
		if (seen !== undefined && seen !== version) return refuse({ code: 'stale', current: newest });
		if (newest.publishedAt) return refuse({ code: 'wrong-state', state: 'published' });
		const unpublished = await firstUnpublishedReview(tx, planId, [newest.comparesWith, newest.leansOn]);
		if (unpublished) return refuseInvalid({ field: unpublished, code: 'earlier-unpublished' });
		await tx.update(review).set({ publishedAt: now.toISOString() }).where(eq(review.id, newest.id));
		await appendEvent(tx, actor, now, {
			planId,
			verb: 'publish-review',
			noun: 'review',
			nounId: key,
			after: { version }
		});
		return ok();
	});
}

/** Returns the first of the rounds whose newest review is unpublished, or null. */
async function firstUnpublishedReview(
	tx: Transaction,
	planId: number,
	keys: readonly (RoundKey | null)[]
): Promise<RoundKey | null> {
	for (const key of keys) {
		const earlier = key === null ? null : await roundByKey(tx, planId, key);
		if (!earlier) continue;
		const [newest] = await tx
			.select({ publishedAt: review.publishedAt })
			.from(review)
			.where(eq(review.roundId, earlier.id))
			.orderBy(sql`${review.version} desc`)
			.limit(1);
		if (newest && !newest.publishedAt) return roundKey(earlier);
	}
	return null;
}
