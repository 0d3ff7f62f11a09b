import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText, dosSigns, windows1252Signs } from './decode-text';

const text = 'Kode;Tittel\r\n1.9;Små kommuner, Øst – «Årsmelding» på ærlig vis\r\n';

/** Encodes a text in a single-byte encoding by looking up each byte's letter. */
function encodeAs(encoding: 'windows-1252' | 'macintosh' | 'dos', plain: string): Uint8Array {
	const bytes = Uint8Array.from({ length: 256 }, (_, code) => code);
	const letters = [...new TextDecoder(encoding === 'dos' ? 'latin1' : encoding).decode(bytes)];
	if (encoding === 'dos') letters.splice(0x80, 0x80, ...dosSigns);
	if (encoding === 'windows-1252') letters.splice(0x80, 0x20, ...windows1252Signs);
	return Uint8Array.from(plain, (letter) => letters.indexOf(letter));
}

const bigEndian = (plain: string) => Buffer.from(plain, 'utf16le').swap16();

describe('decodeText', () => {
	it.each<[string, Uint8Array]>([
		['UTF-8', Buffer.from(text)],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${text}`)],
		['UTF-16 LE with a mark', Buffer.from(`\uFEFF${text}`, 'utf16le')],
		['UTF-16 BE with a mark', bigEndian(`\uFEFF${text}`)],
		['UTF-16 LE without a mark', Buffer.from(text, 'utf16le')],
		['UTF-16 BE without a mark', bigEndian(text)],
		['Windows-1252', encodeAs('windows-1252', text)],
		['Mac Roman', encodeAs('macintosh', text)]
	])('decodes %s', (_, bytes) => {
		expect(decodeText(bytes)).toBe(text);
	});

	it('decodes what Excel calls CSV (MS-DOS)', () => {
		const plain = text.replace('–', '-');
		expect(decodeText(encodeAs('dos', plain))).toBe(plain);
	});

	it('tells the encoding of DOS by a word with å or ø', () => {
		const words = fc.array(fc.constantFrom('ærlig', 'være', 'Årsmelding', 'én', 'ut', '25 °C'));
		fc.assert(
			fc.property(words, fc.constantFrom('små', 'øst', 'Øvre'), (all, sure) => {
				const plain = [...all, sure].join(' ');
				expect(decodeText(encodeAs('dos', plain))).toBe(plain);
			})
		);
	});

	it('tells Windows-1252 and Mac Roman apart by any Norwegian letter', () => {
		const words = fc.array(fc.constantFrom('små', 'øst', 'ærlig', 'Årsmelding', 'Øvre', 'Ære', 'en', 'ut'), {
			minLength: 1
		});
		fc.assert(
			fc.property(words, fc.constantFrom('windows-1252' as const, 'macintosh' as const), (all, encoding) => {
				expect(decodeText(encodeAs(encoding, all.join(' ')))).toBe(all.join(' '));
			})
		);
	});

	it.each<[string, Uint8Array]>([
		['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
		['replacement characters', Buffer.from('Sm\uFFFD kommuner')],
		['half a character in UTF-16', Buffer.from('fffe4100d8', 'hex')]
	])('refuses %s', (_, bytes) => {
		expect(decodeText(bytes)).toBeNull();
	});

	it('never gives a replacement character', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
				expect(decodeText(bytes) ?? '').not.toContain('\uFFFD');
			})
		);
	});
});
