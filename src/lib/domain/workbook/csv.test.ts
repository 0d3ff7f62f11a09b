import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCsv, writeCsv } from './csv';

describe('CSV', () => {
	it('reads back any cells it wrote', () => {
		const text = fc.oneof(
			fc.string({ unit: 'binary', maxLength: 12 }),
			fc.constantFrom('=1+1', "'=1", "''@x", "'", '"', '""', ';', '\n', '\r\n', ' x ', '-1', '\t')
		);
		fc.assert(
			fc.property(fc.array(fc.array(text, { minLength: 2, maxLength: 4 }), { minLength: 1 }), (rows) => {
				const read = readCsv(`sep=;\r\n${writeCsv(rows)}`);
				expect(read).toEqual(rows.map((row) => row.map((cell) => (cell === '' ? null : cell))));
			})
		);
	});

	it.each([';', '\t', ',', '|'])(
		'detects %j between quoted texts under a head of eight columns',
		(separator) => {
			const text = fc.oneof(
				fc.string({ unit: 'grapheme', maxLength: 12 }),
				fc.constantFrom('', '-', 'a,b', 'a;b', 'a\nb', '"a"', 'a\tb', 'a|b', '1,5', '12" skjerm'),
				fc.constantFrom('a,b\nc,d\ne,f\ng,h\ni,j', 'a|b\nc|d\n"e"|f', '1\t2\n3\t4\n5\t6\n7\t8\n')
			);
			const head = ['Kode', 'Tittel', 'Område', 'Frist', 'Vekt', 'Kilde', 'Lenker', 'Merknad'];
			const row = fc.array(text, { minLength: head.length, maxLength: head.length });
			fc.assert(
				fc.property(fc.array(row, { minLength: 1, maxLength: 30 }), (rows) => {
					const quote = (cell: string) =>
						/[;"\r\n\t,|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
					const text = [head, ...rows].map((cells) => cells.map(quote).join(separator)).join('\r\n');
					const read = readCsv(text);
					expect(read).toHaveLength(rows.length + 1);
					expect(read[0]).toEqual(head);
					expect(readCsv(`sep=${separator}\r\n${text}`)).toEqual(read);
				}),
				{ numRuns: 300 }
			);
		}
	);

	it.each([
		[
			'semicolons',
			'Kode;Tittel\r\n1.1;A, B\r\n',
			[
				['Kode', 'Tittel'],
				['1.1', 'A, B']
			]
		],
		[
			'commas',
			'Code,Title\n1.1,"A, B"\n',
			[
				['Code', 'Title'],
				['1.1', 'A, B']
			]
		],
		[
			'tabs',
			'Kode\tTittel\r\n1.1\tA; B',
			[
				['Kode', 'Tittel'],
				['1.1', 'A; B']
			]
		],
		['what the file itself says', 'sep=,\na,b;c\n', [['a', 'b;c']]]
	])('detects %s as separator', (_, text, rows) => {
		expect(readCsv(text)).toEqual(rows);
	});

	it('keeps empty lines as rows, so that row numbers match the spreadsheet', () => {
		expect(readCsv('a;b\n\n;c\n')).toEqual([['a', 'b'], [null], [null, 'c']]);
	});

	it.each([
		[
			'that is never closed',
			'a;"b\nc;d',
			[
				['a', '"b'],
				['c', 'd']
			]
		],
		['around the first words', '"Trygg hjem" – rutine\tFSU 1\n', [['"Trygg hjem" – rutine', 'FSU 1']]],
		['inside a text', 'Skjerm 12" og "ny"\tFSU 1\n', [['Skjerm 12" og "ny"', 'FSU 1']]]
	])('keeps a quote %s as text', (_where, text, rows) => {
		expect(readCsv(text)).toEqual(rows);
	});

	it('keeps the quotes of cells that were copied without quoting', () => {
		const words = fc.constantFrom(
			'"Trygg hjem" – rutine',
			'Ordningen "Hjemme"!',
			'12" skjerm',
			'Åpen',
			'1,5'
		);
		const row = fc.array(words, { minLength: 3, maxLength: 3 });
		fc.assert(
			fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
				const head = ['Kode', 'Tittel', 'Frist'];
				expect(readCsv([head, ...rows].map((cells) => cells.join('\t')).join('\n'))).toEqual([head, ...rows]);
			})
		);
	});

	it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '＝1+1', '＠x'])('escapes %j as text', (text) => {
		expect(writeCsv([[text]])).toMatch(/^"?'/);
	});
});
