import type { RequestEvent } from '@sveltejs/kit';
import { describe, expect, it } from 'vitest';
import { pictureAddress, type ChartPicture } from '$lib/charts/chart-picture';
import { anonymous, type Actor } from '$lib/domain/permission';
import { chartPicturesHandle, findPicture } from './chart-pictures';

const member: Actor = { ...anonymous, personId: 7, name: 'Member' };
const heights = { wide: 280, narrow: 260 };
const start = new Date('2026-11-30T10:00:00Z');
const page = '/measures/3.2';

function chartOf(progress: number): ChartPicture {
	return { kind: 'progress', series: [{ label: '2026', progress, expected: 50 }] };
}

interface Visit {
	actor?: Actor;
	now?: Date;
	route?: string;
	/** Data of the page's chart, for requests that render it again. */
	shown?: ChartPicture;
	asked?: string;
}

function eventOf({ actor = anonymous, now = start, route = '/measures/[code]', shown, asked }: Visit) {
	const fetched: string[] = [];
	const url = new URL(`http://site${asked ?? page}`);
	const event = {
		url,
		route: { id: route },
		request: new Request(url),
		locals: { actor, now, locale: 'nb' },
		fetch: async (path: string) => {
			fetched.push(path);
			if (shown) await render(shown, { actor, now });
			return new Response('page');
		}
	} as unknown as RequestEvent;
	return { event, fetched };
}

/** Renders a page with one chart, and returns the picture's address. */
async function render(picture: ChartPicture, visit: Visit = {}): Promise<string | null> {
	let address: string | null = null;
	await chartPicturesHandle({
		event: eventOf(visit).event,
		resolve: () => {
			address = pictureAddress(picture, heights)?.('light-wide') ?? null;
			return new Response();
		}
	});
	return address;
}

const nameIn = (address: string | null) => address!.split('/')[2]!;
const pictureFor = (name: string, visit: Visit, from = page) =>
	findPicture(eventOf({ ...visit, asked: `/chart-pictures/x?page=${encodeURIComponent(from)}` }).event, name);

describe('the address of a picture', () => {
	it('depends on the figures, and is the same for the same ones', async () => {
		const first = await render(chartOf(10));
		expect(first).toMatch(/^\/chart-pictures\/[\w-]{27}\/light-wide\.webp\?page=%2Fmeasures%2F3\.2$/);
		expect(await render(chartOf(10))).toBe(first);
		expect(await render(chartOf(11))).not.toBe(first);
	});

	it('is missing outside of requests and on pages without charts', async () => {
		expect(pictureAddress(chartOf(10), heights)).toBeNull();
		expect(await render(chartOf(10), { route: '/privacy' })).toBeNull();
	});
});

describe('a picture', () => {
	it('of a public page is found by everyone', async () => {
		const name = nameIn(await render(chartOf(20)));
		expect(await pictureFor(name, {})).toMatchObject({ isPublic: true });
		expect(await pictureFor(name, { actor: member })).toMatchObject({ isPublic: true });
	});

	it('of a member’s page is found by that member alone', async () => {
		const name = nameIn(await render(chartOf(30), { actor: member }));
		expect(await pictureFor(name, { actor: member })).toMatchObject({ isPublic: false });
		expect(await pictureFor(name, {})).toBeNull();
		expect(await pictureFor(name, { actor: { ...member, personId: 8 } })).toBeNull();
	});

	it('is not trusted a quarter of an hour later, until the page is shown again', async () => {
		const name = nameIn(await render(chartOf(40), { actor: member }));
		const now = new Date(start.getTime() + 16 * 60_000);
		expect(await pictureFor(name, { actor: member, now })).toBeNull();
		const shown = chartOf(40);
		expect(await pictureFor(name, { actor: member, now, shown }, '/measures/3.3')).not.toBeNull();
	});

	it('is found by rendering its page for a reader who has not had it', async () => {
		const name = nameIn(await render(chartOf(50), { actor: member }));
		const other: Actor = { ...member, personId: 9 };
		expect(await pictureFor(name, { actor: other, shown: chartOf(50) })).not.toBeNull();
		expect(await pictureFor(name, { actor: { ...member, personId: 10 }, shown: chartOf(51) })).toBeNull();
	});

	it.each([
		'',
		'/logout',
		'/privacy',
		'//elsewhere/areas',
		'/\\elsewhere',
		'http://elsewhere/areas',
		'/r/token'
	])('renders no page for “%s”', async (from) => {
		const asked = `/chart-pictures/x?page=${encodeURIComponent(from)}`;
		const { event, fetched } = eventOf({ asked });
		expect(await findPicture(event, 'unknown')).toBeNull();
		expect(fetched).toEqual([]);
	});

	it('of an unknown name renders its page once in some seconds', async () => {
		const { event, fetched } = eventOf({
			asked: `/chart-pictures/x?page=${encodeURIComponent('/nn/areas/2')}`
		});
		for (const name of ['one', 'two', 'three']) expect(await findPicture(event, name)).toBeNull();
		expect(fetched).toEqual(['/nn/areas/2']);
	});
});
