import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { bodyLimitHandle } from './body-limit';

const mega = 1024 * 1024;

/**
 * Reads a body in chunks of 64 kB through the hook; returns the bytes read or the error, and the bytes left in
 * the source.
 */
async function read(route: string, bytes: number, declared?: number) {
	let left = bytes;
	let cancelled = false;
	const body = new ReadableStream<Uint8Array>({
		pull(controller) {
			const chunk = new Uint8Array(Math.min(left, 64 * 1024));
			left -= chunk.length;
			if (chunk.length === 0) controller.close();
			else controller.enqueue(chunk);
		},
		cancel: () => void (cancelled = true)
	});
	const headers: Record<string, string> =
		declared === undefined ? {} : { 'content-length': String(declared) };
	const init: RequestInit & { duplex: 'half' } = { method: 'POST', headers, body, duplex: 'half' };
	const event = { request: new Request('http://localhost/', init), route: { id: route } } as RequestEvent;
	let answer: unknown;
	await bodyLimitHandle({
		event,
		resolve: async (passed) => {
			answer = await passed.request.arrayBuffer().then(
				({ byteLength }) => byteLength,
				(error: { status: number }) => error.status
			);
			return new Response();
		}
	});
	return { answer, cancelled };
}

describe('a body', () => {
	it.each<[string, number, number | undefined, number]>([
		['/report', mega, undefined, mega],
		['/report', mega + 1, undefined, 413],
		['/report', 10, 2 * mega, 413],
		['/edit/import', 10 * mega, undefined, 10 * mega],
		['/edit/import', 10 * mega + 1, undefined, 413]
	])('on %s with %i bytes, declared as %s, gives %i', async (route, bytes, declared, answer) => {
		expect(await read(route, bytes, declared)).toEqual({ answer, cancelled: false });
	});
});
