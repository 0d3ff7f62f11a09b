import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export type ContentEncoding = 'br' | 'gzip' | 'identity';

/** Bytes below which compressing saves nothing worth its time. */
export const minCompressedBytes = 1_024;

/** Five is where Brotli is as quick as gzip and a seventh smaller, for these pages. */
const brotliQuality = 5;

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/**
 * Returns the encoding that a client prefers by `Accept-Encoding` (RFC 9110, section 12.5.3): Brotli before gzip
 * at the same weight. Without the header, and if nothing it accepts is offered, the text is sent as it is.
 */
export function preferredEncoding(header: string | null | undefined): ContentEncoding {
	if (!header) return 'identity';
	const weights = new Map<string, number>();
	for (const part of header.split(',')) {
		const [name = '', ...params] = part.split(';').map((one) => one.trim().toLowerCase());
		const q = params.find((one) => one.startsWith('q='));
		const weight = q === undefined ? 1 : Number(q.slice(2));
		weights.set(name, weight >= 0 && weight <= 1 ? weight : 0);
	}
	const weightOf = (name: ContentEncoding) => weights.get(name) ?? weights.get('*') ?? 0;
	const [brotli, zipped] = [weightOf('br'), weightOf('gzip')];
	const best = brotli >= zipped ? 'br' : 'gzip';
	const weight = Math.max(brotli, zipped);
	return weight > 0 && weight >= (weights.get('identity') ?? 0) ? best : 'identity';
}

/** Compresses bytes outside the main thread. */
export function encodeBytes(bytes: Uint8Array, encoding: ContentEncoding): Promise<Uint8Array> {
	if (encoding === 'identity') return Promise.resolve(bytes);
	if (encoding === 'gzip') return compressGzip(bytes);
	const params = {
		[constants.BROTLI_PARAM_QUALITY]: brotliQuality,
		[constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
		[constants.BROTLI_PARAM_SIZE_HINT]: bytes.length
	};
	return compressBrotli(bytes, { params });
}

/** Returns the strong tag of an encoded text: each encoding has other bytes, and therefore another tag. */
export function encodedTag(tag: string, encoding: ContentEncoding): string {
	return encoding === 'identity' ? tag : `${tag.slice(0, -1)}-${encoding}"`;
}

/** True if `If-None-Match` names the tag, or any (RFC 9110, section 13.1.2). */
export function matchesTag(header: string | null | undefined, tag: string): boolean {
	if (!header) return false;
	if (header.trim() === '*') return true;
	return header.split(',').some((one) => one.trim().replace(/^W\//, '') === tag);
}
