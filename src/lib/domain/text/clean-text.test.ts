import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanEmail, cleanLine, cleanText } from './clean-text';

describe('cleanText', () => {
	it.each([
		['Sam\u00ADhand\u00ADling', 'Samhandling'],
		['1.9\u200B', '1.9'],
		['\uFEFFKode', 'Kode'],
		['første\u000Bandre\u0085tredje\u2028fjerde', 'første\nandre\ntredje\nfjerde'],
		['1\u00A0234\u202F567', '1 234 567'],
		['a\r\nb\rc', 'a\nb\nc'],
		['a\u0007b\tc', 'ab\tc'],
		['A\u030Arsmelding', 'Årsmelding'],
		['👩\u200D⚕️ og a\u200Db', '👩\u200D⚕️ og ab']
	])('cleans %j (C22, C23)', (text, clean) => {
		expect(cleanText(text)).toBe(clean);
	});

	it('changes nothing the second time', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'binary' }), (text) => {
				const once = cleanText(text);
				expect(cleanText(once)).toBe(once);
				expect(once).not.toMatch(/[\u00AD\u200B\v\u0085\u00A0\uFEFF\r]/);
			})
		);
	});
});

describe('cleanLine', () => {
	it('joins lines', () => expect(cleanLine(' a\u000Bb\n\nc ')).toBe('a b c'));
});

describe('cleanEmail', () => {
	it.each([
		['kari@demo.test\u200B', 'kari@demo.test'],
		['Kari Prøve <kari@demo.test>', 'kari@demo.test'],
		['kari@demo.test;', 'kari@demo.test'],
		['mailto:kari@demo.test ', 'kari@demo.test'],
		['"Prøve, Kari" <kari@demo.test>; ', 'kari@demo.test'],
		['kari', 'kari']
	])('reads %j (C22)', (text, address) => {
		expect(cleanEmail(text)).toBe(address);
	});
});
