import type { RequestEvent } from '@sveltejs/kit';
import { unknownAddress } from '../identity/network-prefix';

/**
 * Returns the client's network address. Requests without the proxy's header (ADDRESS_HEADER) share one address,
 * so that bypassing the proxy does not bypass the rate limits.
 */
export function clientAddress(event: Pick<RequestEvent, 'getClientAddress'>): string {
	try {
		return event.getClientAddress();
	} catch {
		return unknownAddress;
	}
}
