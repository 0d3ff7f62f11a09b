import type { IncomingHttpHeaders } from 'node:http';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { recordReadTables } from '../database/read-tables';
import { isPublicPage } from './public-page-routes';
import { hasOwnCookie, type PublicPages, type RenderedPage } from './public-pages';

/** A key of a form is for one visitor, so a page with one is not kept. */
const formKey = 'name="formKey"';

/**
 * Returns a handler that keeps each public page that the application renders for a visitor without a session, with
 * the tables that were read for it.
 *
 * @param pages null before the database is open
 */
export function keepPublicPages(pages: (event: RequestEvent) => PublicPages | null): Handle {
	return async ({ event, resolve }) => {
		const store = pages(event);
		if (!store || !isPublicRequest(event)) return resolve(event);
		const { url, request } = event;
		const key = store.key(url.host, url.pathname + url.search);
		try {
			const versions = await store.versions().catch(() => null);
			const { value, tables } = await recordReadTables(async () => {
				const response = await resolve(event);
				const isKept = versions !== null && isForEveryone(event, response);
				return { response, body: isKept ? Buffer.from(await response.arrayBuffer()) : null };
			});
			const { response, body } = value;
			if (!body || !versions) return response;
			if (body.includes(formKey) || [...tables].some((table) => versions.of[table] === undefined))
				return new Response(body, response);
			const headers = Object.fromEntries(response.headers);
			const page: RenderedPage = { day: toOsloDate(event.locals.now), tables, versions, headers, body };
			const asked: IncomingHttpHeaders = Object.fromEntries(request.headers);
			const answer = await store.keep(key, page, asked);
			return new Response(answer.body as Uint8Array<ArrayBuffer> | null, answer);
		} finally {
			store.rendered(key);
		}
	};
}

/** True if the request says nothing about its visitor. */
function isPublicRequest(event: RequestEvent): boolean {
	const { request, route, url, isDataRequest, isRemoteRequest, isSubRequest } = event;
	if (request.method !== 'GET' || isDataRequest || isRemoteRequest || isSubRequest) return false;
	if (hasOwnCookie(request.headers.get('Cookie') ?? '')) return false;
	return isPublicPage(route.id, url.search);
}

/** True if everyone would get this response. */
function isForEveryone({ locals }: RequestEvent, { status, headers }: Response): boolean {
	const { actor, asked, handsCookie, linkRefused, sessionId, unanswered } = locals;
	if (status !== 200 || headers.has('Set-Cookie') || headers.has('Content-Encoding')) return false;
	if (!headers.get('Content-Type')?.startsWith('text/html') || asked || handsCookie || unanswered)
		return false;
	return !actor.link && actor.personId === null && linkRefused === null && sessionId === null;
}
