import { readFileSync } from 'node:fs';
import writeWorkbook from 'write-excel-file/node';
import { beforeAll, describe, expect, it } from 'vitest';
import { findStatus } from '../../src/lib/domain/workbook/status-words';
import type { LeftOut } from '../../src/lib/domain/workbook/import-table';
import { parsePlanFile } from '../../src/lib/server/plan-file/parse';
import { readPastedTables, readTables } from '../../src/lib/server/uploads/read-tables';
import { compareTables, loadComparedPlan } from '../../src/lib/server/workbooks/comparison';
import { wordFile, wordTable, workbookFile } from '../support/office-package';
import { aPartnership } from '../support/partnership';

/*
 * The same plan in the ways that people and programs write it: separators, encodings, heads, codes, sums, and the
 * clipboards of several programs.
 */

let compared: Awaited<ReturnType<typeof loadComparedPlan>>;

beforeAll(async () => {
	const read = parsePlanFile(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8'));
	if (!read.ok) throw new Error('The seed is not a valid plan file.');
	const partnership = await aPartnership(read.file);
	const { db, now } = partnership.as('ssuLeader');
	compared = await loadComparedPlan(db.read, await partnership.plan(), now);
});

async function compare(input: string | Buffer) {
	const read = typeof input === 'string' ? await readPastedTables(input) : await readTables(input);
	if (!read.ok) throw new Error(read.fault);
	return compareTables(compared, read.tables, {});
}

const cells = (...rows: string[][]) => rows.map((row) => row.join('\t')).join('\n');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** The new measures of most variants. */
const both = [
	{ code: '1.8', title: { nb: 'Felles mottak på øya' }, body: 'fsu-1', deadline: '2027-12-31' },
	{ code: '1.9', title: { nb: 'Felles, trygg slutt' }, body: 'fsu-1', deadline: '2027-06-30' }
];

const lines = (separator: string) => {
	const quote = (text: string) => (text.includes(separator) ? `"${text}"` : text);
	return [
		['Nr', 'Tiltak', 'Ansvar', 'Frist'],
		['1.8', 'Felles mottak på øya', 'FSU 1', '31.12.2027'],
		['1.9', 'Felles, trygg slutt', 'FSU 1', '2027-06-30']
	]
		.map((row) => row.map(quote).join(separator))
		.join('\r\n');
};
const macRoman = (text: string) =>
	Buffer.from([...text].map((one) => ({ å: 0x8c, ø: 0xbf })[one] ?? one.charCodeAt(0)));

describe('a file with the same measures', () => {
	it.each<[string, string | Buffer]>([
		['commas', Buffer.from(lines(','))],
		['semicolons', Buffer.from(lines(';'))],
		['tabs', Buffer.from(lines('\t'))],
		['bars', Buffer.from(lines('|'))],
		['sep=', Buffer.from(`sep=;\r\n${lines(';')}`)],
		['UTF-8 with a mark', Buffer.from(`\uFEFF${lines(';')}`)],
		['UTF-16', Buffer.from(`\uFEFF${lines('\t')}`, 'utf16le')],
		['UTF-16 without a mark', Buffer.from(lines('\t'), 'utf16le')],
		['Windows-1252', latin1(lines(';'))],
		['Mac Roman', macRoman(lines(';').replaceAll('\r\n', '\r'))],
		['empty rows and columns', `\n\n${lines('\t').replaceAll(/^/gm, '\t\t')}\n\n`],
		['a title and a date above', `Handlingsplan 2027\nOppdatert 1.2.2027\n\n${lines('\t')}`],
		[
			'title before code',
			cells(
				['Tiltak', 'Nr', 'Ansvar', 'Frist'],
				[both[0]!.title.nb, '1.8', 'FSU 1', '31.12.27'],
				[both[1]!.title.nb, '1.9', 'FSU 1', '30/6-27']
			)
		],
		[
			'codes in the titles',
			cells(
				['Tiltak', 'Ansvar', 'Frist'],
				[`1.8. ${both[0]!.title.nb}`, 'FSU 1', 'utgangen av 2027'],
				[`1.9 – ${both[1]!.title.nb}`, 'FSU 1', 'juni 2027']
			)
		],
		[
			'what, who and when',
			cells(
				['Nr', 'Hva', 'Hvem', 'Når'],
				['1.8', both[0]!.title.nb, 'FSU 1', '2027'],
				['1.9', both[1]!.title.nb, 'FSU 1', 'H1 2027']
			)
		],
		[
			'long heads',
			cells(
				[
					'Tiltaksnummer',
					'Tiltak (hva skal gjøres)',
					'Ansvarlig for oppfølging',
					'Tidsfrist for gjennomføring'
				],
				['1.8', both[0]!.title.nb, 'FSU 1', '31.12.2027'],
				['1.9', both[1]!.title.nb, 'FSU 1', '30.06.2027']
			)
		],
		['rows of sums', `${lines('\t')}\nSum\t\t\t2\n\tTotalt\t\t100 000\nSum for 2027:\t\t\t1`],
		[
			'a theme with a number',
			cells(
				['Nr', 'Tiltak', 'Ansvar', 'Frist'],
				['1', 'Barn og unge', '', ''],
				['1.8', both[0]!.title.nb, 'FSU 1', '31.12.2027'],
				['1.9', both[1]!.title.nb, 'FSU 1', '30.06.2027']
			)
		]
	])('is read in whole: %s', async (_what, input) => {
		const { comparison } = await compare(input);
		expect(comparison).toMatchObject({ faults: [], questions: [], changed: [] });
		expect(comparison.recognitions.filter(({ certainty }) => certainty === 'unknown')).toEqual([]);
		expect(comparison.added.map(({ measure }) => measure)).toMatchObject(both);
	});

	it('has nynorsk heads, and owners that take part', async () => {
		const { comparison, statuses } = await compare(
			cells(
				['Tiltaksnr.', 'Kva', 'Ansvarleg', 'Medverkande', 'Når tid', 'Status', 'Merknad'],
				[
					'1.8',
					'Felles mottak',
					'FSU 1/kommunane',
					'Sykehuset Telemark',
					'hausten 2027',
					'Under arbeid, men noko forseinka',
					'Hugs'
				]
			)
		);
		expect(comparison).toMatchObject({ faults: [], questions: [] });
		const { measure } = comparison.added[0]!;
		expect(measure).toMatchObject({ body: 'fsu-1', deadline: '2027-11-30', note: { nb: 'Hugs' } });
		expect(measure.partners).toHaveLength(18);
		expect(statuses).toMatchObject([{ code: '1.8', status: 'slightly-delayed' }]);
	});

	it('tells of sums that are not read, and keeps titles that begin like one', async () => {
		const { comparison } = await compare(
			cells(
				['Nr', 'Tiltak', 'Kostnad'],
				['1.8', 'Total gjennomgang av rutiner', '100'],
				['1.9', 'Samlet plan for barn', '50'],
				['', 'Sum', '150'],
				['', 'Totalt for 2027', '150']
			)
		);
		expect(comparison.faults).toEqual([]);
		expect(comparison.added).toHaveLength(2);
		const sums = comparison.leftOut.filter(({ reason }: LeftOut) => reason === 'sum');
		expect(sums.map(({ row, text }) => [row, text])).toEqual([
			[4, 'Sum · 150'],
			[5, 'Totalt for 2027 · 150']
		]);
	});
});

describe('a code', () => {
	it.each([
		'1.8',
		'1,8',
		'1.8.',
		'1-8',
		'1. 8',
		'1 .8',
		'1.8)',
		'T1.8',
		't 1.8',
		'Tiltak 1.8',
		'Nr. 1.8',
		'Nr 1,8:'
	])('is read as people write it: %s', async (code) => {
		const { comparison } = await compare(cells(['Nr', 'Tiltak'], [code, 'A'], ['1.9', 'B']));
		expect(comparison.faults).toEqual([]);
		expect(comparison.added[0]?.measure.code).toBe('1.8');
	});
});

describe('a status in words or pictures', () => {
	it.each<[string, string | null, boolean?]>([
		['🟢', 'on-track', true],
		['🟢 I rute', 'on-track'],
		['🟡', 'slightly-delayed', true],
		['🔴 ', 'delayed', true],
		['🔴 Ukjent', 'delayed'],
		['✅', 'done', true],
		['✔️', 'done', true],
		['⏸️', 'on-hold', true],
		['⚪', 'not-started', true],
		['Grønt', 'on-track', true],
		['Oransje', 'slightly-delayed', true],
		['Ferdigstilt', 'done', true],
		['Ferdigstilt 2025', 'done', false],
		['Fullført 1.2.2025', 'done', false],
		['Ikkje starta opp', 'not-started', true],
		['Under planlegging', 'not-started', true],
		['Pågår – forsinket', 'delayed', false],
		['Igangsatt, men noe forsinket', 'slightly-delayed', false],
		['I gang, ikke forsinket', 'on-track', false],
		['Sett i verk', 'on-track', true],
		['🐟', null],
		['x', null]
	])('is understood: %s', (text, status, sure) => {
		const found = findStatus(text);
		expect(found?.status ?? null).toBe(status);
		if (sure !== undefined) expect(found?.sure).toBe(sure);
	});
});

const ofSheets = `<google-sheets-html-origin><style type="text/css"><!--td {border: 1px solid #ccc;}br {mso-data-placement:same-cell;}--></style><table xmlns="http://www.w3.org/1999/xhtml" cellspacing="0" data-sheets-root="1" data-sheets-baot="1"><colgroup><col width="100"/><col width="100"/></colgroup><tbody><tr style="height:21px;"><td style="overflow:hidden" data-sheets-value="{&quot;1&quot;:2,&quot;2&quot;:&quot;Nr&quot;}">Nr</td><td>Tiltak</td><td>Frist</td></tr><tr><td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:1.1}" data-sheets-numberformat="{&quot;1&quot;:2,&quot;2&quot;:&quot;0.00&quot;}">1.10</td><td>Felles<br/>mottak</td><td data-sheets-value="{&quot;1&quot;:3,&quot;3&quot;:46752}">31.12.2027</td></tr></tbody></table></google-sheets-html-origin>`;
const ofWordOnline = `<html><body><div class="OutlineElement Ltr"><h1>1 Barn og unge</h1><div class="TableContainer"><table class="Table TableGrid" data-tablestyle="MsoTableGrid"><tbody><tr role="row"><td role="rowheader"><div class="TableHoverRowHandle"></div><div class="TableCellContent"><div class="OutlineElement"><p class="Paragraph" xml:lang="NB-NO"><span class="TextRun" data-contrast="auto"><span class="NormalTextRun">Tiltak</span></span><span class="EOP">&nbsp;</span></p></div></div></td><td><p><span>Frist</span><span class="EOP">&nbsp;</span></p></td></tr><tr><td><p><span>Felles </span><span>mottak</span><span class="EOP">&nbsp;</span></p></td><td><p><span>31.12.2027</span></p></td></tr></tbody></table></div></div></body></html>`;
const ofOutlook = `<html xmlns:o="x"><body lang=NO><p class=MsoNormal>Hei, her er planen:<o:p></o:p></p><table class=MsoNormalTable border=0><tr style='height:15.0pt'><td nowrap><p class=MsoNormal><b><span style='color:black'>Område<o:p></o:p></span></b></p></td><td><p class=MsoNormal><b>Tiltak<o:p></o:p></b></p></td><td><p>Frist</p></td></tr><tr><td rowspan=2><p class=MsoNormal>Barn og unge<o:p></o:p></p></td><td><p class=MsoNormal>Felles mottak<o:p></o:p></p></td><td>31.12.2027</td></tr></table><p>Hilsen Kari</p></body></html>`;
const ofNumbers = `<html><body><table cellspacing="0" style="border-collapse: collapse"><tbody><tr><td valign="top"><p style="margin: 0.0px; font: 10.0px 'Helvetica Neue'"><b>Nr</b></p></td><td><p><b>Tiltak</b></p></td><td><p><b>Frist</b></p></td></tr><tr><td><p>1.10</p></td><td><p>Felles<span class="Apple-converted-space">&nbsp;</span>mottak</p></td><td><p>31.12.2027</p></td></tr></tbody></table></body></html>`;

describe('measures from another program', () => {
	const table = [
		['Nr', 'Tiltak', 'Frist'],
		['1.10', 'Felles mottak', '31.12.2027']
	];
	it.each<[string, string | Buffer]>([
		['Google Sheets', ofSheets],
		['Word Online', ofWordOnline],
		['Outlook', ofOutlook],
		['Apple Numbers', ofNumbers],
		['a workbook of Numbers, with the table’s name above', workbookFile([['Tabell 1'], ...table])],
		[
			'a Word table that begins with its theme',
			wordFile(
				wordTable([
					['1 Barn og unge', '', ''],
					['Tiltak', 'Ansvar', 'Frist'],
					['Felles mottak', '', '31.12.2027']
				])
			)
		],
		[
			'heads in two rows',
			'<table><tr><td rowspan=2>Område<td rowspan=2>Tiltak<td colspan=2>Tid<tr><td>Start<td>Slutt<tr><td>Barn og unge<td>Felles mottak<td>01.01.2026<td>31.12.2027</table>'
		]
	])('are read: %s', async (_program, input) => {
		const { comparison } = await compare(input);
		expect(comparison).toMatchObject({ faults: [], questions: [] });
		expect(comparison.recognitions.filter(({ certainty }) => certainty === 'unknown')).toEqual([]);
		const [first] = comparison.added;
		expect(comparison.added).toHaveLength(1);
		expect(first?.measure).toMatchObject({ area: 1, deadline: '2027-12-31' });
		expect(first?.measure.title.nb?.replace('\n', ' ')).toBe('Felles mottak');
	});
});

it('reads a colour as the status of a measure that has no other', async () => {
	const workbook = await writeWorkbook([
		['Nr', 'Tiltak', 'Status'],
		['1.8', 'Felles mottak på øya', { backgroundColor: '#00B050' }],
		['1.9', 'Felles, trygg slutt', { value: 'På vent', backgroundColor: '#FF0000' }],
		['1.10', 'Gult tiltak', { backgroundColor: '#FFC000' }],
		['1.11', 'Rødt tiltak', { backgroundColor: '#FF0000' }],
		[{ backgroundColor: '#FFC000' }, null, { backgroundColor: '#FFC000' }]
	]).toBuffer();
	const { comparison, statuses } = await compare(workbook);
	expect(comparison.added).toHaveLength(4);
	const [read] = comparison.recognitions.filter(({ text }) => text === '🟢 grønn farge');
	expect(read).toMatchObject({ value: 'on-track', certainty: 'suggested' });
	expect(statuses.map(({ status, words }) => [status, words])).toEqual([
		['on-track', '🟢 grønn farge'],
		['on-hold', 'På vent'],
		['slightly-delayed', '🟡 gul farge'],
		['delayed', '🔴 rød farge']
	]);
});
