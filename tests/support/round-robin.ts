import { once } from 'node:events';
import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A proxy that deals requests to processes in turn, as deploy/nginx.conf does. */
export interface RoundRobin {
	address: string;
	close(): Promise<void>;
}

/**
 * Opens the proxy. A request goes to the next process if one does not listen, and a page also if one answers 503.
 *
 * @param servers the addresses of the processes at the moment
 */
export async function openRoundRobin(servers: () => readonly string[]): Promise<RoundRobin> {
	let turn = 0;
	const proxy = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
		const all = servers();
		const first = turn++;
		let last: IncomingMessage | null = null;
		for (let tried = 0; tried < all.length; tried++) {
			const process = (first + tried) % all.length;
			const outcome = await forward(all[process]!, request, Buffer.concat(chunks)).catch(
				(error: NodeJS.ErrnoException) => error
			);
			if (outcome instanceof Error) {
				// What may have been received is not sent again.
				if (outcome.code !== 'ECONNREFUSED' && request.method !== 'GET') break;
				continue;
			}
			last?.destroy();
			last = outcome;
			if (outcome.statusCode !== 503 || request.method !== 'GET') break;
		}
		answer(response, last);
	});
	proxy.listen(0, 'localhost');
	await once(proxy, 'listening');
	return {
		address: `http://localhost:${(proxy.address() as AddressInfo).port}`,
		async close() {
			proxy.close();
			proxy.closeAllConnections();
			await once(proxy, 'close');
		}
	};
}

function forward(server: string, { method, url, headers }: IncomingMessage, body: Buffer) {
	return new Promise<IncomingMessage>((resolve, reject) => {
		const { port } = new URL(server);
		const sent = send({ host: 'localhost', port, method, path: url, headers, agent: false });
		sent.once('response', resolve).once('error', reject).end(body);
	});
}

function answer(response: ServerResponse, from: IncomingMessage | null): void {
	if (!from) return void response.writeHead(502).end();
	response.writeHead(from.statusCode ?? 502, from.headers);
	from.pipe(response);
	from.once('error', () => response.destroy());
}
