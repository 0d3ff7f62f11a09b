import { connect, type Socket } from 'node:net';
import type { Page } from 'playwright/test';
import { expect, test, withoutJavaScript } from '../support/browser';

/** Responses that are sent before the body is read: they arrive, and the connection is not left dead. */

const patience = 2_000;

for (const path of ['/nope', '/areas/1/verdict', '/logout', '/edit/import'])
	for (const bytes of [160 * 1024, 1024 * 1024])
		test(`a connection is served or closed after ${bytes} unread bytes to ${path}`, async ({ server }) => {
			const exchange = await openExchange(server.address);
			exchange.post(path, server.address, bytes);
			await expect.poll(exchange.statuses, { timeout: patience }).toHaveLength(1);
			exchange.get('/healthz');
			await expect
				.poll(() => exchange.isClosed() || exchange.statuses().length === 2, { timeout: patience })
				.toBe(true);
			expect(exchange.statuses()[0]).toBeLessThan(500);
			exchange.end();
		});

test('a connection stays open after a body that was read', async ({ server }) => {
	const exchange = await openExchange(server.address);
	exchange.post('/login', server.address, 1024);
	await expect.poll(exchange.statuses).toEqual([400]);
	exchange.get('/healthz');
	await expect.poll(exchange.statuses).toEqual([400, 200]);
	expect(exchange.isClosed()).toBe(false);
	exchange.end();
});

test('an endless body ends with its connection', async ({ server }) => {
	const exchange = await openExchange(server.address);
	exchange.post('/nope', server.address, 1024 ** 3);
	await expect.poll(exchange.isClosed, { timeout: 10_000 }).toBe(true);
});

for (const javaScriptEnabled of [true, false])
	test.describe(javaScriptEnabled ? 'with JavaScript' : 'without JavaScript', () => {
		if (!javaScriptEnabled) test.use(withoutJavaScript);

		test('a workbook of 9 MB after the session has ended leads to sign-in', async ({ page, signIn }) => {
			await signIn(page, 'ssu');
			await page.goto('/edit/import');
			await page.context().clearCookies();
			const send = await choose(page, 'file', 9_000_000);
			const arrival = page.waitForURL(/\/login/, { timeout: patience });
			await send();
			await arrival;
		});
	});

for (const javaScriptEnabled of [true, false])
	test(`a template that is too large is refused, JavaScript ${javaScriptEnabled}`, async ({
		browser,
		server,
		signIn
	}) => {
		const context = await browser.newContext({ baseURL: server.address, javaScriptEnabled });
		const page = await context.newPage();
		await signIn(page, 'partnerskap');
		await page.goto('/reviews/2025/template');
		const send = await choose(page, 'template', 4_000_000);
		const answer = page.waitForResponse((one) => one.request().method() === 'POST', { timeout: patience });
		await send();
		expect((await answer).status()).toBe(413);
		await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
		await context.close();
	});

/** Chooses a file and returns what sends it, so that only the server's time is counted. */
async function choose(page: Page, field: string, bytes: number): Promise<() => Promise<void>> {
	const input = page.locator(`input[name=${field}]`);
	const mimeType = 'application/octet-stream';
	await input.setInputFiles({ name: 'file.docx', mimeType, buffer: Buffer.alloc(bytes, 'x') });
	const button = page.locator('form', { has: input }).locator('[type=submit]').first();
	return () => button.click({ noWaitAfter: true });
}

async function openExchange(address: string) {
	const { hostname, port, host } = new URL(address);
	const socket = await open(hostname, Number(port));
	let received = '';
	let closed = false;
	socket.setEncoding('latin1').on('data', (text: string) => (received += text));
	socket.on('error', () => (closed = true)).on('close', () => (closed = true));
	socket.on('end', () => (closed = true));
	return {
		post(path: string, origin: string, bytes: number) {
			const head = [`POST ${path} HTTP/1.1`, `Host: ${host}`, `Origin: ${origin}`, 'Accept: text/html'];
			head.push('Content-Type: application/x-www-form-urlencoded', `Content-Length: ${bytes}`);
			socket.write(`${head.join('\r\n')}\r\n\r\n`);
			sendPieces(socket, bytes, () => closed);
		},
		get: (path: string) => void socket.write(`GET ${path} HTTP/1.1\r\nHost: ${host}\r\n\r\n`),
		statuses: () => [...received.matchAll(/HTTP\/1\.1 (\d{3}) /g)].map(([, status]) => Number(status)),
		isClosed: () => closed,
		end: () => void socket.destroy()
	};
}

function open(hostname: string, port: number): Promise<Socket> {
	return new Promise((resolve, reject) => {
		const socket = connect(port, hostname, () => resolve(socket)).once('error', reject);
	});
}

/** Sends a body in pieces as fast as the other side takes them. */
function sendPieces(socket: Socket, bytes: number, isClosed: () => boolean) {
	let left = bytes;
	const send = () => {
		while (left > 0 && !isClosed()) {
			const piece = Math.min(left, 64 * 1024);
			left -= piece;
			if (!socket.write('x'.repeat(piece))) return void socket.once('drain', send);
		}
	};
	send();
}
