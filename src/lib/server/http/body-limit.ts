import { error, type Handle, type HttpError } from '@sveltejs/kit';
import { maxMatterFileBytes, maxMatterFiles } from '$lib/domain/matter/matter-file';

/** Default limit of a form, in bytes. */
const defaultBodyLimit = 1024 * 1024;

/**
 * Pages with a higher limit: a workbook, and its content in the confirmation form; files of a matter. None exceeds the
 * server's limit (src/bin/server.mjs).
 */
const routeBodyLimits: ReadonlyMap<string | null, number> = new Map([
	['/decisions/partnership', 10 * 1024 * 1024],
	['/edit/import', 10 * 1024 * 1024],
	// A file, and the form around it: one that is a little too large is refused in words.
	['/matters/new', maxMatterFiles * maxMatterFileBytes + 1024 * 1024],
	['/matters/[id]', maxMatterFileBytes + 1024 * 1024],
	['/matters/status/[token]', maxMatterFileBytes + 1024 * 1024]
]);

/** Ends a body that exceeds its page's limit while it is read: the reader responds with 413. */
export const bodyLimitHandle: Handle = ({ event, resolve }) => {
	const most = routeBodyLimits.get(event.route.id) ?? defaultBodyLimit;
	if (event.request.body) event.request = limitBody(event.request, event.request.body, most);
	return resolve(event);
};

function limitBody(request: Request, body: ReadableStream<Uint8Array>, most: number): Request {
	const reader = body.getReader();
	let bytes = Number(request.headers.get('content-length')) > most ? Infinity : 0;
	const counted = new ReadableStream<Uint8Array>({
		async pull(controller) {
			// The rest is neither read nor cancelled: cancelling would close the connection without a response.
			if (bytes > most) return controller.error(payloadTooLarge());
			const { done, value } = await reader.read();
			if (done) return controller.close();
			bytes += value.byteLength;
			if (bytes > most) controller.error(payloadTooLarge());
			else controller.enqueue(value);
		},
		cancel: (reason) => reader.cancel(reason)
	});
	const init: RequestInit & { duplex: 'half' } = { body: counted, duplex: 'half' };
	return new Request(request, init);
}

function payloadTooLarge(): HttpError {
	try {
		error(413, 'too-large');
	} catch (thrown) {
		return thrown as HttpError;
	}
}
