import type { RequestEvent } from '@sveltejs/kit';
import { expect, it, vi } from 'vitest';
import { costlyRoutesHandle } from './costly-routes';

function eventOf(id: string, personId: number | null = null, search = '') {
	const url = new URL(id + search, 'http://here.test');
	return { route: { id }, url, locals: { actor: { personId } } } as RequestEvent;
}

/** Starts a request that runs until it is released. */
function request(id: string, personId: number | null = null, search = '') {
	let release = () => {};
	const shown = new Promise<Response>((resolve) => (release = () => resolve(new Response('shown'))));
	let isRunning = false;
	const resolve = () => {
		isRunning = true;
		return shown;
	};
	const response = Promise.resolve(costlyRoutesHandle({ event: eventOf(id, personId, search), resolve }));
	return { response, release, isRunning: () => isRunning };
}

it.each([
	['/changes', 12],
	['/reviews/[round]/review.docx', 12],
	['/search/suggest', 24]
])('%s is refused to visitors while %i requests run, and served again afterwards', async (id, most) => {
	const running = Array.from({ length: most }, () => request(id));
	const refused = await request(id).response;
	expect(refused.status).toBe(503);
	expect(refused.headers.get('retry-after')).toBe('5');
	const member = request(id, 1);
	member.release();
	expect((await member.response).status, 'somebody signed in').toBe(200);
	running[0]!.release();
	await running[0]!.response;
	const next = request(id);
	for (const one of [...running, next]) one.release();
	expect((await next.response).status).toBe(200);
	for (const { response } of running) await response;
});

it('pages of other days run one at a time; 40 wait in turn, and further ones are refused', async () => {
	const all = Array.from({ length: 41 }, () => request('/areas', null, '?at=2026-11-01'));
	const count = () => all.filter((one) => one.isRunning()).length;
	await new Promise((later) => setImmediate(later));
	expect(count()).toBe(1);
	expect((await request('/areas', null, '?at=2026-11-01').response).status).toBe(503);
	const today = request('/areas');
	today.release();
	expect((await today.response).status, 'today').toBe(200);
	for (const [place, { release, response }] of all.entries()) {
		release();
		expect((await response).status).toBe(200);
		await new Promise((later) => setImmediate(later));
		expect(count()).toBe(Math.min(41, place + 2));
	}
});

it('a page of another day is refused when it has waited for five seconds', async () => {
	vi.useFakeTimers();
	const running = request('/areas', null, '?at=2026-11-01');
	const waiting = request('/areas', null, '?at=2026-11-01');
	await vi.advanceTimersByTimeAsync(5_000);
	expect((await waiting.response).status).toBe(503);
	running.release();
	expect((await running.response).status).toBe(200);
	vi.useRealTimers();
});

it('other pages have no limit', async () => {
	const running = Array.from({ length: 100 }, () => request('/areas'));
	for (const { release } of running) release();
	for (const { response } of running) expect((await response).status).toBe(200);
});

it('a failing request frees its place', async () => {
	const event = eventOf('/changes');
	for (let time = 0; time < 13; time++)
		await expect(
			Promise.resolve(costlyRoutesHandle({ event, resolve: () => Promise.reject(new Error('broken')) }))
		).rejects.toThrow('broken');
});
