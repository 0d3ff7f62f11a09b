import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatWebLinks, isWebAddress, parseWebLinks } from './web-link';

const page = 'https://example.no/rutine';

describe('parseWebLinks', () => {
	it.each([
		[`Rutinen: ${page}`, [['Rutinen', page]]],
		[`Rutinen (${page}).`, [['Rutinen', page]]],
		[`${page} – Rutinen`, [['Rutinen', page]]],
		[page, [['example.no', page]]],
		[`Rutine\u00AD${page}`, [['Rutine', page]]],
		[
			`A ${page}, B: https://b.no/?q=1;\n\n C https://c.no/a_(b)`,
			[
				['A', page],
				['B', 'https://b.no/?q=1'],
				['C', 'https://c.no/a_(b)']
			]
		],
		['', []]
	])('reads %j', (text, links) => {
		expect(parseWebLinks(text)).toEqual(links.map(([title, address]) => ({ title, address })));
	});

	it.each([
		'Rutinen',
		'http://example.no',
		'javascript:alert(1)',
		'https://kari:hemmelig@example.no',
		'https://localhost/a',
		`https://example.no/${'a'.repeat(1000)}`,
		`${page}\nog mer`,
		Array.from({ length: 21 }, () => page).join('\n')
	])('rejects %j', (text) => {
		expect(parseWebLinks(text)).toBeNull();
	});

	it('reads back any text it has read, once written', () => {
		const piece = fc.constantFrom(
			'Rutine',
			page,
			'https://b.no',
			' ',
			':',
			')',
			'(',
			'.',
			'–',
			'\n',
			'x',
			';'
		);
		fc.assert(
			fc.property(
				fc.oneof(
					fc.string(),
					fc.array(piece).map((parts) => parts.join(''))
				),
				(text) => {
					const links = parseWebLinks(text);
					if (!links) return;
					expect(links.every(({ address }) => isWebAddress(address))).toBe(true);
					expect(parseWebLinks(formatWebLinks(links))).toEqual(links);
				}
			),
			{ numRuns: 3000 }
		);
	});
});
