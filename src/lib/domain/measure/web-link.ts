import { cleanText } from '../text/clean-text';

/** A titled address of a web page. */
export interface WebLink {
	title: string;
	address: string;
}

/** Maximum number of a measure's links, and of characters in a title and an address. */
export const webLinkLimits = { links: 20, title: 200, address: 1000 };

const addressInText = /https:\/\/[^\s<>"]+/gi;

/**
 * Parses links as people write them, one or more on a line, each with its title before it: "Rutinen:
 * https://example.no/rutine". A link without a title gets its host as title.
 *
 * @returns null if a line holds no https address, or one that is invalid or too long
 */
export function parseWebLinks(text: string): WebLink[] | null {
	const links: WebLink[] = [];
	for (const line of cleanText(text).split('\n')) {
		if (!line.trim()) continue;
		const found = [...line.matchAll(addressInText)];
		if (found.length === 0) return null;
		let from = 0;
		for (const { 0: written, index } of found) {
			const address = trimAddress(written);
			const end = index + address.length;
			// A single title may also follow its address.
			const after = found.length === 1 ? trimTitle(line.slice(end)) : '';
			const title = trimTitle(line.slice(from, index)) || after;
			from = end;
			if (!isWebAddress(address)) return null;
			links.push({ title: title || new URL(address).hostname, address });
		}
	}
	return links.length > webLinkLimits.links ? null : links;
}

/** Returns links as text, one on a line, as `parseWebLinks` reads them. */
export function formatWebLinks(links: readonly WebLink[] | null): string {
	return (links ?? []).map(({ title, address }) => `${title}: ${address}`).join('\n');
}

/** True for an address that can be opened safely: https, a host with a dot, no user name. */
export function isWebAddress(address: string): boolean {
	if (address.length > webLinkLimits.address || !/^https:\/\//i.test(address)) return false;
	if (!URL.canParse(address)) return false;
	const { username, password, hostname } = new URL(address);
	return username === '' && password === '' && /^[a-z0-9.-]+\.[a-z0-9-]+$/.test(hostname);
}

/** Returns an address without the punctuation of the sentence around it. */
function trimAddress(address: string): string {
	const bare = address.replace(/[.,;:!?'»”]+$/, '');
	const isOpen = bare.endsWith(')') && !bare.includes('(');
	return isOpen ? trimAddress(bare.slice(0, -1)) : bare;
}

/** Returns a title without the signs that separate it from its address. */
function trimTitle(text: string): string {
	const plain = text.replace(/^[\s:;,.|()<>–—-]+/, '').replace(/\s+/g, ' ');
	return plain.slice(0, webLinkLimits.title).replace(/[\s:;,|(<>–—-]+$/, '');
}
