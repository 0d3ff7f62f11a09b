// @ts-check
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { runScript, CliError } from './command.mjs';
import { withHosts } from './hosts.mjs';
import { discardUnreadBody } from './unread-body.mjs';

/**
 * Header that tells adapter-node the protocol: without ORIGIN it assumes https. The server overwrites what a
 * client sent.
 */
const protocolHeader = 'x-framdrift-protocol';
const build = new URL('../../build/', import.meta.url);
/** Headers that also apply to files and to requests refused before they reach the application. */
const securityHeaders = {
	'X-Content-Type-Options': 'nosniff',
	'Referrer-Policy': 'same-origin',
	'Cross-Origin-Resource-Policy': 'same-origin'
};
const seconds = 1000;
const shutdownTimeout = 5 * seconds;
const connectionLimits = {
	// Longer than proxies keep connections alive, so that none sends into a closing one.
	keepAliveTimeout: 65 * seconds,
	headersTimeout: 10 * seconds,
	requestTimeout: 60 * seconds,
	// Node checks the two timeouts above only this often, and otherwise every 30 seconds.
	connectionsCheckingInterval: 5 * seconds
};
/** Connections kept at the most, each of some kilobytes. */
const mostConnections = 4_000;
/** Files besides connections: the database, its log and copies, modules, and answers on their way. */
const otherFiles = 124;

/**
 * @typedef {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse, next:
 *   () => unknown) => unknown} Handler
 * @typedef {{ address: string, ended: Promise<void> }} Site `address` is its URL; `ended` resolves when the
 *   last request is answered after a signal to stop
 */

/**
 * Serves the built application until SIGTERM or SIGINT, at any host or at those that have a database (DATABASES).
 *
 * @param {string} host the default if HOST is not set
 * @returns {Promise<Site>}
 * @throws Error with one sentence that names a wrong variable, or a port in use
 */
export async function serve(host) {
	const configs = await loadConfigs();
	const env = process.env;
	const { hasHostDatabases } = await configModule();
	const origins = hasHostDatabases(env) ? configs.map(({ ORIGIN = '' }) => ORIGIN) : null;
	env.NODE_ENV ??= 'production';
	// The largest limit of any page; the others are lower (src/lib/server/http/body-limit.ts).
	env.BODY_SIZE_LIMIT = '26M';
	env.PROTOCOL_HEADER = protocolHeader;
	// Adapter-node does not treat an empty variable as unset.
	for (const name of ['ORIGIN', 'ADDRESS_HEADER', 'XFF_DEPTH', 'HOST_HEADER', 'PORT_HEADER'])
		if (env[name] === '' || (origins && /^(HOST|PORT)_HEADER$/.test(name))) delete env[name];
	const { handler } = await import(new URL('handler.js', build).href);
	const pages = withPublicPages(handler);
	const { HOST = host, PORT } = configs[0] ?? {};
	return listen(origins ? withHosts(pages, origins, protocolHeader) : pages, HOST, PORT ?? 0);
}

/**
 * Returns the handler behind the application's public pages, which are answered from memory
 * (src/lib/server/http/serve-public-pages.ts).
 *
 * @param {Handler} handler
 * @returns {Handler}
 */
function withPublicPages(handler) {
	/** @type {Handler | undefined} */
	let pages;
	/** @type {NodeJS.EventEmitter} */ (process).emit(
		'framdrift:public-pages',
		(/** @type {Handler} */ one) => (pages = one)
	);
	return (request, response, next) =>
		pages
			? pages(request, response, () => handler(request, response, next))
			: handler(request, response, next);
}

/**
 * Returns the checked environment, once for each database that it names.
 *
 * @returns {Promise<import('../lib/server/config').Config[]>}
 */
export async function loadConfigs() {
	return (await configModule()).readConfigs(process.env);
}

/** @returns {Promise<typeof import('../lib/server/host-databases')>} */
function configModule() {
	return import(new URL('operator/config.js', build).href);
}

/**
 * @param {Handler} handler
 * @param {string} host
 * @param {number} port 0 for any free one
 * @returns {Promise<Site>}
 */
export async function listen(handler, host, port) {
	const server = createServer(connectionLimits, async (request, response) => {
		discardUnreadBody(request, response);
		request.headers[protocolHeader] = 'http';
		for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
		if (process.env.ORIGIN?.startsWith('https:'))
			response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
		// A stopping server waits for requests, but not for kept-alive connections.
		response.once('close', () => server.listening || setImmediate(() => server.closeIdleConnections()));
		try {
			await handler(request, response, () => response.writeHead(404).end());
		} catch (error) {
			console.error(error);
			if (!response.headersSent) response.writeHead(500);
			response.end();
		}
	});
	server.maxConnections = Math.min(mostConnections, openFilesAllowed() - otherFiles);
	await startListening(server, host, port);
	return { address: localUrl(host, portOf(server)), ended: stopOnSignal(server) };
}

/** Returns the files the process may have open; 1024, the usual number, where the system does not say. */
function openFilesAllowed() {
	try {
		const [, files] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
		return Number(files ?? 1024);
	} catch {
		return 1024;
	}
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
 * Returns the server's address on this machine.
 *
 * @param {string} host the host it listens on
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
 * Stops the server gracefully: refuses connections, answers the requests under way, and closes the rest after a
 * few seconds.
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
			// Background work finishes its current item.
			/** @type {NodeJS.EventEmitter} */ (process).emit(
				'framdrift:stopping',
				(/** @type {Promise<unknown>} */ one) => work.push(one)
			);
			server.close(async () => {
				await Promise.race([
					Promise.allSettled(work),
					new Promise((late) => setTimeout(late, shutdownTimeout).unref())
				]);
				// Adapter-node's event for closing resources.
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
