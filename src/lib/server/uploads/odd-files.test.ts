import { strToU8, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { readPastedTables, readTables } from './read-tables';

const types = 'http://schemas.openxmlformats.org/package/2006/content-types';
const packageRels = 'http://schemas.openxmlformats.org/package/2006/relationships';
const officeRels = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Returns relationships from id to type and target; web addresses are outside the package. */
function relationships(all: Targets): string {
	const each = Object.entries(all).map(([id, [type, target]]) => {
		const mode = target.startsWith('http') ? ' TargetMode="External"' : '';
		return `<Relationship Id="${id}" Type="${officeRels}/${type}" Target="${target}"${mode}/>`;
	});
	return `<Relationships xmlns="${packageRels}">${each.join('')}</Relationships>`;
}

function zipped(parts: Record<string, string>): Buffer {
	return Buffer.from(
		zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])))
	);
}

/** Relationships of a part, by id. */
type Targets = Record<string, [type: string, target: string]>;

interface SheetParts {
	before?: string;
	rows?: string;
	after?: string;
	state?: string;
	links?: Targets;
}

/** A workbook of one sheet: what comes before and after its rows, its state, and the addresses of its links. */
function workbook({ before = '', rows = '', after = '', state = '', links = {} }: SheetParts): Buffer {
	const main = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
	return zipped({
		'[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType="${main}.sheet.main+xml"/><Override PartName="/xl/sheet.xml" ContentType="${main}.worksheet+xml"/></Types>`,
		'_rels/.rels': relationships({ r1: ['officeDocument', 'xl/workbook.xml'] }),
		'xl/workbook.xml': `<workbook xmlns:r="${officeRels}"><sheets><sheet name="Plan" sheetId="1" ${state} r:id="s1"/></sheets></workbook>`,
		'xl/_rels/workbook.xml.rels': relationships({ s1: ['worksheet', 'sheet.xml'] }),
		'xl/sheet.xml': `<worksheet xmlns:r="${officeRels}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`,
		'xl/_rels/sheet.xml.rels': relationships(links)
	});
}

/** A document with one table of the rows' XML. */
function document(rows: string): Buffer {
	const w = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
	const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
	return zipped({
		'[Content_Types].xml': `<Types xmlns="${types}"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`,
		'_rels/.rels': relationships({ r1: ['officeDocument', 'word/document.xml'] }),
		'word/document.xml': `<w:document xmlns:w="${w}" xmlns:r="${officeRels}"><w:body><w:tbl>${rows}</w:tbl></w:body></w:document>`,
		'word/_rels/document.xml.rels': relationships({ a1: ['hyperlink', 'https://sak.no/1'] })
	});
}

const run = (text: string) => `<w:r><w:t xml:space="preserve">${text}</w:t></w:r>`;
const cell = (content: string, properties = '') =>
	`<w:tc>${properties && `<w:tcPr>${properties}</w:tcPr>`}<w:p>${content}</w:p></w:tc>`;
const row = (...cells: string[]) => `<w:tr>${cells.join('')}</w:tr>`;
const mark = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
const instruction = (...pieces: string[]) =>
	pieces.map((one) => `<w:r><w:instrText xml:space="preserve">${one}</w:instrText></w:r>`).join('');

const text = (ref: string, value: string) => `<c r="${ref}" t="inlineStr"><is><t>${value}</t></is></c>`;
const two = `<row r="1">${text('A1', 'Kode')}${text('B1', 'Lenke')}</row><row r="2">${text('A2', '1.1')}${text('B2', 'Sak 1')}</row><row r="3">${text('A3', '1.2')}</row>`;

async function tablesOf(file: Buffer) {
	const read = await readTables(file);
	if (!read.ok) throw new Error(read.fault);
	return read.tables;
}

describe('what a spreadsheet hides', () => {
	it.each<[string, Parameters<typeof workbook>[0], object | undefined]>([
		['nothing', { rows: two }, undefined],
		['a sheet', { rows: two, state: 'state="hidden"' }, { sheet: true, rows: 0, columns: [] }],
		['a sheet for macros', { rows: two, state: 'state="veryHidden"' }, { sheet: true, rows: 0, columns: [] }],
		[
			'a row',
			{ rows: two.replace('<row r="2">', '<row r="2" hidden="1">') },
			{ sheet: false, rows: 1, columns: [] }
		],
		['an empty row', { rows: `${two}<row r="9" hidden="true"/>` }, undefined],
		[
			'columns, most of them empty',
			{ rows: two, before: '<cols><col min="2" max="16384" hidden="1"/></cols>' },
			{ sheet: false, rows: 0, columns: [1] }
		],
		[
			'a column that is shown',
			{ rows: two, before: '<cols><col min="2" max="2" hidden="0"/></cols>' },
			undefined
		]
	])('is read and told: %s', async (_what, parts, hidden) => {
		const [table] = await tablesOf(workbook(parts));
		expect(table?.hidden).toEqual(hidden);
		expect(table?.rows[1]).toEqual(['1.1', 'Sak 1']);
	});
});

describe('the address behind merged cells', () => {
	const links: Targets = { h1: ['hyperlink', 'https://sak.no/1'] };
	const address = { text: '', address: 'https://sak.no/1', column: 1 };

	it.each([
		[
			'merged',
			'<mergeCells><mergeCell ref="B2:B3"/></mergeCells><hyperlinks><hyperlink ref="B2" r:id="h1"/></hyperlinks>'
		],
		['a range', '<hyperlinks><hyperlink ref="B2:B3" r:id="h1"/></hyperlinks>'],
		[
			'both',
			'<mergeCells><mergeCell ref="B2:B3"/></mergeCells><hyperlinks><hyperlink ref="B2:B3" r:id="h1"/></hyperlinks>'
		]
	])('counts for every row in a workbook: %s', async (_what, after) => {
		const [table] = await tablesOf(workbook({ rows: two, after, links }));
		expect(table?.links).toEqual([
			{ ...address, row: 1 },
			{ ...address, row: 2 }
		]);
	});

	it('counts for every row in a document and in pasted cells', async () => {
		const linked = `<w:hyperlink r:id="a1">${run('Sak 1')}</w:hyperlink>`;
		const rows = row(cell(run('1.1')), cell(linked, '<w:vMerge w:val="restart"/>'));
		const [inWord] = await tablesOf(document(rows + row(cell(run('1.2')), cell('', '<w:vMerge/>'))));
		const html = '<table><tr><td>1.1<td rowspan=2><a href="https://sak.no/1">Sak 1</a><tr><td>1.2</table>';
		const read = await readPastedTables(html);
		for (const table of [inWord, read.ok ? read.tables[0] : undefined]) {
			expect(table?.links?.map(({ row: at, address: to }) => [at, to])).toEqual([
				[0, 'https://sak.no/1'],
				[1, 'https://sak.no/1']
			]);
			expect(table?.rows[1]).toEqual(['1.2', 'Sak 1']);
		}
	});
});

describe('a link that is a field of Word', () => {
	const shown = run('Sak 1');
	const [begin, separate, end] = ['begin', 'separate', 'end'].map(mark) as [string, string, string];
	it.each<[string, string, string | undefined]>([
		[
			'simple',
			`<w:fldSimple w:instr=' HYPERLINK "https://sak.no/2" '>${shown}</w:fldSimple>`,
			'https://sak.no/2'
		],
		[
			'complex',
			begin + instruction(' HYPERLINK "https://sak.no/2" ') + separate + shown + end,
			'https://sak.no/2'
		],
		[
			'with an instruction in pieces',
			begin + instruction(' HYPER', 'LINK "https://', 'sak.no/2" \\o "Vis"') + separate + shown + end,
			'https://sak.no/2'
		],
		[
			'without quotes',
			begin + instruction(' HYPERLINK https://sak.no/2 ') + separate + shown + end,
			'https://sak.no/2'
		],
		[
			'to a place in the document',
			begin + instruction(' HYPERLINK \\l "kap2" ') + separate + shown + end,
			undefined
		],
		['to a file', `<w:fldSimple w:instr='HYPERLINK "file:///C:/a.docx"'>${shown}</w:fldSimple>`, undefined],
		['of another kind', begin + instruction(' DATE \\@ "d.M.yyyy" ') + separate + shown + end, undefined],
		[
			'around another field',
			begin +
				instruction(' HYPERLINK "https://sak.no/2" ') +
				separate +
				begin +
				instruction(' PAGE ') +
				separate +
				shown +
				end +
				end,
			'https://sak.no/2'
		],
		[
			'never ended',
			begin + instruction(' HYPERLINK "https://sak.no/2" ') + separate + shown,
			'https://sak.no/2'
		]
	])('keeps its address and text: %s', async (_what, content, to) => {
		const [table] = await tablesOf(
			document(row(cell(run('1.1')), cell(content)) + row(cell(run('1.2')), cell(run('Nei'))))
		);
		expect(table?.rows[0]).toEqual(['1.1', 'Sak 1']);
		expect(table?.links?.slice(0, 1)).toEqual(to && [{ row: 0, column: 1, text: 'Sak 1', address: to }]);
	});
});
