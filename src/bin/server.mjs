// @ts-check
import { createServer } from 'node:http';
import { runScript, CliError } from './command.mjs';

/**
 * Adapter-node takes an address without ORIGIN for https. This header tells it otherwise; the
 * server writes it over whatever a client sent.
 */
const protocolHeader = 'x-framdrift-protocol';
const build = new URL('../../build/', import.meta.url);
/** What holds for files too, and for what is refused before the application is asked. */
const securityHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin'
};
const seconds = 1000;
const shutdownTimeout = 5 * seconds;

/**
 * @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse,
 *   next: () => void) => unknown} Handler
 * @typedef {{ address: string, ended: Promise<void> }} Site `address` is where it is reached;
 *   `ended` is when the last request has been answered after a signal to stop
 */

/**
 * Serves the built application until the process is told to stop (SIGTERM, SIGINT).
 *
 * @param {string} host where nothing is configured
 * @returns {Promise<Site>}
 * @throws Error with one sentence that names a wrong variable, or a port that is taken
 */
export async function serve(host) {
	const config = await loadConfig();
	const env = process.env;
	env.NODE_ENV ??= 'production';
	// What the roomiest page takes; the others take less (src/lib/server/http/body-limit.ts).
	env.BODY_SIZE_LIMIT = '10M';
	env.PROTOCOL_HEADER = protocolHeader;
	// Adapter-node takes an empty one for a value.
	for (const name of ['ORIGIN', 'ADDRESS_HEADER', 'XFF_DEPTH', 'HOST_HEADER', 'PORT_HEADER'])
		if (env[name] === '') delete env[name];
	const { handler } = await import(new URL('handler.js', build).href);
	return listen(handler, config.HOST ?? host, config.PORT);
}

/** The checked environment. @returns {Promise<import('../lib/server/config').Config>} */
export async function loadConfig() {
	const built = await import(new URL('operator/config.js', build).href);
	return built.readConfig(process.env);
}

/**
 * @param {Handler} handler
 * @param {string} host
 * @param {number} port 0 for any that is free
 * @returns {Promise<Site>}
 */
export async function listen(handler, host, port) {
	const server = createServer(async (request, response) => {
		request.headers[protocolHeader] = 'http';
		for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
		if (process.env.ORIGIN?.startsWith('https:'))
			response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
		// A server that is stopping waits for requests, not for connections that are kept open.
		response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()));
		try {
			await handler(request, response, () => response.writeHead(404).end());
		} catch (error) {
			console.error(error);
			if (!response.headersSent) response.writeHead(500);
			response.end();
		}
	});
	// Longer than the proxies in front keep theirs open, so that none sends into a closing connection.
	server.keepAliveTimeout = 65 * seconds;
	server.headersTimeout = 20 * seconds;
	server.requestTimeout = 60 * seconds;
	await startListening(server, host, port);
	return { address: localUrl(host, portOf(server)), ended: stopOnSignal(server) };
}

/**
 * @param {import('node:http').Server} server
 * @param {string} host
 * @param {number} port
 */
function startListening(server, host, port) {
	return new Promise((resolve, reject) => {
		server.once('listening', resolve).once('error', (error) => reject(listenError(error, host, port)));
		server.listen(port, host);
	});
}

/** @param {Error & { code?: string }} error @param {string} host @param {number} port */
function listenError(error, host, port) {
	if (error.code === 'EADDRINUSE')
		return new CliError(`Port ${port} on ${host} is in use; choose another one with PORT.`);
	if (error.code === 'EACCES')
		return new CliError(`Port ${port} may not be opened by this user; choose another one with PORT.`);
	if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
		return new CliError(`HOST ${host} is not an address of this machine.`);
	return error;
}

/**
 * Where a server is reached from this machine.
 *
 * @param {string} host what it listens on
 * @param {number} port
 */
export function localUrl(host, port) {
	const here = ['127.0.0.1', '0.0.0.0', '::', '::1', 'localhost'].includes(host);
	return `http://${here ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** @param {import('node:http').Server} server */
function portOf(server) {
	const bound = server.address();
	return bound !== null && typeof bound === 'object' ? bound.port : 0;
}

/**
 * Stops in order: no new connections, the requests under way are answered, and who takes longer
 * than a few seconds is cut off.
 *
 * @param {import('node:http').Server} server
 * @returns {Promise<void>}
 */
function stopOnSignal(server) {
	return new Promise((resolve) => {
		const stop = () => {
			if (!server.listening) return server.closeAllConnections();
			server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
			/** @type {Promise<unknown>[]} */
			const work = [];
			// What goes on beside requests ends with what it has in its hands.
			/** @type {NodeJS.EventEmitter} */ (process).emit(
				'framdrift:stopping',
				(/** @type {Promise<unknown>} */ one) => work.push(one)
			);
			server.close(async () => {
				await Promise.race([
					Promise.allSettled(work),
					new Promise((late) => setTimeout(late, shutdownTimeout).unref())
				]);
				// The event by which adapter-node tells an application to let go of what it holds.
				/** @type {NodeJS.EventEmitter} */ (process).emit('sveltekit:shutdown', 'SIGTERM');
				resolve();
			});
			server.closeIdleConnections();
			setTimeout(() => server.closeAllConnections(), shutdownTimeout).unref();
		};
		process.on('SIGTERM', stop).on('SIGINT', stop);
	});
}

if (process.argv[1] === import.meta.filename)
	await runScript(async () => {
		const site = await serve('127.0.0.1');
		console.log(`Framdrift is at ${site.address}`);
		await site.ended;
		process.exit();
	});
