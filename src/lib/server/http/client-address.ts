import type { RequestEvent } from '@sveltejs/kit';

/** What all who come past the proxy have in common. */
const unknownAddress = 'unnamed';

/**
 * The network address a request comes from. Where the proxy's header (ADDRESS_HEADER) does not name
 * it, as for a request that came past the proxy, it is one address with all of its kind: it opens no
 * way round the limits, and is no error of ours.
 */
export function clientAddress(event: Pick<RequestEvent, 'getClientAddress'>): string {
	try {
		return event.getClientAddress();
	} catch {
		return unknownAddress;
	}
}
