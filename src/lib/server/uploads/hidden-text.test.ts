import { describe, expect, it } from 'vitest';
import { wordFile, wordTable } from '../../../../tests/support/office-package';
import { readPastedTables, readTables } from './read-tables';

const run = (text: string, properties = '') =>
	`<w:r>${properties && `<w:rPr>${properties}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const paragraph = (content: string, properties = '') =>
	`<w:p>${properties && `<w:pPr>${properties}</w:pPr>`}${content}</w:p>`;

const styles = `<w:styles>
	<w:style w:styleId="Skjult"><w:rPr><w:vanish/></w:rPr></w:style>
	<w:style w:styleId="Under"><w:basedOn w:val="Skjult"/></w:style>
	<w:style w:styleId="Vist"><w:basedOn w:val="Skjult"/><w:rPr><w:vanish w:val="0"/></w:rPr></w:style>
	<w:style w:styleId="Ring"><w:basedOn w:val="Ring"/></w:style>
	<w:style w:styleId="Nr"><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
</w:styles>`;

const level = (at: number, format: string, text: string, start = 1) =>
	`<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const numbering = `<w:numbering>
	<w:abstractNum w:abstractNumId="7">${level(0, 'decimal', '%1.')}${level(1, 'decimal', '%1.%2')}${level(2, 'lowerLetter', '%3)')}</w:abstractNum>
	<w:abstractNum w:abstractNumId="8">${level(0, 'bullet', '·')}</w:abstractNum>
	<w:abstractNum w:abstractNumId="9">${level(0, 'upperRoman', '%1', 4)}</w:abstractNum>
	<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
	<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num><w:num w:numId="4"><w:abstractNumId w:val="7"/></w:num>
	<w:num w:numId="5"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="3"/></w:lvlOverride></w:num>
</w:numbering>`;

async function read(body: string) {
	const read = await readTables(
		wordFile(body, {
			refers: [
				['st', 'styles', 'styles.xml'],
				['nu', 'numbering', 'numbering.xml'],
				['no', 'footnotes', 'notes.xml']
			],
			parts: {
				'styles.xml': styles,
				'numbering.xml': numbering,
				'notes.xml': `<w:footnotes><w:footnote w:id="1">${paragraph(run('Se vedtaket'))}</w:footnote></w:footnotes>`
			}
		})
	);
	if (!read.ok) throw new Error(read.fault);
	return read.tables;
}

/** The second row's second cell, and what is hidden in the table. */
async function readCell(cell: string) {
	const [table] = await read(
		wordTable([
			['Kode', 'Tiltak'],
			['1.1', cell]
		])
	);
	return { text: table?.rows[1]?.[1], hidden: table?.hidden?.texts };
}

describe('hidden text of Word', () => {
	it.each<[string, string, string[] | undefined]>([
		['no', paragraph(run('Synlig')), undefined],
		['a run', paragraph(run('Synlig ') + run('skjult', '<w:vanish/>')), ['skjult']],
		['a run that says so', paragraph(run('skjult', '<w:vanish w:val="true"/>')), ['skjult']],
		['pieces of one text', paragraph(run('skj', '<w:vanish/>') + run('ult', '<w:vanish/>')), ['skjult']],
		[
			'two texts',
			paragraph(run('en', '<w:vanish/>') + run(' vist ') + run('to', '<w:vanish/>')),
			['en', 'to']
		],
		['no run that is shown', paragraph(run('vist', '<w:vanish w:val="0"/>')), undefined],
		["no run by its paragraph's mark", paragraph(run('vist'), '<w:rPr><w:vanish/></w:rPr>'), undefined],
		['the style of a run', paragraph(run('skjult', '<w:rStyle w:val="Skjult"/>')), ['skjult']],
		['the style of a paragraph', paragraph(run('skjult'), '<w:pStyle w:val="Under"/>'), ['skjult']],
		['no style that shows', paragraph(run('vist'), '<w:pStyle w:val="Vist"/>'), undefined],
		['no style in a ring', paragraph(run('vist'), '<w:pStyle w:val="Ring"/>'), undefined],
		[
			'no run that was hidden before a change',
			paragraph(run('vist', '<w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange>')),
			undefined
		],
		[
			'a text box',
			paragraph(
				`<w:r><w:pict><w:txbxContent>${paragraph(run('i boks', '<w:vanish/>'))}</w:txbxContent></w:pict></w:r>`
			),
			['i boks']
		]
	])('is read and told: %s', async (_what, cell, hidden) => {
		const found = await readCell(cell);
		expect(found.hidden).toEqual(hidden);
		for (const text of hidden ?? []) expect(found.text).toContain(text);
	});

	it('is told of rows, and of tables within the cell', async () => {
		const inner = wordTable([['indre', paragraph(run('dypt', '<w:vanish/>'))]]);
		const rows = wordTable([['Kode'], ['1.1'], [inner]]);
		const hiddenRow = await read(
			rows.replace('<w:tr><w:tc><w:p><w:r><w:t>1.1', (row) =>
				row.replace('<w:tr>', '$&<w:trPr><w:hidden/></w:trPr>')
			)
		);
		const table = hiddenRow.at(-1);
		expect(table?.rows[1]).toEqual(['1.1']);
		expect(table?.hidden).toEqual({ sheet: false, rows: 1, columns: [], texts: ['dypt'] });
	});

	it('is told in part when there is much of it', async () => {
		const runs = Array.from({ length: 60 }, (_, index) => run('vist') + run(`nr ${index}`, '<w:vanish/>'));
		const { hidden } = await readCell(paragraph(runs.join('')));
		expect(hidden).toHaveLength(21);
		expect(hidden?.at(-1)).toBe('…');
		const { hidden: long } = await readCell(paragraph(run('x'.repeat(5000), '<w:vanish/>')));
		expect(long?.[0]).toHaveLength(80);
	});
});

describe('text that Word makes', () => {
	const numbered = (list: number, at: number, text = '') =>
		paragraph(text && run(text), `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${list}"/></w:numPr>`);

	it('numbers the paragraphs of lists, through the tables', async () => {
		const cells = [
			[numbered(1, 0, 'Barn og unge'), '1. Barn og unge'],
			[numbered(1, 1), '1.1'],
			[numbered(1, 1, 'Felles mottak'), '1.2 Felles mottak'],
			[numbered(1, 2, 'Delmål'), 'a) Delmål'],
			[numbered(4, 0), '2.'],
			[paragraph(run('Etter stil'), '<w:pStyle w:val="Nr"/>'), '2.1 Etter stil'],
			[numbered(5, 0), '3.'],
			[numbered(2, 0, 'Kulepunkt'), 'Kulepunkt'],
			[numbered(3, 0), 'IV'],
			[numbered(3, 0), 'V'],
			[numbered(0, 0, 'Uten'), 'Uten'],
			[numbered(99, 0, 'Ukjent'), 'Ukjent']
		] as const;
		const [table] = await read(wordTable(cells.map(([cell]) => [cell])));
		expect(table?.rows.map(([cell]) => cell)).toEqual(cells.map(([, text]) => text));
	});

	it.each([
		[
			'a choice',
			'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/><w:listEntry w:val="I rute"/><w:listEntry w:val="Forsinket"/></w:ddList></w:ffData></w:fldChar></w:r>',
			'Forsinket'
		],
		[
			'a choice left as it was',
			'<w:r><w:ffData><w:ddList><w:listEntry w:val="I rute"/></w:ddList></w:ffData></w:r>',
			'I rute'
		],
		[
			'a ticked box',
			'<w:r><w:ffData><w:checkBox><w:default w:val="0"/><w:checked/></w:checkBox></w:ffData></w:r>',
			'☒'
		],
		['an open box', '<w:r><w:ffData><w:checkBox><w:default w:val="0"/></w:checkBox></w:ffData></w:r>', '☐'],
		['a sign', '<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', '✓'],
		['an unknown sign', '<w:r><w:sym w:font="Webdings" w:char="F021"/></w:r>', '•']
	])('is read: %s', async (_what, content, text) => {
		expect((await readCell(paragraph(content))).text).toBe(text);
	});

	it('is not read as it was before a tracked change of the cell', async () => {
		const cell = `<w:tcPr><w:tcPrChange><w:tcPr><w:gridSpan w:val="4"/><w:vMerge/></w:tcPr></w:tcPrChange></w:tcPr>${paragraph(run('A'))}`;
		const [table] = await read(wordTable([[cell, 'B']]));
		expect(table?.rows).toEqual([['A', 'B']]);
	});
});

describe('text around the tables', () => {
	const table = wordTable([['Tiltak'], ['Felles mottak']]);

	it.each<[string, string, object | undefined]>([
		['none', table, undefined],
		['the heading', paragraph(run('1 Barn'), '<w:outlineLvl w:val="0"/>') + table, undefined],
		[
			'paragraphs',
			paragraph(run('Innledning  til planen')) + table + paragraph(run('Slutt')),
			{ paragraphs: 2, first: 'Innledning til planen' }
		],
		[
			'a text box and a footnote',
			table +
				paragraph(
					`<w:r><w:pict><w:txbxContent>${paragraph(run('I boks'))}</w:txbxContent></w:pict></w:r><w:r><w:footnoteReference w:id="1"/></w:r>`
				),
			{ paragraphs: 2, first: 'I boks' }
		],
		['another document', `<w:altChunk r:id="x"/>${table}`, { paragraphs: 1, first: '' }]
	])('is told of a document: %s', async (_what, body, around) => {
		expect((await read(body))[0]?.around).toEqual(around);
	});

	it.each<[string, string, object | undefined]>([
		['none', '<table><tr><td>A</table>', undefined],
		['the heading', '<h2>1 Barn</h2><table><tr><td>A</table>', undefined],
		['a page', '<p>Innledning</p><table><tr><td>A</table>Slutt', { paragraphs: 2, first: 'Innledning' }]
	])('is told of a page: %s', async (_what, html, around) => {
		const pasted = await readPastedTables(`<html><body>${html}</body></html>`);
		expect(pasted.ok && pasted.tables[0]?.around).toEqual(around);
	});
});

describe('what pasted cells hide', () => {
	it.each<[string, string, object | undefined]>([
		['nothing', '<tr><td>A<td>B', undefined],
		['a row', '<tr style="height:0;display: none"><td>A<td>B', { rows: 1, columns: [] }],
		['an empty row', '<tr><td>A<tr style="display:none"><td>', undefined],
		[
			'a column',
			'<col span=1><col style="mso-width-source:userset;display:none"><tr><td>A<td>B',
			{ rows: 0, columns: [1] }
		],
		[
			'a text of Word',
			'<tr><td>A<td>B <span style="mso-hide:all;display:none">skjult</span> C',
			{ rows: 0, columns: [], texts: ['skjult'] }
		],
		['an attribute', '<tr><td>A<td><p hidden>B<br>C</p>D', { rows: 0, columns: [], texts: ['B', 'C'] }]
	])('is read and told: %s', async (_what, rows, hidden) => {
		const pasted = await readPastedTables(`<table>${rows}</table>`);
		expect(pasted.ok && pasted.tables[0]?.hidden).toEqual(hidden && { sheet: false, ...hidden });
	});
});
