import type { RequestEvent } from '@sveltejs/kit';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Actor } from '$lib/domain/permission';
import { aPartnership, type Partnership } from '../../../../tests/support/partnership';
import { routeEvent } from '../../../../tests/support/route-event';
import { plan } from '../database/schema';
import { pageCacheHandle } from './page-cache';

let partnership: Partnership;
beforeEach(async () => void (partnership = await aPartnership()));

const form = '<input type="hidden" name="formKey" value="123"/>';

/** Renders a page that reads the plan, and counts how often. */
function aPage(body: string, init?: ResponseInit) {
	return vi.fn(async () => {
		await partnership.db.read.select().from(plan);
		return new Response(body, init);
	});
}

interface Asked {
	actor?: Actor;
	search?: string;
	route?: string;
	change?: Partial<RequestEvent>;
}

async function ask(resolve: () => Promise<Response>, asked: Asked = {}): Promise<Response> {
	const { actor = partnership.actors.secretariat, search = '', route = '/report', change = {} } = asked;
	const event = { ...routeEvent(partnership, { route, params: {}, search, actor, body: null }), ...change };
	return pageCacheHandle({ event, resolve });
}

describe('a page of a reader who is signed in', () => {
	it('is rendered once, until something changes that was read for it', async () => {
		const page = aPage('Blåbær');
		await ask(page);
		expect(await (await ask(page)).text()).toBe('Blåbær');
		expect(page).toHaveBeenCalledTimes(1);
		await partnership.db.write((tx) => tx.update(plan).set({ version: 9 }));
		await ask(page);
		expect(page).toHaveBeenCalledTimes(2);
	});

	it('has new keys in its forms each time, and is otherwise the same', async () => {
		const page = aPage(`Før ${form} mellom æ ${form} etter`);
		const texts = [];
		for (let i = 0; i < 3; i++) texts.push(await (await ask(page)).text());
		expect(page).toHaveBeenCalledTimes(1);
		const keys = texts.flatMap((text) => [...text.matchAll(/value="([\w-]+)"/g)].map(([, key]) => key));
		expect(new Set(keys).size).toBe(6);
		for (const text of texts)
			expect(text.replaceAll(/value="[\w-]+"/g, 'value="123"')).toBe(`Før ${form} mellom æ ${form} etter`);
	});

	it('says how long it is, and names no version of a text with keys', async () => {
		const page = aPage(form, { headers: { etag: '"x"', 'content-length': '1' } });
		const response = await ask(page);
		expect(response.headers.get('content-length')).toBe(String((await response.text()).length));
		expect(response.headers.get('etag')).toBeNull();
	});

	it('is nobody else’s', async () => {
		const page = aPage('Min');
		await ask(page);
		await ask(page, { actor: partnership.actors.leader });
		await ask(page, { actor: { ...partnership.actors.secretariat, seats: [] } });
		expect(page).toHaveBeenCalledTimes(3);
	});

	it.each<[string, Asked]>([
		['with a parameter that only this reading has', { search: '?sent=1.1' }],
		['that is not on the list', { route: '/people' }],
		['asked for by a script', { change: { isDataRequest: true } }],
		['asked for by a page of ours', { change: { isSubRequest: true } }],
		['under the address of another', { change: { isRemoteRequest: true } }],
		['that is posted', { change: { request: new Request('http://localhost/report', { method: 'POST' }) } }]
	])('is rendered anew %s', async (_what, asked) => {
		const page = aPage('Ny');
		await ask(page, asked);
		await ask(page, asked);
		expect(page).toHaveBeenCalledTimes(2);
	});

	it.each([404, 500, 303])('is not kept with status %i', async (status) => {
		const page = aPage('Nei', { status });
		expect((await ask(page)).status).toBe(status);
		await ask(page);
		expect(page).toHaveBeenCalledTimes(2);
	});

	it('keeps no cookie', async () => {
		const page = aPage('Ja', { headers: { 'set-cookie': 'a=b' } });
		await ask(page);
		expect((await ask(page)).headers.getSetCookie()).toEqual([]);
	});
});
