import { once } from 'node:events';
import { createServer, request as send, type IncomingHttpHeaders, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import type { RequestEvent } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { temporaryDatabase } from '../../../../tests/support/database';
import { anonymous } from '$lib/domain/permission';
import { openDatabase, type Database } from '../database/database';
import { plan } from '../database/schema';
import { keepPublicPages } from './keep-public-page';
import { PublicPages } from './public-pages';

interface Reply {
	status: number;
	headers: IncomingHttpHeaders;
	body: Buffer;
}

const servers: { close: () => void }[] = [];
afterEach(() => servers.splice(0).forEach((one) => one.close()));

/** An application with one page that shows the plans' names, its own address and how often it was rendered. */
async function application(options: ConstructorParameters<typeof PublicPages>[1] = {}) {
	const db = await temporaryDatabase();
	const site = { db, rendered: 0, now: new Date('2026-11-10T12:00:00Z'), cookie: '', delay: 0, form: '' };
	const pages = new PublicPages(db, { now: () => site.now, ...options });
	const keep = keepPublicPages(() => pages);
	const resolve = async ({ url, locals }: RequestEvent) => {
		site.rendered++;
		const plans = await db.read.select({ slug: plan.slug }).from(plan);
		await new Promise((rested) => setTimeout(rested, site.delay));
		const shown = `${url.href} ${plans.map(({ slug }) => slug).join()} ${site.rendered} ${locals.now.toISOString()}`;
		const headers = new Headers({ 'Content-Type': 'text/html', ETag: '"kit"' });
		if (site.cookie) headers.set('Set-Cookie', site.cookie);
		return new Response(`<p>${shown}</p>${site.form}${'<br>'.repeat(600)}`, { headers });
	};
	const server = createServer((request, response) =>
		pages.respond(request, response, async () => {
			const { method = 'GET', url: target = '/' } = request;
			const url = new URL(target, options.origin ?? `http://${request.headers.host}`);
			const path = url.pathname;
			const id = /^\/areas\/\d+$/.test(path) ? '/areas/[number]' : path;
			const headers = request.headers as Record<string, string>;
			const locals = { db, now: site.now, actor: anonymous, linkRefused: null, sessionId: null, asked: null };
			const event = {
				...{ url, route: { id }, request: new Request(url, { method, headers }), locals },
				...{ isDataRequest: false, isRemoteRequest: false }
			} as unknown as RequestEvent;
			const answer = await keep({ event, resolve });
			response.writeHead(answer.status, Object.fromEntries(answer.headers));
			response.end(Buffer.from(await answer.arrayBuffer()));
		})
	).listen(0, '127.0.0.1');
	servers.push(server);
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const ask = (path: string, headers: OutgoingHttpHeaders = {}, method = 'GET'): Promise<Reply> =>
		new Promise((answered, failed) => {
			send({ port, host: '127.0.0.1', path, headers, method, agent: false }, (response) => {
				const chunks: Buffer[] = [];
				response.on('data', (chunk: Buffer) => chunks.push(chunk));
				response.on('end', () =>
					answered({
						status: response.statusCode ?? 0,
						headers: response.headers,
						body: Buffer.concat(chunks)
					})
				);
			})
				.on('error', failed)
				.end();
		});
	return Object.assign(site, { pages, ask });
}

/** Adds a plan, as any process could. */
async function addPlan({ read }: Database, slug: string): Promise<void> {
	await read.run(sql`insert into partnership (slug, name) values (${slug}, '{"nb":"P"}')`);
	await read.run(
		sql`insert into plan (partnership_id, slug, name, from_year, to_year, written_form, state)
			select id, slug, name, 2025, 2029, 'nb', 'adopted' from partnership where slug = ${slug}`
	);
}

describe('public pages', () => {
	it('are rendered once, and answered from memory with the same bytes', async () => {
		const { ask, ...site } = await application();
		const first = await ask('/areas');
		const second = await ask('/areas');
		expect(second.body).toEqual(first.body);
		expect(second.headers.etag).toBe(first.headers.etag);
		expect(second.headers['content-length']).toBe(String(first.body.length));
		expect(site.pages.size.pages).toBe(1);
	});

	it('are sent in the encoding that the client prefers, each with its own tag', async () => {
		const { ask } = await application();
		await ask('/areas');
		const plain = await ask('/areas');
		const brotli = await ask('/areas', { 'Accept-Encoding': 'gzip, br' });
		const zipped = await ask('/areas', { 'Accept-Encoding': 'gzip, br;q=0.1' });
		expect(brotliDecompressSync(brotli.body)).toEqual(plain.body);
		expect(gunzipSync(zipped.body)).toEqual(plain.body);
		expect([plain, brotli, zipped].map((one) => one.headers['content-encoding'])).toEqual([
			...[undefined, 'br', 'gzip']
		]);
		expect(new Set([plain, brotli, zipped].map((one) => one.headers.etag)).size).toBe(3);
		expect(plain.headers.vary).toBe('Accept-Encoding');
	});

	it.each([
		['the tag', (tag: string) => ({ 'If-None-Match': tag }), 304],
		['the tag among others', (tag: string) => ({ 'If-None-Match': `"x", W/${tag}` }), 304],
		['any tag', () => ({ 'If-None-Match': '*' }), 304],
		['another tag', () => ({ 'If-None-Match': '"x"' }), 200],
		[
			'the tag of another encoding',
			(tag: string) => ({ 'If-None-Match': tag, 'Accept-Encoding': 'br' }),
			200
		],
		['a time', () => ({ 'If-Modified-Since': new Date().toUTCString() }), 200],
		['a range', () => ({ Range: 'bytes=0-9' }), 200]
	])('answer a request with %s', async (_name, headers, status) => {
		const { ask } = await application();
		const { headers: first, body } = await ask('/areas');
		const answer = await ask('/areas', headers(first.etag ?? ''));
		expect(answer.status).toBe(status);
		if (status === 304) expect(answer.body.length).toBe(0);
		else if (!answer.headers['content-encoding']) expect(answer.body).toEqual(body);
	});

	it('answer HEAD like GET, without a body', async () => {
		const { ask } = await application();
		const { headers, body } = await ask('/areas');
		const head = await ask('/areas', {}, 'HEAD');
		expect(head.status).toBe(200);
		expect(head.body.length).toBe(0);
		expect([head.headers.etag, head.headers['content-length']]).toEqual([
			...[headers.etag, String(body.length)]
		]);
	});

	it('are rendered again after a change, also one by another process', async () => {
		const { ask, db, ...site } = await application();
		await ask('/areas');
		await addPlan(db, 'own');
		expect((await ask('/areas')).body.toString()).toContain(' own ');
		const other = await openDatabase({ url: db.url });
		await addPlan(other, 'another');
		other.close();
		expect((await ask('/areas')).body.toString()).toContain(' another,own ');
		expect(site.pages.size.pages).toBe(1);
	});

	it('stay after a change of tables that they do not read', async () => {
		const site = await application();
		await site.ask('/areas');
		await addPlan(site.db, 'one');
		await site.ask('/areas');
		expect(site.rendered).toBe(2);
		await site.db.read.run(
			sql`insert into funding (plan_id, place, name, amount_nok, version) select id, 1, name, 1, 1 from plan`
		);
		await site.db.read.run(sql`delete from session`);
		await site.ask('/areas');
		expect(site.rendered).toBe(2);
	});

	it('are rendered again on the next day in Oslo', async () => {
		const site = await application();
		site.now = new Date('2026-11-10T22:59:59Z');
		await site.ask('/areas');
		await site.ask('/areas');
		site.now = new Date('2026-11-10T23:00:00Z');
		await site.ask('/areas');
		expect(site.rendered).toBe(2);
	});

	it('are rendered once for simultaneous requests', async () => {
		const site = await application();
		site.delay = 100;
		const answers = await Promise.all(Array.from({ length: 20 }, () => site.ask('/areas')));
		expect(new Set(answers.map(({ body }) => body.toString())).size).toBe(1);
		expect(site.rendered).toBe(1);
	});

	it.each([
		['a session', '/areas', { Cookie: 'framdrift_session=x' }],
		['a session over https', '/areas', { Cookie: 'a=b; __Host-framdrift_session=x' }],
		['a reporting link', '/areas', { Cookie: 'framdrift_link=x' }],
		['an unknown parameter', '/areas?utm_source=mail', {}],
		['another day', '/areas?at=2026-03-01', {}],
		['a route that is not kept', '/search', {}],
		['a body', '/areas', { 'Content-Length': '0' }]
	])('leave a request with %s to the application', async (_name, path, headers) => {
		const site = await application();
		await site.ask('/areas');
		for (let count = 0; count < 2; count++) await site.ask(path, headers);
		expect(site.rendered).toBe(3);
		expect(site.pages.size.pages).toBe(1);
	});

	it('ignore cookies of others', async () => {
		const site = await application();
		await site.ask('/areas', { Cookie: 'theme=dark; _ga=1' });
		await site.ask('/areas');
		expect(site.rendered).toBe(1);
	});

	it.each([
		['sets a cookie', { cookie: 'framdrift_session=; Max-Age=0' }],
		['has a form key', { form: '<input type="hidden" name="formKey" value="1">' }]
	])('are not kept if the response %s', async (_name, given) => {
		const site = Object.assign(await application(), given);
		await site.ask('/areas');
		await site.ask('/areas');
		expect(site.rendered).toBe(2);
		expect(site.pages.size.pages).toBe(0);
	});

	it('are kept by host, which other headers do not change', async () => {
		const site = await application();
		await site.ask('/areas', { Host: 'evil.test' });
		const answer = await site.ask('/areas', { Host: 'plan.test', 'X-Forwarded-Host': 'evil.test' });
		expect(answer.body.toString()).toContain('http://plan.test/areas');
		await site.ask('/areas', {
			Host: 'plan.test',
			Forwarded: 'host=evil.test',
			'X-Forwarded-Proto': 'https'
		});
		expect(site.rendered).toBe(2);
	});

	it('are the same for every host if all addresses have one origin', async () => {
		const site = await application({ origin: 'https://plan.example.no' });
		await site.ask('/areas', { Host: 'evil.test' });
		const answer = await site.ask('/areas', { Host: 'plan.test' });
		expect(answer.body.toString()).toContain('https://plan.example.no/areas');
		expect(site.rendered).toBe(1);
	});

	it('never fill more than their bound', async () => {
		const site = await application();
		site.form = '<p>'.repeat(1_000_000);
		for (let number = 1; number <= 16; number++) await site.ask(`/areas/${number}`);
		expect(site.pages.size.bytes).toBeLessThanOrEqual(64 * 1024 * 1024);
		expect(site.pages.size.pages).toBeLessThan(16);
		expect(site.pages.size.pages).toBeGreaterThan(5);
	}, 30_000);

	it('leave the answer to the application while the database is away', async () => {
		const site = await application();
		await site.ask('/areas');
		site.pages.versions = () => Promise.reject(new Error('Away.'));
		await site.ask('/areas');
		expect(site.rendered).toBe(2);
	});
});
