import type { Handle, RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { cached } from '../database/cache';

/** The pages most visited by readers who are signed in, and by visitors of another day, that depend only on the data, the day, the reader and the language. */
const cacheableRoutes: ReadonlySet<string | null> = new Set(['/', '/areas', '/areas/[number]', '/reviews']);

/** A page's response, without headers that belong to one request. */
interface CachedPage {
	status: number;
	headers: [name: string, value: string][];
	body: ArrayBuffer;
}

/** Serves cacheable pages from the cache. */
export const pageCacheHandle: Handle = async ({ event, resolve }) => {
	if (!isCacheable(event)) return resolve(event);
	const { db, actor, now } = event.locals;
	const reader = JSON.stringify(actor);
	const page = await cached(
		db,
		`page ${event.url.href} ${toOsloDate(now)} ${reader}`,
		async () => toCachedPage(await resolve(event)),
		({ status }) => status === 200
	);
	return new Response(page.body, { status: page.status, headers: page.headers });
};

/**
 * True if the response may be cached. Responses that set a cookie are not cached, and neither are remote
 * functions (`/_app/remote/`), which take their route from a client's header.
 */
function isCacheable(event: RequestEvent): boolean {
	const { request, route, isDataRequest, isRemoteRequest, isSubRequest, locals } = event;
	// A request of our own asks for a page to be rendered (chart-pictures.ts).
	if (isDataRequest || isRemoteRequest || isSubRequest || locals.handsCookie) return false;
	// Other pages of visitors are kept before the application (public-pages.ts).
	if (locals.actor.personId === null && !locals.actor.link && !locals.asked) return false;
	return request.method === 'GET' && cacheableRoutes.has(route.id);
}

async function toCachedPage(response: Response): Promise<CachedPage> {
	return {
		status: response.status,
		headers: [...response.headers].filter(([name]) => name !== 'set-cookie'),
		body: await response.arrayBuffer()
	};
}
