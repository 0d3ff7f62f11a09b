import { error, type RequestEvent } from '@sveltejs/kit';
import { bodyBySlug } from '$lib/server/bodies/queries';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';

type BodyEvent = RequestEvent<{ slug: string }>;

/** Requires a reader who manages people, and returns where the body is. */
export function bodyTarget(event: BodyEvent) {
	const partnershipId = requestPartnership(event)?.id ?? null;
	requirePermission(event, 'people.manage', { partnershipId });
	if (partnershipId === null) error(404, { message: 'not-found' });
	return { partnershipId, slug: event.params.slug };
}

/** Requires a body of the page's partnership, and a reader who manages its people. */
export async function requireManagedBody(event: BodyEvent) {
	const { partnershipId, slug } = bodyTarget(event);
	const found = await bodyBySlug(event.locals.db.read, partnershipId, slug);
	if (!found) error(404, { message: 'not-found' });
	return { partnershipId, body: found };
}
