import type { Handle, RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { cached } from '../database/cache';

/**
 * The pages that depend on nothing but the data, the day and who reads them in which language, and
 * are opened most: made once and sent again until something changes.
 */
const cacheableRoutes: ReadonlySet<string | null> = new Set(['/', '/areas', '/areas/[number]', '/reviews']);

/** A page as it is sent, without what belongs to one answer alone. */
interface CachedPage {
	status: number;
	headers: [name: string, value: string][];
	body: ArrayBuffer;
}

/** Sends a lasting page from memory where it stands there. */
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
 * An answer that hands the browser a cookie is nobody else's. What Kit answers under `/_app/remote/`
 * is no page, though it goes by whatever address the client names in a header.
 */
function isCacheable({ request, route, isDataRequest, isRemoteRequest, locals }: RequestEvent): boolean {
	if (isDataRequest || isRemoteRequest || locals.handsCookie) return false;
	return request.method === 'GET' && cacheableRoutes.has(route.id);
}

async function toCachedPage(response: Response): Promise<CachedPage> {
	return {
		status: response.status,
		headers: [...response.headers].filter(([name]) => name !== 'set-cookie'),
		body: await response.arrayBuffer()
	};
}
