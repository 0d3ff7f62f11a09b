import { error } from '@sveltejs/kit';
import { compareReviews } from '$lib/domain/review/review-comparison';
import { compareRoundKeys, type RoundKey } from '$lib/domain/round/round';
import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { latestReviews } from '$lib/server/reviews/queries';
import type { PageServerLoad } from './$types';

/**
 * Loads a comparison of two reviews: `?then=2025&now=2026` in any order; by default the two latest. The public
 * compares published ones.
 */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const { db, actor } = locals;
	const publishedOnly = audienceOf(actor) === 'public';
	const plan = planOf(event);
	const past = plan ? await latestReviews(db.read, plan.id, publishedOnly) : [];
	const keys = past.map(({ key }) => key);
	const [then, now] = chosen(url.searchParams, keys);
	const contents = [then, now].map((key) => past.find((one) => one.key === key)?.content);
	const [first, second] = contents;
	return {
		keys: keys.toReversed(),
		then,
		now,
		areas: second?.areas ?? [],
		comparison: first && second && then !== now ? compareReviews(first, second) : null
	};
};

/** Returns the requested keys, earlier first; 404 if the reader may not open one. */
function chosen(
	asked: URLSearchParams,
	keys: RoundKey[]
): [then: RoundKey | undefined, now: RoundKey | undefined] {
	const then = asked.get('then') ?? keys.at(-2);
	const now = asked.get('now') ?? keys.at(-1);
	for (const key of [asked.get('then'), asked.get('now')])
		if (key !== null && !keys.includes(key)) error(404, 'not-found');
	return then !== undefined && now !== undefined && compareRoundKeys(then, now) > 0
		? [now, then]
		: [then, now];
}
