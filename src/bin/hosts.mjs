// @ts-check

/** @typedef {import('./server.mjs').Handler} Handler */

/** Addresses that speak of the process, and are asked for by whoever watches it. */
const ofProcess = /^\/(healthz|readyz|metrics)(\?|$)/;

/**
 * Returns a handler that answers at the given addresses alone, and tells the application their protocol. Any other
 * host gets 421: it has no database here.
 *
 * @param {Handler} handler
 * @param {readonly string[]} origins
 * @param {string} protocolHeader
 * @returns {Handler}
 */
export function withHosts(handler, origins, protocolHeader) {
	const protocols = new Map(origins.map((one) => [new URL(one).host, new URL(one).protocol]));
	return (request, response, next) => {
		const protocol = protocols.get((request.headers.host ?? '').toLowerCase());
		if (protocol) {
			request.headers[protocolHeader] = protocol.slice(0, -1);
			if (protocol === 'https:')
				response.setHeader('Strict-Transport-Security', 'max-age=31536000; includeSubDomains');
			return handler(request, response, next);
		}
		if (ofProcess.test(request.url ?? '')) return handler(request, response, next);
		response.writeHead(421, { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' });
		return response.end('Ingen har denne adressen her.\nNobody has this address here.\n');
	};
}
