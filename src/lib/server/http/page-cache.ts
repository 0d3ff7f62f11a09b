import { randomUUID } from 'node:crypto';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';

import { DerivedValues } from '../database/cache';
import type { Database } from '../database/database';
import { isReaderPage } from './reader-page-routes';

/** Bytes of the pages kept. */
const maxBytes = 32 * 1024 * 1024;

/** A page's response, without headers that belong to one request. */
interface KeptResponse {
	status: number;
	headers: [name: string, value: string][];
	/** The body, cut where a form has its key, which is for one sending. */
	parts: readonly Buffer[];
}

/** Kept pages by connection. */
const kept = new WeakMap<Database['read'], DerivedValues<KeptResponse>>();

/** Answers readers who are signed in from memory, for as long as nothing changes that their page was made of. */
export const pageCacheHandle: Handle = async ({ event, resolve }) => {
	if (!isCacheable(event)) return resolve(event);
	const { db, actor, now } = event.locals;
	const key = `${event.url.href} ${toOsloDate(now)} ${JSON.stringify(actor)}`;
	const page = await keptPages(db).get(db.read, key, async () => toKept(await resolve(event)));
	return toResponse(page);
};

function keptPages({ read }: Database): DerivedValues<KeptResponse> {
	const known = kept.get(read);
	if (known) return known;
	const sizeOf = ({ parts }: KeptResponse) => parts.reduce((sum, one) => sum + one.byteLength, 2_000);
	const pages = new DerivedValues<KeptResponse>(
		{ maxSize: maxBytes, sizeOf },
		({ status }) => status === 200
	);
	kept.set(read, pages);
	return pages;
}

/**
 * True if the response may be kept. Responses that set a cookie are not kept, and neither are remote functions
 * (`/_app/remote/`), which take their route from a client's header.
 */
function isCacheable(event: RequestEvent): boolean {
	const { request, route, url, isDataRequest, isRemoteRequest, isSubRequest, locals } = event;
	// A request of our own asks for a page to be rendered (chart-pictures.ts).
	if (isDataRequest || isRemoteRequest || isSubRequest || locals.handsCookie) return false;
	// Other pages of visitors are kept before the application (public-pages.ts).
	if (locals.actor.personId === null && !locals.actor.link && !locals.asked) return false;
	if (request.method !== 'GET') return false;
	const parameters = new URLSearchParams(url.search);
	if (locals.asked) parameters.delete('at');
	return isReaderPage(route.id, `${parameters}`);
}

const keyField = /(?<=name="formKey" value=")\d+(?=")/;

async function toKept(response: Response): Promise<KeptResponse> {
	const body = Buffer.from(await response.arrayBuffer());
	// One byte is one character, so that the page is cut at bytes.
	const parts = body.includes('name="formKey"')
		? body
				.toString('latin1')
				.split(keyField)
				.map((one) => Buffer.from(one, 'latin1'))
		: [body];
	const ofRequest = new Set(['set-cookie', 'content-length', ...(parts.length > 1 ? ['etag'] : [])]);
	const headers = [...response.headers].filter(([name]) => !ofRequest.has(name));
	return { status: response.status, headers, parts };
}

function toResponse({ status, headers, parts }: KeptResponse): Response {
	const [first = Buffer.alloc(0), ...rest] = parts;
	const body = Buffer.concat([first, ...rest.flatMap((one) => [Buffer.from(randomUUID()), one])]);
	return new Response(body, { status, headers: [...headers, ['content-length', String(body.byteLength)]] });
}
