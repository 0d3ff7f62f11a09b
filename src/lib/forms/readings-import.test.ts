import { describe, expect, it } from 'vitest';
import { parseReadings } from './readings-import';

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
		['nothing', '  \n', 'required'],
		['a heading alone', 'dato;verdi;kilde', 'required'],
		['more than anybody reads', '1.2.2026;1\n'.repeat(1001), 'too-many-rows']
	])('rejects %s', (_what, text, code) => {
		expect(parseReadings(text)).toEqual({ ok: false, faults: [{ field: '', code }] });
	});
});
