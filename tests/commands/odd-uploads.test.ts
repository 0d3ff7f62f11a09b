import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, it } from 'vitest';
import { readPastedTables } from '../../src/lib/server/uploads/read-tables';
import { readUpload } from '../../src/lib/server/workbooks/upload';
import { officePackage, wordFile, wordTable, workbookFile } from '../support/office-package';
import { aPartnership, type Partnership } from '../support/partnership';
import { readImportPreview, toPlainCsv } from '../support/workbooks';

/* Files that few people make on purpose: each gets an answer in words, and nothing in it is lost or changed unsaid. */

const heads = ['Område', 'Tiltak', 'Frist'];
const plain = ['1', 'Felles inntak', 'våren 2027'];

async function faultOf(file: Uint8Array): Promise<string> {
	const read = await readUpload({ file });
	return read.ok ? 'none' : read.fault;
}

/** Returns the rows of the first table. */
async function rowsOf(file: Uint8Array) {
	const read = await readUpload({ file });
	return read.ok ? read.tables[0]!.rows : read.fault;
}

const zipped = (parts: Record<string, string>) =>
	Buffer.from(
		zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])))
	);

/** Sets the flag of encryption of all files in an archive. */
function encrypted(archive: Buffer): Buffer {
	for (let at = archive.indexOf('PK\x01\x02'); at >= 0; at = archive.indexOf('PK\x01\x02', at + 4))
		archive.writeUInt16LE(archive.readUInt16LE(at + 8) | 1, at + 8);
	return archive;
}

const manyColumns = Array.from({ length: 10_000 }, (_, index) => `K${index}`);

describe('a file that is not read', () => {
	it.each<[string, () => Buffer, string]>([
		[
			'of Numbers',
			() => zipped({ 'Index/Document.iwa': 'x', 'Metadata/Properties.plist': 'x' }),
			'not-a-workbook'
		],
		['of Pages', () => zipped({ 'Index/Document.iwa': 'x', 'preview.jpg': 'x' }), 'not-a-workbook'],
		[
			'of Excel in binary form (.xlsb)',
			() => officePackage('xl/workbook.bin', { 'xl/workbook.bin': 'x' }),
			'not-a-workbook'
		],
		[
			'of OpenDocument text',
			() => zipped({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': '<x/>' }),
			'open-document'
		],
		[
			'of Excel 2003 in XML',
			() =>
				Buffer.from(
					'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook><Worksheet/></Workbook>'
				),
			'not-a-workbook'
		],
		[
			'that is a web page as mail',
			() => Buffer.from('MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx'),
			'not-a-workbook'
		],
		[
			'that is a web page without tables',
			() => Buffer.from('<!DOCTYPE html><html><body><p>Logg inn</p></body></html>'),
			'not-a-workbook'
		],
		['that packs another file', () => zipped({ 'plan.xlsx': 'PK' }), 'not-a-workbook'],
		['with encrypted parts', () => encrypted(workbookFile([heads, plain])), 'unreadable'],
		[
			'of 10 000 columns in CSV',
			() => Buffer.from([manyColumns, manyColumns].map((row) => row.join(';')).join('\n')),
			'too-many-columns'
		],
		['of 10 000 columns in Excel', () => workbookFile([manyColumns]), 'too-many-columns'],
		['of 10 000 columns in Word', () => wordFile(wordTable([manyColumns])), 'too-many-columns'],
		[
			'of 10 000 columns on a web page',
			() => Buffer.from(`<table><tr><td>${manyColumns.join('<td>')}</table>`),
			'too-many-columns'
		]
	])('%s has its reason', async (_what, file, fault) => {
		expect(await faultOf(file())).toBe(fault);
	});
});

const textBox =
	'<w:r><w:drawing><wps:txbx><w:txbxContent><w:p><w:r><w:t>i boks</w:t></w:r></w:p></w:txbxContent></wps:txbx></w:drawing></w:r>';
const control = (content: string, shown: string) =>
	`<w:p><w:sdt><w:sdtPr>${shown}</w:sdtPr><w:sdtContent><w:r><w:t>${content}</w:t></w:r></w:sdtContent></w:sdt></w:p>`;

describe('a table in Word', () => {
	it.each<[string, string, string | null]>([
		[
			'tracked changes, as if they were accepted',
			'<w:p><w:ins><w:r><w:t>Ny tekst</w:t></w:r></w:ins><w:del><w:r><w:delText>Gammel</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>Flyttet bort</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t> hit</w:t></w:r></w:moveTo></w:p>',
			'Ny tekst hit'
		],
		[
			'a text box and the words around it',
			`<w:p><w:r><w:t>Før </w:t></w:r>${textBox}<w:r><w:t>etter</w:t></w:r></w:p>`,
			'i boks\nFør etter'
		],
		[
			'a text box once, which is there again for older programs',
			`<w:p><mc:AlternateContent><mc:Choice>${textBox}</mc:Choice><mc:Fallback>${textBox}</mc:Fallback></mc:AlternateContent></w:p>`,
			'i boks'
		],
		['a control that is filled in', control('I rute', ''), 'I rute'],
		['no text that asks for one', control('Velg et element.', '<w:showingPlcHdr/>'), null],
		[
			'a control after a placeholder',
			`${control('Velg et element.', '<w:showingPlcHdr/>')}${control('I rute', '<w:showingPlcHdr w:val="0"/>')}`,
			'I rute'
		],
		[
			'a table in a cell',
			wordTable([
				['a', 'b'],
				['c', '']
			]),
			'a\nb\nc'
		],
		[
			'a field’s result without its code',
			'<w:p><w:r><w:instrText>DATE</w:instrText></w:r><w:r><w:t>1.2.2027</w:t></w:r></w:p>',
			'1.2.2027'
		],
		[
			'emoji and a marked order of letters',
			'<w:p><w:r><w:t>👩‍🚒 Trygg \u202Eheim\u202C</w:t></w:r></w:p>',
			'👩‍🚒 Trygg \u202Eheim\u202C'
		]
	])('gives %s', async (_what, cell, text) => {
		expect(await rowsOf(wordFile(wordTable([heads, ['1', cell, '2027']])))).toEqual([
			heads,
			['1', text, '2027']
		]);
	});

	it('has no rows that a tracked change deletes', async () => {
		const change = '<w:trPr><w:del w:id="1" w:author="Kari"/></w:trPr>';
		const table = wordTable([heads, ['1', 'Slettet tiltak', '2027'], plain]);
		const at = table.indexOf('<w:tr>', table.indexOf('<w:tr>') + 1) + '<w:tr>'.length;
		const file = wordFile(table.slice(0, at) + change + table.slice(at));
		expect(await rowsOf(file)).toEqual([heads, plain]);
	});

	it('of facts below each other is not taken for measures', async () => {
		const facts = wordTable([
			['Tiltak', 'Felles inntak'],
			['Ansvarlig', 'FSU barn og unge'],
			['Frist', '2027']
		]);
		const { comparison } = await readImportPreview(await aPartnership(), wordFile(facts), {});
		expect(comparison).toMatchObject({ sheets: [], added: [], leftOut: [{ reason: 'no-measures' }] });
	});

	it('is read where another table sets it out on the page, with the words above it as its name', async () => {
		const inner = `<w:p><w:r><w:t>3 Skrøpelige eldre</w:t></w:r></w:p>${wordTable([heads, plain])}`;
		const read = await readUpload({ file: wordFile(wordTable([['Logo'], [inner]])) });
		expect(read).toMatchObject({ ok: true });
		expect(read.ok && read.tables[0]).toMatchObject({ name: '3 Skrøpelige eldre', rows: [heads, plain] });
		expect(read.ok && read.tables).toHaveLength(2);
	});

	it('is refused inside twenty others', async () => {
		const nested = Array.from({ length: 21 }).reduce<string>((cell) => wordTable([[cell]]), 'x');
		expect(await faultOf(wordFile(nested))).toBe('too-much-inside');
	});

	it('is read in headers and footers too', async () => {
		const file = wordFile(wordTable([heads, plain]), {
			refers: [['h', 'header', 'h.xml']],
			parts: { 'h.xml': `<w:hdr>${wordTable([['Logo', 'Side 1']])}</w:hdr>` }
		});
		const read = await readUpload({ file });
		expect(read).toMatchObject({
			ok: true,
			tables: [{ rows: [heads, plain] }, { rows: [['Logo', 'Side 1']] }]
		});
	});
});

const ofGoogle = (begin: string) =>
	`${begin}<table dir="ltr" data-sheets-root="1"><colgroup><col width="100"/></colgroup><tbody><tr><td data-sheets-value="{}">Tiltak</td><td>Frist</td></tr><tr><td>Felles inntak<br/>for alle</td><td>våren 2027</td></tr></tbody></table>`;
const rowsOfGoogle = [
	['Tiltak', 'Frist'],
	['Felles inntak\nfor alle', 'våren 2027']
];

describe('cells pasted from a program on the web', () => {
	it.each([
		['Google Sheets', ofGoogle('<meta charset="utf-8"><google-sheets-html-origin><style>td {}</style>')],
		['Google Sheets in Firefox', ofGoogle('<google-sheets-html-origin>')],
		[
			'Google Docs',
			ofGoogle(
				'<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1"><div dir="ltr">'
			)
		],
		['Google Docs in Firefox', ofGoogle('<b id="docs-internal-guid-1"><div dir="ltr">')],
		['LibreOffice', ofGoogle('<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.0//EN"><html><body>')],
		['a chat', ofGoogle('<div><p>Hei!</p>')]
	])('are read from %s', async (_program, html) => {
		expect(await readPastedTables(html)).toMatchObject({ ok: true, tables: [{ rows: rowsOfGoogle }] });
	});

	it('are text where a cell is about a tag', async () => {
		const text = 'Tiltak\tFrist\n<p> i nettsida\t2027';
		expect(await readPastedTables(text)).toMatchObject({
			tables: [
				{
					rows: [
						['Tiltak', 'Frist'],
						['<p> i nettsida', '2027']
					]
				}
			]
		});
	});
});

describe('a plan with more than its cells', () => {
	let partnership: Partnership;
	beforeAll(async () => {
		partnership = await aPartnership();
	});
	const comparisonOf = async (file: Uint8Array) =>
		(await readImportPreview(partnership, file, {})).comparison;

	const linked = [...heads, 'Lenker'];
	const address = 'https://example.no/rutine';
	const links = [{ title: 'Rutinen', address }];
	const inWord = (text: string) =>
		`<w:p><w:hyperlink r:id="l"><w:r><w:t>${text}</w:t></w:r></w:hyperlink></w:p>`;
	const refers: ['l', 'hyperlink', string][] = [['l', 'hyperlink', address]];

	it.each<[string, () => Uint8Array]>([
		[
			'Excel',
			() =>
				workbookFile([linked, [...plain, 'Rutinen']], {
					after: '<hyperlinks><hyperlink ref="D2" r:id="l"/></hyperlinks>',
					refers
				})
		],
		['Word', () => wordFile(wordTable([linked, [...plain, inWord('Rutinen')]]), { refers })],
		[
			'a web page',
			() =>
				Buffer.from(
					`<table><tr><td>${linked.join('<td>')}<tr><td>${plain.join('<td>')}<td><a href="${address}">Rutinen</a></table>`
				)
		]
	])('keeps the address behind a link of %s', async (_program, file) => {
		const { added, faults } = await comparisonOf(file());
		expect(faults).toEqual([]);
		expect(added.map(({ measure }) => measure.links)).toEqual([links]);
	});

	it('keeps several links of a cell, with the same text or addresses that begin alike', async () => {
		const all = [1, 10, 100].map((index) => `Se <a href="${address}${index}">rutinen</a> `);
		const shown = `<a href="${address}">${address}</a>`;
		const row = [...plain, all.join('<br>') + '<br>' + shown];
		const { added, faults } = await comparisonOf(
			Buffer.from(`<table><tr><td>${linked.join('<td>')}<tr><td>${row.join('<td>')}</table>`)
		);
		expect(faults).toEqual([]);
		expect(added[0]!.measure.links).toEqual([
			...[1, 10, 100].map((index) => ({ title: 'Se rutinen', address: `${address}${index}` })),
			{ title: 'example.no', address }
		]);
	});

	it('keeps as many links of a cell as a measure may have, and says which it does not', async () => {
		const all = Array.from(
			{ length: 2_000 },
			(_, index) => `<a href="${address}${index}">Rutine ${index}.</a> `
		);
		const file = `<table><tr><td>${linked.join('<td>')}<tr><td>${plain.join('<td>')}<td>${all.join('')}</table>`;
		const started = performance.now();
		const { added, leftOut, faults } = await comparisonOf(Buffer.from(file));
		expect(performance.now() - started).toBeLessThan(2_000);
		expect(faults.length > 0 || added[0]?.measure.links.length === 20).toBe(true);
		expect(leftOut.filter(({ reason }) => reason === 'address')).toHaveLength(1_980);
	});

	it.each<[string, () => Uint8Array, object]>([
		[
			'an address behind a title',
			() => wordFile(wordTable([heads, ['1', inWord('Felles inntak'), '2027']]), { refers }),
			{ row: 2, text: 'Felles inntak', reason: 'address' }
		],
		[
			'a comment of Excel',
			() =>
				workbookFile([heads, plain], {
					refers: [['c', 'comments', 'c.xml']],
					parts: {
						'c.xml':
							'<comments><authors><author>Kari</author></authors><commentList><comment ref="B2"><text><r><t>Spør </t></r><r><t>FSU</t></r></text></comment></commentList></comments>'
					}
				}),
			{ row: 2, text: 'Spør FSU', reason: 'comment' }
		],
		[
			'a thread of comments',
			() =>
				workbookFile([heads, plain], {
					refers: [
						['c', 'comments', 'c.xml'],
						['t', 'threadedComment', 't.xml']
					],
					parts: {
						'c.xml':
							'<comments><commentList><comment ref="B2"><text><t>[Threaded comment]</t></text></comment></commentList></comments>',
						't.xml':
							'<ThreadedComments><threadedComment ref="B2"><text>Er det vedtatt?</text></threadedComment></ThreadedComments>'
					}
				}),
			{ row: 2, text: 'Er det vedtatt?', reason: 'comment' }
		],
		[
			'a comment of Word',
			() =>
				wordFile(
					wordTable([
						heads,
						[
							'1',
							'<w:p><w:r><w:t>Felles inntak</w:t></w:r><w:r><w:commentReference w:id="0"/></w:r></w:p>',
							'2027'
						]
					]),
					{
						refers: [['c', 'comments', 'c.xml']],
						parts: {
							'c.xml':
								'<w:comments><w:comment w:id="0"><w:p><w:r><w:t>Stryk?</w:t></w:r></w:p></w:comment></w:comments>'
						}
					}
				),
			{ row: 2, text: 'Stryk?', reason: 'comment' }
		],
		[
			'a footnote',
			() =>
				wordFile(
					wordTable([
						heads,
						[
							'1',
							'<w:p><w:r><w:t>Felles inntak</w:t></w:r><w:r><w:footnoteReference w:id="2"/></w:r></w:p>',
							'2027'
						]
					]),
					{
						refers: [['f', 'footnotes', 'f.xml']],
						parts: {
							'f.xml':
								'<w:footnotes><w:footnote w:id="2"><w:p><w:r><w:t>Gjelder fra 2027</w:t></w:r></w:p></w:footnote></w:footnotes>'
						}
					}
				),
			{ row: 2, text: 'Gjelder fra 2027', reason: 'comment' }
		],
		[
			'a table in a header',
			() =>
				wordFile(wordTable([heads, plain]), {
					refers: [['h', 'header', 'h.xml']],
					parts: { 'h.xml': `<w:hdr>${wordTable([['Fylket', 'Side 1']])}</w:hdr>` }
				}),
			{ text: 'Fylket', reason: 'no-measures' }
		]
	])('says that it does not read %s', async (_what, file, left) => {
		const { added, leftOut } = await comparisonOf(file());
		expect(added).toMatchObject([{ measure: { title: { nb: 'Felles inntak' } } }]);
		expect(leftOut).toMatchObject([left]);
	});

	it.each<[string, string[], object]>([
		['a serial number as a date', ['1', 'Felles inntak', '<c><v>46387</v></c>'], { column: 'deadline' }],
		[
			'an error of a formula',
			['1', 'Felles inntak', '<c t="e"><f>1/0</f><v>#REF!</v></c>'],
			{ column: 'deadline' }
		],
		['a formula without its value', ['1', '<c><f>A1</f></c>', '2027'], { column: 'title.nb' }],
		['a date before 2000', ['1', 'Felles inntak', '31.12.1999'], { column: 'deadline' }],
		['a day that does not exist', ['1', 'Felles inntak', '30.2.2027'], { column: 'deadline' }],
		['a title of 100 000 letters', ['1', 'x'.repeat(100_000), '2027'], { column: 'title.nb' }]
	])('names the cell of %s', async (_what, row, fault) => {
		const { faults } = await comparisonOf(workbookFile([heads, row]));
		expect(faults[0]).toMatchObject({ sheet: 'Plan', row: 2, ...fault });
	});

	it.each<[string, string[][], object]>([
		[
			'heads with a break, a colon, a star and odd spaces',
			[['Om\u00ADråde:', ' TILTAK *', 'Tids-\nramme'], plain],
			{}
		],
		['hidden rows', [heads, plain], {}],
		[
			'letters of another direction around the cells',
			[heads, ['\u200F1\u200F', '\u202BFelles inntak\u202C', 'våren\u00A02027\u200E']],
			{}
		],
		['numbers as text', [heads, [' 1 ', 'Felles inntak ', ' Våren 2027']], { deadlineWords: 'Våren 2027' }]
	])('reads %s', async (_what, rows, measure) => {
		const { added, faults } = await comparisonOf(workbookFile(rows, { after: '<autoFilter ref="A1:C2"/>' }));
		expect(faults).toEqual([]);
		expect(added.map((one) => one.measure)).toMatchObject([
			{ area: 1, title: { nb: 'Felles inntak' }, deadline: '2027-05-31', ...measure }
		]);
	});

	it('says that it does not read cells beside the last heading', async () => {
		const file = toPlainCsv(heads, [...plain, '', 'haster'], ['2', 'Felles utskriving', '2028']);
		const { added, leftOut } = await comparisonOf(file);
		expect(added).toHaveLength(2);
		expect(leftOut).toMatchObject([{ text: 'E', reason: 'column' }]);
	});

	it('asks which column is the title where no heading says it, and reads the answer', async () => {
		const file = toPlainCsv(
			['Satsing', 'Arbeidspakke', 'Ansvarlig', 'Frist'],
			['1', 'Felles inntak', 'FSU 1', '2027'],
			['2', 'Felles utskriving', 'FSU 2', '2028']
		);
		const asked = await comparisonOf(file);
		expect(asked).toMatchObject({ added: [], faults: [] });
		expect(asked.recognitions.map(({ text, value }) => [text, value])).toEqual([
			['Satsing', null],
			['Arbeidspakke', null],
			['Ansvarlig', 'body'],
			['Frist', 'deadline']
		]);
		const [area, title] = asked.recognitions.map(({ key }) => key);
		const answers = new Map([
			[area!, 'area'],
			[title!, 'title.nb']
		]);
		const { added, faults } = (await readImportPreview(partnership, file, { answers })).comparison;
		expect(faults).toEqual([]);
		expect(added.map(({ measure }) => [measure.area, measure.title.nb, measure.deadline])).toEqual([
			[1, 'Felles inntak', '2027-12-31'],
			[2, 'Felles utskriving', '2028-12-31']
		]);
		const none = new Map([area!, title!].map((key) => [key, 'skip']));
		const refused = (await readImportPreview(partnership, file, { answers: none })).comparison;
		expect(refused).toMatchObject({ sheets: [], added: [] });
	});

	it('reads a title of emoji, and the sum below the plan as what it is', async () => {
		const file = toPlainCsv(heads, ['1', '👩‍🚒 Trygg heim 🏠', '2027'], ['', 'Sum: 1 tiltak', '']);
		const { added, leftOut } = await comparisonOf(file);
		expect(added.map(({ measure }) => measure.title.nb)).toEqual(['👩‍🚒 Trygg heim 🏠']);
		expect(leftOut).toMatchObject([{ row: 3, text: 'Sum: 1 tiltak', reason: 'footnote' }]);
	});
});
