import { eq, sql } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { canonicalJson, createReviewContent } from '$lib/domain/review/review';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { review } from '../database/schema';
import type { Plan } from '../plans/queries';
import { reportingFigures } from '../response/queries';
import { reportingEntries, type Round } from '../rounds/queries';
import { loadPlanSnapshot } from './plan-snapshot';
import { reviewTextsIn, seal, toReviewTexts } from './queries';
import { loadReviewParts } from './sealed-parts';

/** Seals a round's review as its next version, in the transaction that closes the round. */
export async function sealReview(
	{ actor, now }: Context,
	{ tx, plan, round }: { tx: Transaction; plan: Plan; round: Round }
): Promise<{ version: number; sha256: string }> {
	const snapshot = await loadPlanSnapshot(tx, plan, { of: 'round', round }, now);
	const texts = toReviewTexts(await reviewTextsIn(tx, round.id));
	const entries = await reportingEntries(tx, plan.id, round.id);
	const reporting = await reportingFigures(tx, { plan, round, entries }, now);
	const parts = { texts, reporting, ...(await loadReviewParts(tx, plan, { today: toOsloDate(now), round })) };
	const content = canonicalJson(createReviewContent({ ...snapshot, round: snapshot.round! }, parts));
	const sha256 = seal(content);
	const [newest] = await tx
		.select({ version: sql<number>`coalesce(max(${review.version}), 0)` })
		.from(review)
		.where(eq(review.roundId, round.id));
	const version = (newest?.version ?? 0) + 1;
	await tx.insert(review).values({
		...{ roundId: round.id, version, content, sha256 },
		...{ closedAt: now.toISOString(), closedBy: actor.name }
	});
	return { version, sha256 };
}
