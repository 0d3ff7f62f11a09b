import { expect, test } from '../support/browser';
import { demoPassword, startServer } from '../support/server';

/** What a hostile client sends to the running application, and what it must get. No page is drawn. */

const urlencoded = 'application/x-www-form-urlencoded';

test.describe('a remembered page', () => {
	test('is not what a call under another address made of it', async ({ request }) => {
		for (const address of ['/', '/areas', '/areas/1', '/nn/reviews']) {
			const headers = { 'x-sveltekit-pathname': address };
			expect((await request.get('/_app/remote/x/y', { headers })).status()).toBe(404);
			const page = await request.get(address);
			expect(page.status(), address).toBe(200);
			expect(page.headers()['content-type']).toBe('text/html');
		}
	});

	test('is not another reader’s', async ({ request, server }) => {
		await request.post('/login', {
			headers: { origin: server.address },
			form: { email: 'ssu@demo.test', password: demoPassword }
		});
		const own = await request.get('/', { maxRedirects: 0 });
		expect(await own.text()).toContain('/logout');
		const others = await fetch(`${server.address}/`);
		expect(await others.text()).not.toContain('/logout');
	});
});

test.describe('a body that is no form', () => {
	for (const [what, type, data] of [
		['a multipart form without its parts', 'multipart/form-data; boundary=x', 'rubbish'],
		['a multipart form without a boundary', 'multipart/form-data', 'rubbish'],
		['plain text', 'text/plain', 'email=a'],
		['names no form has', urlencoded, '__proto__=x&__proto__[]=y&constructor=z'],
		['faults in its escapes', urlencoded, '%=%&email=%E0%A4&password=%ED%A0%80']
	] as const)
		test(`gets a 400: ${what}`, async ({ request, server }) => {
			const headers = { origin: server.address, accept: 'text/html', 'content-type': type };
			expect((await request.post('/login', { headers, data })).status()).toBe(400);
		});

	test('keeps nobody waiting, however many fields it has', async ({ request, server }) => {
		const headers = { origin: server.address, accept: 'text/html', 'content-type': urlencoded };
		const data = Array.from({ length: 80_000 }, (_, i) => `a${i}=1`).join('&');
		const response = await request.post('/login', { headers, data, timeout: 10_000 });
		expect(response.status()).toBe(400);
	});
});

test.describe('another site', () => {
	for (const type of [undefined, 'text/plain', 'application/json', urlencoded])
		test(`signs nobody out with ${type ?? 'no body'}`, async ({ server }) => {
			const headers = { origin: 'http://neighbour.test', ...(type && { 'content-type': type }) };
			const response = await fetch(`${server.address}/logout`, {
				method: 'POST',
				headers,
				redirect: 'manual'
			});
			expect(response.status).toBe(403);
		});

	test('is nowhere linked to, whatever the address', async ({ server }) => {
		for (const address of ['//example.org', '/nn//example.org'])
			expect(await (await fetch(server.address + address)).text()).not.toMatch(/(href|action)="\/\//);
	});
});

test.describe('an odd address', () => {
	const odd = [
		...[
			'/%',
			'/%E0%A4%A',
			'/areas/%00',
			'/areas/%FF',
			'/areas/-1',
			'/areas/01',
			'/areas/%D9%A1',
			'/areas/99999999999'
		],
		...['/?year=', '/?year=%00', '/?year=-1', '/?year=99999999999', '/?year=2025%0D%0AX-A:%20b'],
		...[
			'/reviews/__proto__',
			'/reviews/2025?version=-1',
			'/reviews/2025?version=%D9%A1',
			'/reviews/2025?version='
		],
		...['/measures/__proto__', '/measures/constructor', '/measures/%00', "/measures/1.1'--", '/setup/%00'],
		...['/..%2f..%2fpackage.json', '/_app/..%2f..%2fserver/index.js', '/server/index.js', '/package.json']
	];
	for (const address of odd)
		test(`${address} is not found, or not read`, async ({ server }) => {
			const { status } = await fetch(server.address + address);
			expect([400, 404, 410]).toContain(status);
		});
});

test.describe('every answer', () => {
	for (const address of [
		'/',
		'/nowhere',
		'/%',
		'/favicon.svg',
		'/_app/version.json',
		'/healthz',
		'/__data.json'
	])
		test(`${address} is not to be guessed at`, async ({ request }) => {
			expect((await request.get(address)).headers()['x-content-type-options']).toBe('nosniff');
		});

	for (const address of ['/', '/nowhere', '/%', '/healthz', '/__data.json', '/reviews/2025/content.json'])
		test(`${address} says what it may load`, async ({ request }) => {
			const policy = (await request.get(address)).headers()['content-security-policy'] ?? '';
			expect(policy).toContain("frame-ancestors 'none'");
			expect(policy).not.toContain('unsafe-inline');
		});
});

test.describe('behind a proxy', () => {
	test('who comes past it is one visitor, whatever they call themselves', async () => {
		const server = await startServer(undefined, { ADDRESS_HEADER: 'x-forwarded-for', XFF_DEPTH: '2' });
		try {
			const statuses: number[] = [];
			for (let i = 0; i < 31; i++) {
				const headers = { origin: server.address, accept: 'text/html', 'x-forwarded-for': `192.0.2.${i}` };
				const body = new URLSearchParams({ email: `nobody${i}@example.org`, password: 'x' });
				statuses.push((await fetch(`${server.address}/login`, { method: 'POST', headers, body })).status);
			}
			expect(new Set(statuses.slice(0, 30))).toEqual(new Set([400]));
			expect(statuses[30]).toBe(429);
			expect(server.complaints()).toEqual([]);
		} finally {
			await server.stop();
		}
	});
});

test('signing out leaves no pages behind in the browser', async ({ server }) => {
	const headers = { origin: server.address };
	const response = await fetch(`${server.address}/logout`, { method: 'POST', headers, redirect: 'manual' });
	expect(response.status).toBe(303);
	expect(response.headers.get('clear-site-data')).toBe('"cache"');
});
