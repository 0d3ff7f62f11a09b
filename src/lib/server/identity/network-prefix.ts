import { isIPv6 } from 'node:net';
import { sha256 } from './hash';

/** Shared address of all requests that bypass the proxy. */
export const unknownAddress = 'unnamed';

/** Returns the key under which an address is stored. */
export function addressKey(address: string): string {
	return sha256(`address:${networkPrefix(address)}`);
}

/** Returns the prefix that identifies one visitor: an IPv4 address, or the /64 network of an IPv6 address. */
export function networkPrefix(address: string): string {
	const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address);
	if (mapped?.[1]) return mapped[1];
	if (!isIPv6(address)) return address;
	const [head = '', tail = ''] = address.split('::');
	const before = head.split(':').filter(Boolean);
	const after = tail.split(':').filter(Boolean);
	const zeros = Array<string>(Math.max(0, 8 - before.length - after.length)).fill('0');
	const groups = [...before, ...zeros, ...after].slice(0, 4);
	return `${groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/64`;
}
