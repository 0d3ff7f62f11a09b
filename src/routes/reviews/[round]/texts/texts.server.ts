import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { createReviewContent, type ReviewContent } from '$lib/domain/review/review';
import { acceptsReports } from '$lib/domain/round/round';
import { link } from '$lib/i18n/link';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { toReviewTexts, reviewTextsIn } from '$lib/server/reviews/queries';
import { loadReviewParts } from '$lib/server/reviews/sealed-parts';
import { loadPlanSnapshot } from '$lib/server/reviews/plan-snapshot';
import { roundByKey } from '$lib/server/rounds/queries';

/**
 * Returns the review the round would have if it closed now. Requires permission to write it; a closed round
 * redirects to its review.
 */
export async function requireUpcomingReview(event: RequestEvent<{ round: string }>) {
	requirePermission(event, 'review.write');
	const { db, now } = event.locals;
	const key = event.params.round;
	const plan = planOf(event);
	const round = plan && (await roundByKey(db.read, plan.id, key));
	if (!round || round.state === 'planned') error(404, 'not-found');
	if (!acceptsReports(round.state)) redirect(303, link(`/reviews/${key}`));
	const standing = await loadPlanSnapshot(db.read, plan, { of: 'round', round }, now);
	const written = await reviewTextsIn(db.read, round.id);
	const parts = {
		texts: toReviewTexts(written),
		...(await loadReviewParts(db.read, plan, { today: toOsloDate(now), round: standing.round! }))
	};
	const content: ReviewContent = createReviewContent({ ...standing, round: standing.round! }, parts);
	return { plan, key, content, written };
}
