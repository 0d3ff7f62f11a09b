import { zipSync, strToU8, unzipSync, strFromU8 } from 'fflate';
import { describe, expect, it, vi } from 'vitest';
import writeWorkbook from 'write-excel-file/node';
import { maxWorkbookBytes } from '$lib/domain/workbook/workbook-comparison';
import { packTables, readUpload, unpackTables } from './upload';

const heads = ['Kode', 'Tittel', 'Frist'];

/** Returns the parts of a workbook written by another library. */
async function aWorkbook(rows: unknown[][] = [['1.1', 'Heime', null]]): Promise<Record<string, Uint8Array>> {
	const file = await writeWorkbook([heads, ...rows] as never, { dateFormat: 'd. mmm yyyy' }).toBuffer();
	return unzipSync(file);
}

const sheetPart = 'xl/worksheets/sheet1.xml';
const zipped = (parts: Record<string, Uint8Array>) => Buffer.from(zipSync(parts));

/** Returns a workbook with additional sheet cells. */
async function withCells(xml: string): Promise<Buffer> {
	const parts = await aWorkbook();
	const sheet = strFromU8(parts[sheetPart]!).replace('</sheetData>', `${xml}</sheetData>`);
	return zipped({ ...parts, [sheetPart]: strToU8(sheet) });
}

async function faultOf(file: Buffer): Promise<string> {
	const read = await readUpload({ file });
	return read.ok ? 'none' : read.fault;
}

/** Returns the first table's rows, or the error. */
async function rowsOf(file: Buffer) {
	const read = await readUpload({ file });
	return read.ok ? read.tables[0]!.rows : read.fault;
}

/** Returns the row below the headers. */
async function firstRow(file: Buffer) {
	return (await rowsOf(file))[1];
}

describe('a hostile CSV file', () => {
	it.each([
		['an unclosed quote', `"${'a'.repeat(4_000_000)}`],
		['quotes inside a cell', '"a'.repeat(2_000_000)],
		['quotes only', '"'.repeat(3_999_999)],
		['a quote on each line', '"\n'.repeat(2_000_000)],
		['empty lines', '\n'.repeat(4_000_000)],
		['short lines', 'a;b\n'.repeat(1_000_000)],
		['columns', ';'.repeat(4_000_000)],
		['a long header over many columns', `${'x'.repeat(2_000_000)}\n${';y'.repeat(500)}\n`.repeat(2)]
	])('of %s is answered within seconds', async (_what, text) => {
		const file = Buffer.from(text);
		const started = performance.now();
		expect(await faultOf(file)).toMatch(/none|empty|too-many-rows/);
		expect(performance.now() - started).toBeLessThan(5000);
	});
});

describe('refusing a file', () => {
	it.each<[string, () => Buffer | Promise<Buffer>, string]>([
		['nothing', () => Buffer.alloc(0), 'empty'],
		['more than 5 MB', () => Buffer.alloc(maxWorkbookBytes + 1, 'a'), 'too-large'],
		[
			'Excel before 2007, or with a password',
			() => Buffer.from('d0cf11e0a1b11ae1'.padEnd(80, '0'), 'hex'),
			'old-or-locked'
		],
		[
			'macros',
			async () => zipped({ ...(await aWorkbook()), 'xl/vbaProject.bin': strToU8('Sub Auto_Open()') }),
			'macros'
		],
		[
			'LibreOffice',
			() =>
				zipped({
					mimetype: strToU8('application/vnd.oasis.opendocument.spreadsheet'),
					'content.xml': strToU8('<x/>')
				}),
			'open-document'
		],
		['a presentation', () => zipped({ 'ppt/presentation.xml': strToU8('<x/>') }), 'not-a-workbook'],
		['a PDF', () => Buffer.from('%PDF-1.7\n%\u00e2\u00e3\n1 0 obj'), 'pdf'],
		['broken letters', () => Buffer.from('Kode;Tittel\n1.1;Sm\uFFFD'), 'broken-letters'],
		['a picture', () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'not-a-workbook'],
		['half a workbook', async () => zipped(await aWorkbook()).subarray(0, 900), 'unreadable'],
		['blank lines alone', () => Buffer.from(' ;\r\n\r\n'), 'empty'],
		['6 002 rows', () => Buffer.from(`Kode;Tittel\n${'1.1;A\n'.repeat(6001)}`), 'too-many-rows'],
		['broken XML', () => withCells('<row r="3"><c r="A3"><v>1</row>'), 'unreadable'],
		[
			'a cell past the last row',
			() => withCells('<row r="3"><c r="A99999999"><v>1</v></c></row>'),
			'unreadable'
		],
		[
			'a row past the last',
			() => withCells('<row r="99999999999"><c r="A3"><v>1</v></c></row>'),
			'unreadable'
		],
		[
			'a value far down',
			() => withCells('<row r="900000"><c r="A900000"><v>1</v></c></row>'),
			'too-many-rows'
		],
		['a value far out', () => withCells('<row r="3"><c r="XFD3"><v>1</v></c></row>'), 'too-many-columns'],
		[
			'millions of empty cells',
			() => withCells(`<row r="3">${'<c/>'.repeat(3_000_000)}</row>`),
			'too-much-inside'
		],
		[
			'a hundred thousand merged ranges',
			() =>
				withCells(
					`</sheetData><mergeCells>${'<mergeCell ref="A3:A4"/>'.repeat(100_001)}</mergeCells><sheetData>`
				),
			'too-much-inside'
		],
		[
			'a text of a book in a cell',
			() => withCells(`<row r="3"><c t="inlineStr"><is><t>${'å'.repeat(100_001)}</t></is></c></row>`),
			'too-much-inside'
		],
		[
			'a tag that hides another',
			() => withCells('<row r="3"><c x=">" r="XFD3"><v>1</v></c></row>'),
			'too-many-columns'
		]
	])('refuses %s: %#', async (_, file, fault) => {
		expect(await faultOf(await file())).toBe(fault);
	});

	it('refuses a small file with large content, even if it states a small size', async () => {
		const parts = await aWorkbook();
		const bomb = zipped({ ...parts, [sheetPart]: new Uint8Array(60 * 1024 * 1024) });
		expect(bomb.length).toBeLessThan(200_000);
		expect(await faultOf(bomb)).toBe('too-much-inside');
		const list = bomb.lastIndexOf(Buffer.from('xl/worksheets/sheet1.xml'));
		bomb.writeUInt32LE(1000, list - 46 + 24);
		expect(await faultOf(bomb)).toBe('too-much-inside');
	});

	it('refuses endless content quickly', async () => {
		const started = performance.now();
		for (const xml of ['<c ', '<c r="', '<c r="A1">', '<', '<c r="A1"><f>'])
			expect(await faultOf(await withCells(xml.repeat(200_000)))).not.toBe('none');
		expect(performance.now() - started).toBeLessThan(20_000);
	});
});

describe('reading a workbook', () => {
	it('skips empty formatted cells', async () => {
		const file = await withCells('<row r="1048576"><c r="XFD1048576" s="0"/></row>');
		expect(await firstRow(file)).toEqual(['1.1', 'Heime']);
	});

	it('follows the cell before if a cell has no address, or one of a foreign namespace', async () => {
		const file = await withCells('<row><c a:r="XFD9999"><v>1.2</v></c><c t="str"><v>B</v></c></row>');
		expect((await rowsOf(file))[2]).toEqual([1.2, 'B']);
	});

	it('reads the same date in every time zone', async () => {
		for (const place of ['UTC', 'Europe/Oslo', 'America/Los_Angeles', 'Pacific/Kiritimati']) {
			vi.stubEnv('TZ', place);
			const days = ['2027-03-28', '2027-10-31', '2028-02-29', '2027-01-01', '2027-12-31'];
			const file = zipped(await aWorkbook(days.map((day) => ['1.1', 'A', new Date(`${day}T00:00:00Z`)])));
			expect(await rowsOf(file)).toEqual([heads, ...days.map((date) => ['1.1', 'A', { date }])]);
		}
	});

	it('reads a date with a time or slightly before midnight', async () => {
		const noon = zipped(await aWorkbook([['1.1', 'A', new Date('2027-06-01T23:59:00Z')]]));
		expect((await firstRow(noon))?.[2]).toEqual({ date: '2027-06-01' });
		const parts = await aWorkbook([['1.1', 'A', new Date('2027-06-01T00:00:00Z')]]);
		const hair = strFromU8(parts[sheetPart]!).replace('<v>46539</v>', '<v>46538.9999999999</v>');
		expect(hair).toContain('46538.99');
		expect((await firstRow(zipped({ ...parts, [sheetPart]: strToU8(hair) })))?.[2]).toEqual({
			date: '2027-06-01'
		});
	});

	it('reads a formula’s saved value without calculating it', async () => {
		const saved =
			'<row r="3"><c r="A3" t="str"><f>A2</f><v>1.2</v></c><c r="B3" t="str"><f>B2</f><v>B</v></c></row>';
		expect((await rowsOf(await withCells(saved)))[2]).toEqual(['1.2', 'B']);
		const none = await aWorkbook([
			['1.1', { type: 'Formula', value: 'HYPERLINK("http://example.org")' }, null]
		]);
		expect(await firstRow(zipped(none))).toEqual(['1.1', { error: '=' }]);
	});

	it('reads a cell’s error', async () => {
		const row =
			'<row r="3"><c r="A3" t="inlineStr"><is><t>1.2</t></is></c><c r="B3" t="e"><f>1/0</f><v>#DIV/0!</v></c></row>';
		expect((await rowsOf(await withCells(row)))[2]).toEqual(['1.2', { error: '#DIV/0!' }]);
	});
});

describe('reading CSV', () => {
	it.each<[string, Buffer]>([
		['UTF-8', Buffer.from('Kode;Tittel\n1.1;Æøå')],
		['UTF-8 with a mark', Buffer.from('\uFEFFKode;Tittel\n1.1;Æøå')],
		['Western European, as from Norwegian Excel', Buffer.from('Kode;Tittel\n1.1;Æøå', 'latin1')],
		['a line that names the separator after the mark', Buffer.from('\uFEFFsep=,\r\nKode,Tittel\r\n1.1,Æøå')],
		['the same in UTF-16', Buffer.from('\uFEFFsep=|\rKode|Tittel\r1.1|Æøå', 'utf16le').swap16()],
		['Excel’s Unicode text', Buffer.from('\uFEFFKode\tTittel\n1.1\tÆøå', 'utf16le')]
	])('reads %s', async (_, file) => {
		expect(await firstRow(file)).toEqual(['1.1', 'Æøå']);
	});
});

it('skips columns beyond the limit in a CSV file quickly', async () => {
	const started = performance.now();
	expect(await firstRow(Buffer.from(`Kode;Tittel${';'.repeat(2_000_000)}\n1.1;A`))).toEqual(['1.1', 'A']);
	expect(performance.now() - started).toBeLessThan(5000);
});

describe('packing a table', () => {
	it('returns the same table after unpacking', async () => {
		const read = await readUpload({ file: zipped(await aWorkbook([['1.1', '=1', new Date(2e12)]])) });
		if (!read.ok) throw new Error(read.fault);
		expect(unpackTables(packTables(read.tables))).toEqual(read.tables);
	});

	it('returns the same table after unpacking what is packed in several parts', () => {
		const rows = Array.from({ length: 3000 }, (_, index) => [`1.${index}`, 'å – 🟢 '.repeat(20) + index]);
		expect(unpackTables(packTables([{ name: 'Tiltak', rows }]))).toEqual([{ name: 'Tiltak', rows }]);
	});

	it.each(['', 'x', Buffer.from('{}').toString('base64url')])('returns null for %j', (packed) => {
		expect(unpackTables(packed)).toBeNull();
	});
});
