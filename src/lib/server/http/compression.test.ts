import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { anonymous } from '$lib/domain/permission';
import { compressionHandle } from './compression';

const page = '<p>Det same om att og om att.</p>'.repeat(100);
const reader = { ...anonymous, personId: 1 };
const byLink = { ...anonymous, link: { name: 'Kari' } };

interface Asked {
	actor?: unknown;
	route?: string;
	/** Header Sec-Fetch-Site: the site whose page asked. */
	from?: string;
	accept?: string;
	method?: string;
	tag?: string;
}

/** Answers a request with a response; returns it and its body as bytes. */
async function answered(
	{ actor = anonymous, route = '/', from, accept = 'gzip, br', method = 'GET', tag }: Asked,
	response = html()
) {
	const headers = new Headers({ 'accept-encoding': accept });
	if (from) headers.set('sec-fetch-site', from);
	if (tag) headers.set('if-none-match', tag);
	const request = new Request('http://localhost/', { method, headers });
	const event = { request, locals: { actor }, route: { id: route } } as unknown as RequestEvent;
	const answer = await compressionHandle({ event, resolve: () => response });
	return { answer, bytes: Buffer.from(await answer.arrayBuffer()) };
}

function html(body: string | ReadableStream = page, headers: Record<string, string> = {}): Response {
	const length: Record<string, string> =
		typeof body === 'string' ? { 'content-length': String(Buffer.byteLength(body)) } : {};
	return new Response(body, {
		headers: { 'content-type': 'text/html; charset=utf-8', etag: '"a"', ...length, ...headers }
	});
}

const encodingOf = async (asked: Asked, response?: Response) =>
	(await answered(asked, response)).answer.headers.get('content-encoding');

describe('a dynamic answer', () => {
	it.each([
		['br', brotliDecompressSync],
		['gzip', gunzipSync]
	] as const)('in %s holds the text, states its length and has a tag of its own', async (accept, decode) => {
		const { answer, bytes } = await answered({ accept });
		expect(decode(bytes).toString()).toBe(page);
		expect(Object.fromEntries(answer.headers)).toMatchObject({
			...{ 'content-encoding': accept, 'content-length': String(bytes.length) },
			...{ etag: `"a-${accept}"`, vary: 'Accept-Encoding' }
		});
	});

	it('of unknown length is compressed as it is written', async () => {
		const pieces = new ReadableStream({
			start(controller) {
				for (const piece of [page, page]) controller.enqueue(new TextEncoder().encode(piece));
				controller.close();
			}
		});
		const { answer, bytes } = await answered({}, html(pieces));
		expect(gunzipSync(bytes).toString()).toBe(page + page);
		expect(answer.headers.get('content-length')).toBeNull();
	});

	it.each<[string, Asked, Response]>([
		['a short text', {}, html('<p>Kort</p>')],
		['a picture', {}, html(page, { 'content-type': 'image/png' })],
		['a stream of events', {}, html(page, { 'content-type': 'text/event-stream' })],
		['what is compressed already', {}, html(page, { 'content-encoding': 'deflate' })],
		['a client that accepts none', { accept: 'identity' }, html()]
	])('is sent as it is: %s', async (_what, asked, response) => {
		const before = response.headers.get('content-encoding');
		expect(await encodingOf(asked, response)).toBe(before);
	});

	it('has no body for HEAD, nor for a reader who has it', async () => {
		for (const asked of [{ method: 'HEAD' }, { tag: '"a-br"' }]) {
			const { answer } = await answered(asked);
			expect(answer.headers.get('etag')).toBe('"a-br"');
			expect(answer.headers.get('content-encoding')).toBeNull();
		}
	});
});

describe('a page whose length could tell a secret (BREACH)', () => {
	it.each<[string, Asked, boolean]>([
		['of a visitor, asked for by another site', { from: 'cross-site' }, true],
		['of a person, asked for by this site', { actor: reader, from: 'same-origin' }, true],
		['of a person, typed as an address', { actor: reader, from: 'none' }, true],
		['of a person, asked for by another site', { actor: reader, from: 'cross-site' }, false],
		['of a person, asked for by a neighbouring site', { actor: reader, from: 'same-site' }, false],
		['of a person, of a browser that does not say', { actor: reader }, false],
		['of a reporting link, asked for by another site', { actor: byLink, from: 'cross-site' }, false],
		['of a reporting link, asked for by this site', { actor: byLink, from: 'same-origin' }, true],
		['refused before the reader is known', { actor: null, from: 'cross-site' }, false],
		['with a token in its address', { route: '/r/[token]', from: 'same-origin' }, false]
	])('%s', async (_what, asked, isCompressed) => {
		expect(await encodingOf(asked)).toBe(isCompressed ? 'br' : null);
	});
});
