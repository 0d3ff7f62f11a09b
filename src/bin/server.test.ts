import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, it } from 'vitest';
import { localUrl } from './server.mjs';

const running = new Set<ReturnType<typeof spawn>>();
afterEach(() => {
	for (const one of running) one.kill('SIGKILL');
	running.clear();
});

/**
 * Starts the server in a child process, with a handler that answers after the given milliseconds.
 *
 * @param files the process may have open
 */
async function started(port = 0, env: Record<string, string> = {}, files = 1024) {
	const script = `
		import { listen } from './src/bin/server.mjs';
		import { runScript } from './src/bin/command.mjs';
		const handler = (request, response) =>
			setTimeout(() => response.end(request.headers['x-framdrift-protocol']), Number(request.url.slice(1)));
		await runScript(async () => {
			const site = await listen(handler, '127.0.0.1', ${port});
			process.on('sveltekit:shutdown', () => console.log('let go'));
			console.log(site.address);
			await site.ended;
			process.exit();
		});`;
	const command = ['-c', `ulimit -n ${files}; exec "$0" "$@"`, process.execPath];
	const server = spawn('sh', [...command, '--input-type=module', '--eval', script], {
		stdio: ['ignore', 'pipe', 'pipe'],
		env: { ...process.env, ...env }
	});
	running.add(server);
	const said: string[] = [];
	createInterface(server.stderr).on('line', (line) => said.push(line));
	const lines = createInterface(server.stdout)[Symbol.asyncIterator]();
	const ended = once(server, 'exit');
	const address = (await lines.next()).value as string | undefined;
	return {
		address: address ?? '',
		said,
		next: async () => (await lines.next()).value as string | undefined,
		stop: () => server.kill('SIGTERM'),
		ended: ended.then(([code]) => code as number | null)
	};
}

describe('the server', () => {
	it('sets the protocol header, whatever a client sends', async () => {
		const server = await started();
		const response = await fetch(`${server.address}/0`, { headers: { 'x-framdrift-protocol': 'https' } });
		expect(await response.text()).toBe('http');
	});

	it('answers running requests after a signal, and accepts no new ones', async () => {
		const server = await started();
		// A kept-alive connection must not keep the server running.
		await fetch(`${server.address}/0`).then((response) => response.text());
		const slow = fetch(`${server.address}/600`);
		await new Promise((resolve) => setTimeout(resolve, 200));
		server.stop();
		expect(await (await slow).text()).toBe('http');
		expect(await server.next()).toBe('let go');
		expect(await server.ended).toBe(0);
		await expect(fetch(`${server.address}/0`)).rejects.toThrow();
	});

	it('closes connections after a few seconds', async () => {
		const server = await started();
		// Answered after a day, longer than any test waits.
		const endless = request(`${server.address}/86400000`);
		const cutOff = once(endless, 'error');
		endless.end();
		await new Promise((resolve) => setTimeout(resolve, 200));
		server.stop();
		expect(await server.ended).toBe(0);
		expect(await cutOff).toMatchObject([{ code: 'ECONNRESET' }]);
	}, 60_000);

	it('closes a connection whose head does not arrive', async () => {
		const server = await started();
		const { hostname, port } = new URL(server.address);
		const socket = connect(Number(port), hostname);
		socket.on('error', () => undefined).resume();
		socket.write('GET /0 HTTP/1.1\r\nHost: x\r\n');
		await once(socket, 'close', { signal: AbortSignal.timeout(17_000) });
	}, 60_000);

	it.each([
		['https://plan.example.no', 'max-age=31536000; includeSubDomains'],
		['http://plan.example.no', null]
	])('asks browsers for https if its origin is %s: %s', async (ORIGIN, header) => {
		const server = await started(0, { ORIGIN });
		const response = await fetch(`${server.address}/0`);
		expect(response.headers.get('strict-transport-security')).toBe(header);
	});

	it.each([
		[900, 1024],
		[276, 400]
	])(
		'keeps at most %i connections with %i files, and accepts others as soon as some are gone',
		async (most, files) => {
			const server = await started(0, {}, files);
			const { hostname, port } = new URL(server.address);
			const sockets = Array.from({ length: most + 5 }, () =>
				connect(Number(port), hostname)
					.on('error', () => undefined)
					.resume()
			);
			const closed = () => sockets.filter((one) => one.closed).length;
			await expect.poll(closed, { timeout: 10_000 }).toBe(5);
			await expect(fetch(`${server.address}/0`)).rejects.toThrow();
			for (const one of sockets) one.destroy();
			await expect
				.poll(
					() =>
						fetch(`${server.address}/0`).then(
							({ status }) => status,
							() => 0
						),
					{ timeout: 10_000 }
				)
				.toBe(200);
		},
		60_000
	);

	it('prints one sentence when its port is taken', async () => {
		const other = createServer().listen(0, '127.0.0.1');
		await once(other, 'listening');
		const { port } = other.address() as AddressInfo;
		const server = await started(port);
		expect(await server.ended).toBe(1);
		expect(server.said).toEqual([`Port ${port} on 127.0.0.1 is in use; choose another one with PORT.`]);
		other.close();
	});
});

it.each([
	['127.0.0.1', 'http://localhost:80'],
	['0.0.0.0', 'http://localhost:80'],
	['::', 'http://localhost:80'],
	['10.0.0.7', 'http://10.0.0.7:80'],
	['fd00::7', 'http://[fd00::7]:80'],
	['plan.example.no', 'http://plan.example.no:80']
])('localUrl returns for %s %s', (host, address) => {
	expect(localUrl(host, 80)).toBe(address);
});
