import { and, eq } from 'drizzle-orm';
import { trimLocalized, type Localized } from '$lib/domain/localized';
import { ok, refuse, type Result } from '$lib/domain/result';
import { parseReviewSection } from '$lib/domain/review/review-text';
import { roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { changedFields, appendEvent } from '../database/event-log';
import { reviewText } from '../database/schema';
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
