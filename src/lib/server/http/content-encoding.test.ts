import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { encodeBytes, encodedTag, matchesTag, preferredEncoding } from './content-encoding';

describe('preferredEncoding', () => {
	it.each([
		[null, 'identity'],
		['', 'identity'],
		['gzip, deflate, br', 'br'],
		['gzip', 'gzip'],
		['GZIP', 'gzip'],
		['br;q=0.2, gzip;q=0.8', 'gzip'],
		['br;q=0, gzip', 'gzip'],
		['br;q=0, gzip;q=0', 'identity'],
		['*', 'br'],
		['*;q=0', 'identity'],
		['*;q=0.5, br;q=0', 'gzip'],
		['identity', 'identity'],
		['identity;q=1, br;q=0.5', 'identity'],
		['identity;q=0, br;q=0.5', 'br'],
		['br;q=2', 'identity'],
		['br;q=x', 'identity'],
		['zstd, deflate', 'identity'],
		['identity;q=0', 'identity'],
		[' br ; q=0.9 ,gzip', 'gzip']
	])('answers "%s" with %s', (header, encoding) => {
		expect(preferredEncoding(header)).toBe(encoding);
	});
});

describe('matchesTag', () => {
	it.each([
		[null, false],
		['*', true],
		['"a"', true],
		['W/"a"', true],
		['"b", "a"', true],
		['"a-br"', false],
		['a', false]
	])('takes "%s" for the tag "a": %s', (header, matches) => {
		expect(matchesTag(header, '"a"')).toBe(matches);
	});
});

it('encodes bytes that decode to the same, each with a tag', async () => {
	const bytes = Buffer.from('Tiltak '.repeat(500));
	expect(brotliDecompressSync(await encodeBytes(bytes, 'br'))).toEqual(bytes);
	expect(gunzipSync(await encodeBytes(bytes, 'gzip'))).toEqual(bytes);
	expect(await encodeBytes(bytes, 'identity')).toBe(bytes);
	expect(['br', 'gzip', 'identity'].map((one) => encodedTag('"a"', one as 'br'))).toEqual([
		'"a-br"',
		'"a-gzip"',
		'"a"'
	]);
});
