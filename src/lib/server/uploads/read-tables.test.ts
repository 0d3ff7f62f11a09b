import { describe, expect, it } from 'vitest';
import { readPastedTables, readTables } from './read-tables';

/** Excel's clipboard: a fragment in a whole page, merged cells, and line breaks as `<br>`. */
const ofExcel = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>td{mso-number-format:General}</style></head>
<body><!--StartFragment--><table border=0><col width=64><tr height=20><td class=xl65>Område</td><td>Tiltak</td><td>Ansvar</td></tr>
<tr><td rowspan=2>Barn &amp; unge</td><td>Felles inntak</td><td>FSU 1<br style='mso-data-placement:same-cell'>
  Kommunene</td></tr><tr><td>Hospitering&nbsp;1,5&nbsp;dag</td><td></td></tr></table><!--EndFragment--></body></html>`;
const rowsOfExcel = [
	['Område', 'Tiltak', 'Ansvar'],
	['Barn & unge', 'Felles inntak', 'FSU 1\nKommunene'],
	['Barn & unge', 'Hospitering 1,5 dag', null]
];

/** Word's: paragraphs in cells, its own tags, and the heading above the table. */
const ofWord = `<html><body><h2><span lang=NO>2 Psykisk helse</span></h2><table class=MsoTableGrid><tbody><tr>
<td><p class=MsoNormal><b>Tiltak</b></p></td><td><p class=MsoNormal>Frist<o:p></o:p></p></td></tr>
<tr><td><p class=MsoNormal>Kriseplan</p><p class=MsoNormal>ved utskriving</p></td><td><p>våren 2027</p></td></tr></tbody></table></body></html>`;

/** A web page's: heads over two columns, a script, and a table within a cell. */
const ofPage = `<table><caption>Tiltak i 2027</caption><script>alert(1)</script><tr><th colspan=2>Tiltak</th><th>Når</th></tr>
<tr><td>A<td>Heime<table><tr><td>i<td>j</table><td>2027</table>`;

describe('pasted cells', () => {
	it.each([
		['Excel', ofExcel, '', rowsOfExcel],
		[
			'Word',
			ofWord,
			'2 Psykisk helse',
			[
				['Tiltak', 'Frist'],
				['Kriseplan\nved utskriving', 'våren 2027']
			]
		],
		[
			'a web page',
			ofPage,
			'Tiltak i 2027',
			[
				['Tiltak', null, 'Når'],
				['A', 'Heime i j', '2027']
			]
		]
	])('are read as %s copies them', async (_program, html, name, rows) => {
		expect(await readPastedTables(html)).toMatchObject({ ok: true, tables: [{ name, rows }] });
	});

	it.each([
		['·', 'Kriseplan'],
		['o', 'Kriseplan'],
		['§', 'Kriseplan'],
		['2.1', '2.1 Kriseplan'],
		['b)', 'b) Kriseplan']
	])('lose the bullets of Word’s lists and keep their numbers: %s', async (mark, title) => {
		const item = `<p style='mso-list:l0 level1 lfo1'><span><span style='mso-list:Ignore'>${mark}<span>&nbsp; </span></span></span>Kriseplan</p>`;
		const html = `<table><tr><td>Tiltak<td>Ansvar<tr><td>${item}<td>FSU 1</table>`;
		const read = await readPastedTables(html);
		expect(read.ok && read.tables[0]!.rows[1]).toEqual([title, 'FSU 1']);
	});

	it('are read as plain text with tabs, and quotes around line breaks', async () => {
		const text = 'Tiltak\tAnsvar\r\nFelles inntak\t"FSU 1\nKommunene; alle"\r\n"Trygg hjem" – rutine\tSSU';
		expect(await readPastedTables(text)).toEqual({
			ok: true,
			tables: [
				{
					name: '',
					rows: [
						['Tiltak', 'Ansvar'],
						['Felles inntak', 'FSU 1\nKommunene; alle'],
						['"Trygg hjem" – rutine', 'SSU']
					]
				}
			]
		});
	});

	it('are the same as in a file saved as a web page', async () => {
		expect(await readTables(Buffer.from(ofExcel))).toEqual(await readPastedTables(ofExcel));
	});
});
