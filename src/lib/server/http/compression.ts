import { pipeline, Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { constants, createGzip } from 'node:zlib';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import {
	encodeBytes,
	encodedTag,
	matchesTag,
	minCompressedBytes,
	preferredEncoding,
	type ContentEncoding
} from './content-encoding';

const text = /^(text\/(?!event-stream)|application\/(json|xml|manifest\+json)|image\/svg\+xml)/;

/**
 * Compresses texts for clients that accept it. A response of known length is compressed at once, and others as they
 * are written.
 */
export const compressionHandle: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	const { headers } = response;
	if (!response.body || headers.has('Content-Encoding') || !text.test(headers.get('Content-Type') ?? ''))
		return response;
	const length = headers.get('Content-Length');
	if (length !== null && Number(length) < minCompressedBytes) return response;
	if (!headers.get('Vary')?.includes('Accept-Encoding')) headers.append('Vary', 'Accept-Encoding');
	const encoding = mayCompress(event)
		? preferredEncoding(event.request.headers.get('Accept-Encoding'))
		: 'identity';
	return encoding === 'identity' ? response : encode(event, response, { encoding, length });
};

/**
 * False for responses whose compressed length could tell a stranger a secret (BREACH): to a reader with a session or
 * a link, a compressed page is sent only if this site or the reader asked for it, and pages of tokens never are.
 */
function mayCompress({ locals, request, route }: RequestEvent): boolean {
	if (route.id?.includes('[token]')) return false;
	const isAnonymous = locals.actor && locals.actor.personId === null && !locals.actor.link;
	return isAnonymous || ['same-origin', 'none'].includes(request.headers.get('Sec-Fetch-Site') ?? '');
}

async function encode(
	{ request }: RequestEvent,
	response: Response,
	{ encoding, length }: { encoding: Exclude<ContentEncoding, 'identity'>; length: string | null }
): Promise<Response> {
	const { status, body } = response;
	const headers = new Headers(response.headers);
	headers.delete('Content-Length');
	const tag = headers.get('ETag');
	if (tag?.startsWith('"')) headers.set('ETag', encodedTag(tag, encoding));
	// Kit answers with 304, and to HEAD without a body.
	if (
		request.method === 'HEAD' ||
		matchesTag(request.headers.get('If-None-Match'), headers.get('ETag') ?? '')
	)
		return new Response(body, { status, headers });
	if (length === null) {
		headers.set('Content-Encoding', 'gzip');
		if (tag) headers.set('ETag', encodedTag(tag, 'gzip'));
		const zipped = createGzip({ flush: constants.Z_SYNC_FLUSH });
		// An error of either end closes the other.
		pipeline(Readable.fromWeb(body as NodeStream), zipped, () => undefined);
		return new Response(Readable.toWeb(zipped) as ReadableStream, { status, headers });
	}
	const bytes = await encodeBytes(new Uint8Array(await response.arrayBuffer()), encoding);
	headers.set('Content-Encoding', encoding);
	headers.set('Content-Length', String(bytes.byteLength));
	return new Response(bytes as Uint8Array<ArrayBuffer>, { status, headers });
}
