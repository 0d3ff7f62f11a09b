import { describe, expect, it } from 'vitest';
import { readCsv } from '$lib/domain/workbook/csv';
import { parseReadings as parseRows } from './readings-import';

const parseReadings = (text: string) => parseRows(readCsv(text.replace(/^\uFEFF/, '')));

describe('parseReadings', () => {
	it.each([
		['with a heading', 'dato;verdi;kilde\n1.2.2026;12,5;Telling\n', 2],
		['without', '1.2.2026;12,5;Telling', 1],
		[
			'with a mark of its encoding and Windows line ends',
			'\ufeffDato;Verdi;Kilde\r\n01.02.2026;12,5;Telling\r\n',
			2
		],
		['pasted, with tabs', '2026-02-01\t12.5\tTelling', 1],
		['with quotes and empty lines', '\n\n"1.2.2026";"12,5";"Telling"\n;;\n', 3]
	])('%s', (_what, text, row) => {
		expect(parseReadings(text)).toEqual({
			ok: true,
			rows: [{ row, on: '2026-02-01', value: 12.5, source: 'Telling' }]
		});
	});

	it('keeps quoted cells', () => {
		const read = parseReadings('1.2.2026;3;"Sagt ""om lag""; sjå notat"');
		expect(read.ok && read.rows[0]?.source).toBe('Sagt "om lag"; sjå notat');
	});

	it('reports every error by line', () => {
		const text = [
			'dato;verdi',
			'1.2.2026;1',
			'31.2.2026;1',
			'2.2.2026;mange',
			'1.2.2026;2',
			'3.2.2026;1;a;b'
		];
		expect(parseReadings(text.join('\n'))).toEqual({
			ok: false,
			faults: [
				{ field: '3', code: 'not-a-date' },
				{ field: '4', code: 'not-a-number' },
				{ field: '5', code: 'day-twice' },
				{ field: '6', code: 'too-many-cells' }
			]
		});
	});

	it.each([
		['a year', '2023;12,4;Statistikk', '2023-12-31', 12.4],
		['a month', '2024M06;13,1;Statistikk', '2024-06-30', 13.1],
		['a quarter', '2. kvartal 2024;1,2E+03;Statistikk', '2024-06-30', 1200],
		['an en dash as minus', '31.12.2024;–3,2;Statistikk', '2024-12-31', -3.2],
		['thousands with a no-break space', '31.12.2024;1\u00A0234,5;Statistikk', '2024-12-31', 1234.5]
	])('reads %s (C18)', (_what, text, on, value) => {
		expect(parseReadings(text)).toEqual({ ok: true, rows: [{ row: 1, on, value, source: 'Statistikk' }] });
	});

	it('asks about a point that may separate thousands, unless the cell is a number', () => {
		expect(parseReadings('31.12.2024;1.234;Register')).toEqual({
			ok: false,
			faults: [{ field: '1', code: 'ambiguous-number' }]
		});
		expect(parseRows([['31.12.2024', 1.234, 'Register']])).toMatchObject({ rows: [{ value: 1.234 }] });
	});

	it.each([
		['..', 'missing'],
		['...', 'missing'],
		['…', 'missing'],
		['.', 'not-computable'],
		[':', 'anonymized']
	])('keeps the sign %j of statistics as %s', (sign, value) => {
		expect(parseReadings(`31.12.2024;${sign};Register`)).toMatchObject({
			rows: [{ row: 1, on: '2024-12-31', value }]
		});
	});

	it.each(['-', '–'])('asks what the sign %j of statistics means', (sign) => {
		expect(parseReadings(`31.12.2024;${sign};Register`)).toEqual({
			ok: false,
			faults: [{ field: '1', code: 'statistics-sign' }]
		});
	});

	it('reads a line break inside a quoted cell', () => {
		const text =
			'Dato;Verdi;Kilde\r\n31.03.2025;55;"Helseplattformen\r\nuttrekk april"\r\n30.06.2025;57;Årsmelding';
		expect(parseReadings(text)).toMatchObject({
			rows: [
				{ row: 2, source: 'Helseplattformen uttrekk april' },
				{ row: 3, source: 'Årsmelding' }
			]
		});
	});

	it.each([
		['nothing', '  \n', 'required'],
		['a heading alone', 'dato;verdi;kilde', 'required'],
		['more than anybody reads', '1.2.2026;1\n'.repeat(1001), 'too-many-rows']
	])('rejects %s', (_what, text, code) => {
		expect(parseReadings(text)).toEqual({ ok: false, faults: [{ field: '', code }] });
	});
});
