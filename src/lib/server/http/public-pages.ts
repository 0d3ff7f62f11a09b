import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { LRUCache } from 'lru-cache';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Database } from '../database/database';
import { isCurrent, loadTableVersions, type TableVersions } from '../database/table-versions';
import {
	encodeBytes,
	encodedTag,
	matchesTag,
	preferredEncoding,
	type ContentEncoding
} from './content-encoding';
import { looksPublic } from './public-page-routes';

/** Bytes of the pages kept. Each counts twice its length, which its compressed forms never exceed. */
const maxBytes = 64 * 1024 * 1024;

/** Milliseconds that a request waits for another one that renders the same page. */
const patience = 5_000;

/** A page as it is rendered for everyone, with what it depends on. */
export interface RenderedPage {
	day: CalendarDate;
	tables: ReadonlySet<string>;
	/** Tokens from before it was rendered. */
	versions: TableVersions;
	headers: Readonly<Record<string, string>>;
	body: Buffer;
}

interface KeptPage extends RenderedPage {
	tag: string;
	tokens: ReadonlySet<string>;
	/** The latest tokens that the page was found to be current at. */
	checked: TableVersions;
	encoded: Partial<Record<ContentEncoding, Promise<Uint8Array>>>;
}

interface Answer {
	status: 200 | 304;
	headers: Record<string, string>;
	body: Uint8Array | null;
}

interface Options {
	now?: () => Date;
	/** Origin of all addresses (ORIGIN); undefined if they have the host that the client names. */
	origin?: string | undefined;
	/** Header that names the host instead (HOST_HEADER). */
	hostHeader?: string | undefined;
	/** Called for each answer that the application does not see. */
	log?: (method: string | undefined, status: number) => void;
}

/** The public pages of a database, answered from memory for as long as nothing that they depend on changes. */
export class PublicPages {
	readonly #pages = new LRUCache<string, KeptPage>({
		maxSize: maxBytes,
		sizeCalculation: ({ body }, key) => 2 * body.byteLength + key.length + 2_000
	});
	readonly #rendering = new Map<string, { done: Promise<void>; end: () => void }>();
	#reading: Promise<TableVersions> | null = null;
	#today: { minute: number; day: CalendarDate } = { minute: -1, day: '' };

	constructor(
		readonly db: Database,
		readonly options: Options = {}
	) {}

	/** Bytes that the pages count as, and their number. */
	get size() {
		return { bytes: this.#pages.calculatedSize, pages: this.#pages.size };
	}

	/** Answers a request from memory, or lets the application answer it (`next`). */
	async respond(request: IncomingMessage, response: ServerResponse, next: () => unknown): Promise<unknown> {
		const key = this.#keyOf(request);
		if (key === null) return next();
		let page: KeptPage | null;
		try {
			page = (await this.#find(key)) ?? (await this.#waitFor(key, request, response));
		} catch {
			// The application says that the database is away.
			return next();
		}
		if (!page) return next();
		const { status, headers, body } = await this.#answer(page, request.headers);
		this.options.log?.(request.method, status);
		response.writeHead(status, headers);
		return response.end(request.method === 'HEAD' ? undefined : body);
	}

	/** Returns the key of an address; hosts are told apart unless all addresses have one origin. */
	key(host: string, target: string): string {
		return this.options.origin === undefined ? `${host} ${target}` : target;
	}

	/** Returns the current tokens. Requests that arrive before the statement share it. */
	versions(): Promise<TableVersions> {
		this.#reading ??= new Promise<void>((resolve) => setImmediate(resolve)).then(async () => {
			this.#reading = null;
			return loadTableVersions(this.db.read);
		});
		return this.#reading;
	}

	/** Keeps a page, and returns it as the client asks for it. */
	keep(key: string, page: RenderedPage, asked: IncomingHttpHeaders): Promise<Answer> {
		const hash = createHash('sha256').update(page.body).digest('base64url').slice(0, 22);
		const { tables: tokens, versions: checked } = page;
		const kept: KeptPage = { ...page, tag: `"${hash}"`, tokens, checked, encoded: {} };
		this.#pages.set(key, kept);
		return this.#answer(kept, asked);
	}

	/** Lets the requests go on that wait for a page. */
	rendered(key: string): void {
		this.#rendering.get(key)?.end();
		this.#rendering.delete(key);
	}

	/** Returns the key of a request that anybody could make; null for others. */
	#keyOf({ method, url, headers }: IncomingMessage): string | null {
		if ((method !== 'GET' && method !== 'HEAD') || !url) return null;
		if (headers.cookie !== undefined && hasOwnCookie(headers.cookie)) return null;
		if ('transfer-encoding' in headers || 'content-length' in headers) return null;
		const named = this.options.hostHeader ? headers[this.options.hostHeader] : headers.host;
		return this.key(typeof named === 'string' ? named : '', url);
	}

	/** Returns the page if it is kept and current. */
	async #find(key: string): Promise<KeptPage | null> {
		if (!this.#pages.has(key)) return null;
		const versions = await this.versions();
		const page = this.#pages.get(key);
		if (!page) return null;
		if (page.day === this.#day() && isCurrent(page, versions)) return page;
		this.#pages.delete(key);
		return null;
	}

	/** Waits until another request has rendered the page; null if this request is the first. */
	async #waitFor(key: string, request: IncomingMessage, response: ServerResponse): Promise<KeptPage | null> {
		if (!looksPublic(request.url ?? '')) return null;
		const first = this.#rendering.get(key);
		if (first) {
			await first.done;
			return this.#find(key);
		}
		let end = () => {};
		const done = new Promise<void>((resolve) => (end = resolve));
		const late = setTimeout(() => this.rendered(key), patience);
		this.#rendering.set(key, { done, end: () => (clearTimeout(late), end()) });
		response.once('close', () => this.rendered(key));
		return null;
	}

	async #answer(page: KeptPage, asked: IncomingHttpHeaders): Promise<Answer> {
		const encoding = preferredEncoding(asked['accept-encoding']?.toString());
		const tag = encodedTag(page.tag, encoding);
		if (matchesTag(asked['if-none-match'], tag)) {
			const { 'cache-control': control = 'private, no-cache' } = page.headers;
			return {
				status: 304,
				headers: { etag: tag, 'cache-control': control, vary: 'Accept-Encoding' },
				body: null
			};
		}
		const body = await (page.encoded[encoding] ??= encodeBytes(page.body, encoding));
		const headers: Record<string, string> = { ...page.headers, etag: tag, vary: 'Accept-Encoding' };
		headers['content-length'] = String(body.byteLength);
		if (encoding !== 'identity') headers['content-encoding'] = encoding;
		return { status: 200, headers, body };
	}

	#day(): CalendarDate {
		const now = this.options.now?.() ?? new Date();
		const minute = Math.floor(now.getTime() / 60_000);
		if (minute !== this.#today.minute) this.#today = { minute, day: toOsloDate(now) };
		return this.#today.day;
	}
}

/** True if the header has a cookie of ours: the reader may be signed in. */
export function hasOwnCookie(header: string): boolean {
	return header.includes('framdrift');
}
