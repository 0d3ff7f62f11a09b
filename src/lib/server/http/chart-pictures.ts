import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash } from 'node:crypto';
import type { Handle, RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import { pagePath } from '$lib/i18n/plan-address';
import {
	setPictureRegister,
	type ChartHeights,
	type ChartPicture,
	type ChartPictureRequest,
	type PictureStyle
} from '../documents/chart-picture-request';
import { picturePool } from './worker-pools';

/** Increased when charts are drawn differently, so that pictures get other addresses. */
const pictureRevision = 1;

/** Pages that show charts. A picture's address names its page, which is rendered again if the picture is forgotten. */
const chartRoutes = [
	'/',
	'/areas',
	'/areas/[number]',
	'/indicators',
	'/measures/[code]',
	'/reviews/[round]',
	'/reviews/[round]/texts',
	'/rollout'
];
const chartPaths = chartRoutes.map((route) => new RegExp(`^${route.replace(/\[\w+\]/g, '[^/]+')}$`));

/** Longest address of a page with pictures. */
const maxAddress = 300;

/** Data of a picture, and the readers that have been shown its page, with the time. */
interface KnownPicture {
	request: Omit<ChartPictureRequest, 'style'>;
	bytes: number;
	readers: Map<string, number>;
}

/** Data of the pictures of pages rendered lately. */
const known = new LRUCache<string, KnownPicture>({
	maxSize: 16 * 1024 * 1024,
	sizeCalculation: ({ bytes }) => bytes
});

/** Drawn pictures. Requests share one that is being drawn. */
const drawn = new LRUCache<string, Uint8Array, ChartPictureRequest>({
	maxSize: 24 * 1024 * 1024,
	sizeCalculation: ({ length }) => length + 200,
	ignoreFetchAbort: true,
	fetchMethod: (_key, _stale, { context }) => picturePool().run('drawChartPicture', context, 10_000)
});

/** Returns the reader of what everyone may see. */
const everyoneAt = ({ host }: URL) => `${host} everyone`;
/** Milliseconds for which a member who saw a page sees its pictures without being asked again who they are. */
const trust = 15 * 60_000;
/** Members remembered for each picture. */
const mostReaders = 200;

const rendering = new AsyncLocalStorage<RequestEvent>();
setPictureRegister((picture, heights) => {
	const event = rendering.getStore();
	return event && isChartPage(event) ? registerPicture(event, picture, heights) : null;
});

/** Lets the page of a request register the pictures of its charts. */
export const chartPicturesHandle: Handle = ({ event, resolve }) => rendering.run(event, () => resolve(event));

function isChartPage({ route, request, url }: RequestEvent): boolean {
	const length = url.pathname.length + url.search.length;
	return chartRoutes.includes(route.id ?? '') && request.method === 'GET' && length <= maxAddress;
}

function registerPicture(event: RequestEvent, picture: ChartPicture, heights: ChartHeights) {
	const { locals, url } = event;
	const { text, digest } = describe(picture);
	const { locale, now } = locals;
	const name = createHash('sha256')
		.update(JSON.stringify([pictureRevision, locale, heights, digest]))
		.digest('base64url')
		.slice(0, 27);
	const found = known.get(name);
	const readers = found?.readers ?? new Map<string, number>();
	if (readers.size >= mostReaders) readers.clear();
	readers.set(readerOf(event), now.getTime());
	if (!found) known.set(name, { request: { picture, heights, locale }, bytes: text + 500, readers });
	const page = encodeURIComponent(url.pathname + url.search);
	return (style: PictureStyle) => `/chart-pictures/${name}/${style}.webp?page=${page}`;
}

/** Digests of figures, which the charts of a page share. */
const digests = new WeakMap<object, { text: number; digest: string }>();

/** Returns the length of a picture's data as text, and its digest. */
function describe(picture: ChartPicture): { text: number; digest: string } {
	if (picture.kind !== 'snapshot') return digestOf(picture);
	const { figures, ...rest } = picture;
	const shared = digests.get(figures) ?? digestOf(figures);
	digests.set(figures, shared);
	const own = digestOf({ ...rest, figures: shared.digest });
	return { text: shared.text + own.text, digest: own.digest };
}

function digestOf(data: object): { text: number; digest: string } {
	const text = JSON.stringify(data);
	return { text: text.length, digest: createHash('sha256').update(text).digest('base64') };
}

/** Returns who a request comes from: an account, a link, or everyone, of its host, which may have its own database. */
function readerOf({ locals, url }: Pick<RequestEvent, 'locals' | 'url'>): string {
	const { personId, link, decisionLink, meetingLink, inquiryLink } = locals.actor;
	if (personId !== null) return `${url.host} person ${personId}`;
	const links = [link, decisionLink, meetingLink, inquiryLink].filter((one) => one !== undefined);
	return links.length > 0 ? `${url.host} ${JSON.stringify(links)}` : everyoneAt(url);
}

/** A picture that a request may see, with what it is drawn from. */
export interface FoundPicture {
	isPublic: boolean;
	/** @throws WorkerUnavailable */
	draw: (style: PictureStyle) => Promise<Uint8Array>;
}

/**
 * Returns the picture of this name if the request's reader has been shown the page with it. Otherwise renders the
 * page for them; null if they do not see it, or if it has no such picture now.
 */
export async function findPicture(event: RequestEvent, name: string): Promise<FoundPicture | null> {
	const found = seenPicture(event, name);
	if (found) return found;
	await renderPage(event);
	return seenPicture(event, name);
}

function seenPicture(event: RequestEvent, name: string): FoundPicture | null {
	const found = known.get(name);
	if (!found) return null;
	const { readers, request } = found;
	const isPublic = readers.has(everyoneAt(event.url));
	const seen = readers.get(readerOf(event));
	if (!isPublic && (seen === undefined || event.locals.now.getTime() - seen > trust)) return null;
	return {
		isPublic,
		draw: (style) => drawn.forceFetch(`${name} ${style}`, { context: { ...request, style } })
	};
}

/** Pages being rendered, and those rendered in the last seconds, by page and reader. */
const rendered = new LRUCache<string, Promise<void>>({ max: 500, ttl: 5_000 });
/** Pages that may be rendered at a time for forgotten pictures. */
const mostRendering = 4;
let renderingNow = 0;

/** Renders the page that the address names, unless that has just been done; its charts register their pictures. */
async function renderPage(event: RequestEvent): Promise<void> {
	const page = event.url.searchParams.get('page') ?? '';
	if (!isChartAddress(page)) return;
	const key = `${readerOf(event)} ${page}`;
	if (!rendered.has(key)) {
		if (renderingNow >= mostRendering) return;
		renderingNow++;
		rendered.set(
			key,
			event
				.fetch(page)
				.then((response) => response.body?.cancel())
				.catch(() => undefined)
				.finally(() => renderingNow--)
		);
	}
	await rendered.get(key);
}

function isChartAddress(address: string): boolean {
	if (!/^\/(?![/\\])/.test(address) || address.length > maxAddress || address.includes('#')) return false;
	const path = pagePath(address.split('?', 1)[0]!);
	return chartPaths.some((one) => one.test(path));
}
