import type { RequestEvent } from '@sveltejs/kit';
import { expect, it } from 'vitest';
import { costlyRoutesHandle } from './costly-routes';

/** Starts a request that runs until it is released. */
function request(id: string, personId: number | null = null) {
	let release = () => {};
	const shown = new Promise<Response>((resolve) => (release = () => resolve(new Response('shown'))));
	const event = { route: { id }, locals: { actor: { personId } } } as RequestEvent;
	const response = costlyRoutesHandle({ event, resolve: () => shown });
	return { response, release };
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

it('other pages have no limit', async () => {
	const running = Array.from({ length: 100 }, () => request('/areas'));
	for (const { release } of running) release();
	for (const { response } of running) expect((await response).status).toBe(200);
});

it('a failing request frees its place', async () => {
	const event = { route: { id: '/changes' }, locals: { actor: { personId: null } } } as RequestEvent;
	for (let time = 0; time < 13; time++)
		await expect(
			Promise.resolve(costlyRoutesHandle({ event, resolve: () => Promise.reject(new Error('broken')) }))
		).rejects.toThrow('broken');
});
