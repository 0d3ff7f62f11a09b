import { Parser } from 'htmlparser2';
import { restWhenDue } from '$lib/domain/rest';
import { UploadError } from './upload-error';

export interface XmlHandler {
	/** Called with local names and attributes by local name, without namespace prefixes. */
	open(name: string, attributes: Readonly<Record<string, string>>): void;
	close(name: string): void;
	text?(text: string): void;
}

/** Deeper than any office file, so that a hostile one is refused. */
const maxDepth = 500;

/**
 * Parses an XML part of an office file. Entities other than XML's own are not expanded.
 *
 * @throws UploadError if an element is not closed
 */
export function parseXml(xml: string, handler: XmlHandler): void {
	let depth = 0;
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				restWhenDue();
				if (++depth > maxDepth) throw new UploadError('unreadable');
				handler.open(localName(name), localAttributes(attributes, name.includes(':')));
			},
			onclosetag(name, implied) {
				if (implied && !selfClosed(xml, parser.endIndex)) throw new UploadError('unreadable');
				depth--;
				handler.close(localName(name));
			},
			ontext: (text) => handler.text?.(text)
		},
		{ xmlMode: true, decodeEntities: true }
	);
	parser.end(xml);
}

/** True if the tag that ends at an index closes itself; htmlparser2 calls that implied as well. */
function selfClosed(xml: string, end: number): boolean {
	return xml[end] === '>' && xml[end - 1] === '/';
}

function localName(name: string): string {
	return name.slice(name.indexOf(':') + 1);
}

/**
 * Returns attributes by local name. Those with a prefix count in elements with a prefix, as in Word, and as the
 * id of a relationship; others are foreign.
 */
function localAttributes(attributes: Record<string, string>, prefixed: boolean): Record<string, string> {
	const all: Record<string, string> = {};
	for (const [name, value] of Object.entries(attributes)) {
		const local = localName(name);
		if (local === name || ((prefixed || local === 'id') && !(local in attributes))) all[local] = value;
	}
	return all;
}

/** An XML Schema boolean is "1" or "true". */
export function isTrue(value: string | undefined): boolean {
	return /^\s*(?:1|true|on)\s*$/i.test(value ?? '');
}
