// @ts-check

/** Bytes and milliseconds that a body is still received and discarded after the response. */
const limits = { bytes: 64 * 1024 * 1024, milliseconds: 20_000 };

/**
 * Closes the connection in an orderly way if the response is sent before the request's body is read: announces
 * it, sends the response, and discards the rest of the body up to a limit. Closing at once would reset the
 * connection, and the client would lose the response (RFC 9112, section 9.6).
 *
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
export function discardUnreadBody(request, response) {
	if (!hasBody(request)) return;
	const writeHead = response.writeHead.bind(response);
	response.writeHead = (/** @type {any[]} */ ...head) => {
		if (!request.complete && !response.headersSent) announceClose(request, response);
		return Reflect.apply(writeHead, response, head);
	};
}

/** @param {import('node:http').IncomingMessage} request */
function hasBody({ headers }) {
	return 'transfer-encoding' in headers || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
function announceClose(request, response) {
	const { socket } = request;
	const close = socket.destroySoon.bind(socket);
	response.setHeader('Connection', 'close');
	// Node calls this after a response with that header; its own closes without reading the rest.
	socket.destroySoon = () => {
		if (request.readableEnded) return close();
		let bytes = 0;
		socket.end();
		const timer = setTimeout(() => socket.destroy(), limits.milliseconds).unref();
		socket.once('close', () => clearTimeout(timer));
		request.removeAllListeners('data');
		request.on('data', (chunk) => (bytes += chunk.length) > limits.bytes && socket.destroy());
		request.once('end', close).on('error', close);
		request.resume();
	};
}
