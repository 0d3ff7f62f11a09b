import { error, type RequestEvent } from '@sveltejs/kit';
import { reviewByKey } from '../reviews/queries';
import { audienceOf } from './audience';
import { planOf } from './plan';

/** Returns the addressed review (`?version=` for an older one); responds with 404 if the visitor sees none. */
export async function requireReview(
	event: Pick<RequestEvent, 'locals' | 'url'> & { params: { round: string } }
) {
	const { locals, params, url } = event;
	const plan = planOf(event);
	const publishedOnly = audienceOf(locals.actor) === 'public';
	const asked = url.searchParams.get('version');
	if (!plan || (asked !== null && !/^\d{1,6}$/.test(asked))) error(404, 'not-found');
	const version = asked === null ? undefined : Number(asked);
	const review = await reviewByKey(locals.db.read, plan.id, params.round, { version, publishedOnly });
	if (!review) error(404, 'not-found');
	return { plan, review, publishedOnly };
}
