import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../review/review';
import type { WorksheetCell, Worksheet } from './worksheet';
import {
	compareWorkbook,
	comparisonFingerprint,
	hasOpenQuestions,
	type ImportOptions
} from './workbook-comparison';
import { createCellChoices } from './workbook-choices';
import type { WorkbookMeasure, WorkbookPlan } from './workbook-row';

const both = (text: string) => ({ nb: text, nn: text });

const plan: WorkbookPlan = {
	writtenForm: 'nb',
	today: '2026-11-29',
	areas: createCellChoices(
		[
			{ key: '1', names: [{ nb: 'Barn og unge' }] },
			{ key: '2', names: [{ nb: 'Eldre' }, { nb: 'Skrøpelige' }] },
			{ key: '9', names: [{ nb: 'Nedlagt' }], ended: true }
		],
		true
	),
	bodies: createCellChoices([
		{ key: 'ssu', names: [{ nb: 'Strategisk utvalg', nn: 'Strategisk utval' }] },
		{ key: 'fsu-1', names: [both('Tvilling')] },
		{ key: 'fsu-2', names: [both('Tvilling')] }
	]),
	values: createCellChoices([
		{ key: 'engasjert', names: [both('Engasjert')] },
		{ key: 'ambisios', names: [both('Ambisiøs')] }
	]),
	challenges: createCellChoices(
		[
			{ key: 'U1', names: [both('Demografi')] },
			{ key: 'U2', names: [both('Krav, forventninger')] }
		],
		true
	),
	opportunities: createCellChoices([{ key: 'M1', names: [both('Mestring')] }], true),
	partners: createCellChoices([
		{ key: '4003', names: [{ nb: 'Skien' }] },
		{ key: 'STHF', names: [{ nb: 'Sykehuset' }] }
	])
};

const standing: WorkbookMeasure = {
	code: '1.1',
	title: { nb: 'Heime', nn: 'Heime' },
	summary: null,
	targetGroup: null,
	expectedEffect: null,
	note: null,
	area: 1,
	furtherAreas: [],
	origin: 'intention',
	lifecycle: 'adopted',
	body: 'ssu',
	contact: 'Kari',
	startsOn: '2026-01-01',
	deadline: '2027-05-31',
	deadlineWords: 'våren 2027',
	values: ['engasjert'],
	challenges: [],
	opportunities: [],
	partners: [],
	introducedAtHome: false,
	weight: 1,
	source: null,
	links: [],
	milestones: [
		{ title: both('Ein'), due: '2026-06-01', doneOn: null },
		{ title: both('To'), due: '2026-12-01', doneOn: null }
	]
};

/** Compares a worksheet with the given headers and rows to a plan with one measure. */
function beside(heads: string[], ...rows: WorksheetCell[][]) {
	return compare([{ name: 'Ark1', rows: [heads, ...rows] }]);
}

function compare(sheets: Worksheet[], options: ImportOptions = { emptying: true }) {
	return compareWorkbook(sheets, [standing], plan, options);
}

/** Returns the values and errors one cell gives a new or existing measure. */
function after(head: string, cell: WorksheetCell, code = '1.1') {
	const { added, changed, faults } = beside(
		['Kode', 'Tittel', head],
		[code, code === '1.1' ? 'Heime' : 'Ny', cell]
	);
	return {
		...(added[0]?.measure ?? {}),
		...(changed[0]?.after ?? {}),
		faults: faults.map((one) => one.code)
	};
}

describe('a cell', () => {
	it.each<[string, WorksheetCell, Partial<WorkbookMeasure>]>([
		['Innsatsområde', 2, { area: 2 }],
		['Innsatsområde', ' 2 ', { area: 2 }],
		['Innsatsområde', 'eldre', { area: 2 }],
		['Område', '2: Eldre', { area: 2 }],
		['Område', 'skrøpelige', { area: 2 }],
		['Ansvarlig', 'strategisk  UTVAL', { body: 'ssu' }],
		['Ansvarlig', 'fsu-2', { body: 'fsu-2' }],
		['Avgjørelse', 'Vedteke', { lifecycle: 'adopted' }],
		['Vedtaksstatus', 'I drift', { lifecycle: 'in-operation' }],
		['Verdier', 'ambisiøs, engasjert', { values: ['engasjert', 'ambisios'] }],
		['Utfordringer', 'Krav, forventninger; U1', { challenges: ['U1', 'U2'] }],
		['Utfordringer', 'U1 Demografi\nU2', { challenges: ['U1', 'U2'] }],
		['Parter', 'skien; STHF', { partners: ['4003', 'STHF'] }],
		['Frist', { date: '2028-02-29' }, { deadline: '2028-02-29', deadlineWords: null }],
		['Frist', '1.2.2027', { deadline: '2027-02-01', deadlineWords: null }],
		['Frist', 'Våren 2028 ', { deadline: '2028-05-31', deadlineWords: 'Våren 2028' }],
		['Frist med ord', 'hausten 2027', { deadline: '2027-11-30', deadlineWords: 'hausten 2027' }],
		['Oppstart', '01.02.2027', { startsOn: '2027-02-01' }],
		['Innføres part for part', 'x', { introducedAtHome: true }],
		['Vekt', '1,5', { weight: 1.5 }],
		['Vekt', 2, { weight: 2 }],
		['Lenker', 'A: https://a.no', { links: [{ title: 'A', address: 'https://a.no' }] }],
		['Nettside', 'a.no', { links: [], note: { nb: 'Nettside: a.no' } }],
		['Kontakt', 35003500, { contact: '35003500' }],
		['Sammendrag', ' linje\r\nto ', { summary: { nb: 'linje\nto' } }]
	])('in %s with %j is accepted', (head, cell, expected) => {
		const found = after(head, cell, '2.7');
		expect(found.faults).toEqual([]);
		expect(found).toMatchObject(expected);
	});

	it.each<[string, WorksheetCell, string]>([
		['Innsatsområde', '', 'area-missing'],
		['Innsatsområde', '2', 'area-not-of-code'],
		['Innsatsområde', 'På tvers', 'area-not-of-code'],
		['Innsatsområde', '9', 'ended'],
		['Også i', '1; 2', 'own-area'],
		['Også i', 1.2, 'unknown'],
		['Avgjørelse', 'Kanskje', 'unknown'],
		['Avgjørelse', 'Foreslått', 'step-not-allowed'],
		['Opphav', 'Innfall', 'unknown'],
		['Verdier', 'glad; sur', 'several-unknown'],
		['Frist', '31.2.2027', 'deadline-unreadable'],
		['Frist', 'våren 2027 eller så', 'deadline-unreadable'],
		['Frist', '1.1.2025', 'before-start'],
		['Milepæl 3', 'Start', 'milestone-due-missing'],
		['Milepæl 3 frist', '1.1.2027', 'milestone-title-missing'],
		['Oppstart', '31.2.2027', 'not-a-date'],
		['Oppstart', 46054, 'not-a-date'],
		['Vekt', '-1', 'not-a-weight'],
		['Vekt', 'mye', 'not-a-weight'],
		['Lenker', 'A https://a.no\nb.no', 'links-unreadable'],
		['Kontakt', 'x'.repeat(201), 'too-long'],
		['Kontakt', { error: '#REF!' }, 'cell-error'],
		['Milepæl 1 frist', 'snart', 'not-a-date']
	])('in %s with %j is wrong: %s', (head, cell, code) => {
		const { faults } = after(head, cell);
		expect(faults).toEqual([code]);
	});

	it.each<[string, WorksheetCell, string]>([
		['Innsatsområde', '17', 'theme'],
		['Ansvarlig', 'FSU 17', 'name'],
		['Ansvarlig', 'tvilling', 'name'],
		['Parter', 'skien; Ingen', 'name']
	])('in %s with %j is asked about', (head, cell, kind) => {
		const comparison = beside(['Kode', 'Tittel', head], ['1.1', 'Heime', cell]);
		expect(comparison.faults).toEqual([]);
		expect(hasOpenQuestions(comparison)).toBe(true);
		expect(comparison.recognitions.filter(({ value }) => value === null)).toMatchObject([{ kind, row: 2 }]);
	});

	it.each<[WorksheetCell, string]>([
		['', 'area-missing'],
		['Tiltak 3', 'code-unreadable'],
		[{ date: '2026-02-03' }, 'code-is-date'],
		[{ error: '#N/A' }, 'cell-error']
	])('with %j is not a code', (cell, code) => {
		const { faults } = beside(['Kode', 'Tittel', 'Kontakt'], [cell, 'Ny', 'Kari']);
		expect(faults.map((one) => one.code)).toEqual([code]);
	});

	it.each<[WorksheetCell, string]>([
		[' x.1 ', 'X.1'],
		['1,3', '1.3'],
		[1.3, '1.3'],
		[{ number: 1.1, shown: '1.10' }, '1.10']
	])('with %j is a code', (cell, code) => {
		expect(beside(['Kode', 'Tittel'], [cell, 'Ny']).added[0]?.measure.code).toBe(code);
	});

	it('keeps deadline words beside a separate date', () => {
		expect(after('Frist med ord', 'når alle er klare')).toMatchObject({
			deadlineWords: 'når alle er klare',
			faults: []
		});
	});

	it('rejects a date with words for another one', () => {
		const heads = ['Kode', 'Tittel', 'Frist', 'Frist med ord'];
		const { faults } = beside(heads, ['1.1', 'Heime', '1.6.2027', 'våren 2028']);
		expect(faults).toMatchObject([{ letters: 'D', row: 2, code: 'deadline-disagrees' }]);
	});
});

describe('a row', () => {
	it('keeps fields without a column or with an empty cell, unless emptying is asked for', () => {
		const rows = [
			['Kode', 'Tittel (bokmål)', 'Kontakt'],
			['1.1', 'Heime', null]
		];
		expect(compare([{ name: 'Ark1', rows }], {})).toMatchObject({ changed: [], unchanged: 1 });
		const { changed } = beside(['Kode', 'Tittel (bokmål)', 'Kontakt'], ['1.1', 'Heime', null]);
		expect(changed).toMatchObject([{ code: '1.1', before: { contact: 'Kari' }, after: { contact: null } }]);
		expect(Object.keys(changed[0]!.after)).toEqual(['contact']);
	});

	it('changes milestones by position', () => {
		const heads = [
			'Kode',
			'Tittel',
			'Milepæl 2 (bokmål)',
			'Milepæl 2, nådd',
			'Milepæl 3 (bokmål)',
			'Milepæl 3, frist'
		];
		const { changed } = beside(heads, ['1.1', 'Heime', 'Ny', '1.12.2026', 'Tre', 'x']);
		expect(changed).toEqual([]);
		const [row] = beside(heads, ['1.1', 'Heime', 'Ny', '1.12.2026', 'Tre', '1.1.2026']).changed;
		expect(row?.after.milestones).toEqual([
			{ title: { nb: 'Tre' }, due: '2026-01-01', doneOn: null },
			{ title: both('Ein'), due: '2026-06-01', doneOn: null },
			{ title: { nb: 'Ny', nn: 'To' }, due: '2026-12-01', doneOn: '2026-12-01' }
		]);
	});

	it('of a new measure gets default values', () => {
		const { added, left } = beside(['Kode', 'Tittel'], ['2.1', 'Ny']);
		expect(added[0]?.measure).toMatchObject({ area: 2, lifecycle: 'proposed', origin: 'measure', weight: 1 });
		expect(left).toEqual([{ code: '1.1', title: standing.title }]);
	});

	it('without a title has its error in the column of titles', () => {
		const { faults } = compare(
			[
				{
					name: '',
					rows: [
						['Kode', 'Tittel', 'Kontakt'],
						['2.1', null, 'Kari']
					]
				}
			],
			{}
		);
		expect(faults).toMatchObject([{ letters: 'B', row: 2, code: 'title-missing' }]);
	});

	it('with a duplicate code names the earlier row', () => {
		const { faults, added } = beside(['Kode', 'Tittel'], ['2.1', 'Ny'], [null, null], ['2.1', 'Ny igjen']);
		expect(faults).toMatchObject([{ row: 4, letters: 'A', code: 'code-twice', value: '2.1', other: 2 }]);
		expect(added).toHaveLength(1);
	});

	it('of an area without free codes has its error in the column of areas', () => {
		const rows = Array.from({ length: 1000 }, (_, index) => ['2', `Nytt tiltak ${index}`]);
		const { faults, added } = beside(['Område', 'Tittel'], ...rows);
		expect(added).toHaveLength(999);
		expect(faults).toMatchObject([{ row: 1001, letters: 'A', code: 'area-full' }]);
	});

	it('reports all errors at once, by row and column', () => {
		const heads = ['Kode', 'Tittel', 'Område', 'Oppstart', 'Ansvarlig'];
		const { faults } = beside(heads, ['1.2', null, '', '31.2.2027', 'Ingen']);
		expect(faults.map(({ row, letters, code }) => `${letters}${row} ${code}`)).toEqual([
			'B2 title-missing',
			'C2 area-missing',
			'D2 not-a-date'
		]);
	});
});

describe('tables in a file', () => {
	const titles = ({ added }: ReturnType<typeof compare>) =>
		added.map(({ sheet, row, measure }) => `${sheet} ${row} ${measure.code} ${measure.title.nb}`);

	it('are found below titles, with columns in any order, in every worksheet', () => {
		const comparison = compare([
			{
				name: 'Rettleiing',
				rows: [
					['Kolonne', 'Kva'],
					['Kode', 'Nummeret']
				]
			},
			{ name: 'Tiltak', rows: [['Tiltaksplan'], [], ['Merknad', 'Tittel ', ' Kode'], [null, 'Ny', '2.1']] },
			{ name: 'Tom', rows: [] },
			{
				name: 'Flere',
				rows: [
					['Kode', 'Tittel'],
					['2.2', 'Enda en']
				]
			}
		]);
		expect(titles(comparison)).toEqual(['Tiltak 4 2.1 Ny', 'Flere 2 2.2 Enda en']);
		expect(comparison.leftOut).toMatchObject([
			{ sheet: 'Rettleiing', reason: 'no-measures' },
			{ sheet: 'Tom', reason: 'empty-sheet' }
		]);
	});

	it('have headers in two rows, the upper one merged', () => {
		const rows = [
			['Kode', 'Tittel', null, 'Milepæl 1', null],
			[null, 'Bokmål', 'Nynorsk', 'Tittel', 'Frist'],
			['2.1', 'Ny', 'Nytt', 'Start', '1.2.2027']
		];
		const { added } = compare([{ name: 'A', rows }]);
		expect(added.map(({ row, measure }) => ({ row, ...measure }))).toMatchObject([
			{ row: 3, title: { nb: 'Ny', nn: 'Nytt' }, milestones: [{ title: { nb: 'Start' }, due: '2027-02-01' }] }
		]);
	});

	it('do not have a measure for a header', () => {
		const { unchanged, changed, leftOut } = beside(['Kode', 'Tittel', 'Ymse'], ['1.1', 'Heime', 'Kontakt']);
		expect(unchanged + changed.length).toBe(1);
		expect(leftOut).toMatchObject([{ text: 'C «Ymse»', reason: 'column' }]);
	});

	it('may follow each other in one sheet, each with its headers', () => {
		const rows = [
			['Handlingsplan', null],
			['Tiltak', 'Frist'],
			['Første', '1.2.2027'],
			[],
			['Tiltak', 'Ansvarlig'],
			['Andre', 'ssu']
		];
		const { added } = compare([{ name: '2 Eldre', rows }]);
		expect(added.map(({ measure }) => measure)).toMatchObject([
			{ code: '2.1', title: { nb: 'Første' }, deadline: '2027-02-01' },
			{ code: '2.2', title: { nb: 'Andre' }, body: 'ssu' }
		]);
	});

	it('have theme rows that name areas, and footnotes that are left out', () => {
		const rows = [
			['Tiltak', 'Ansvar', 'Frist'],
			['Barn og unge', null, null],
			['A', 'ssu', '2027'],
			['SKRØPELIGE', null, null],
			['B', 'ssu', 'løpende'],
			['Felles for alle', null, null],
			['C', 'ssu', 'høsten'],
			['Revidert mars 26', null, null]
		];
		const { added, leftOut, faults } = compare([{ name: 'Plan', rows }]);
		expect(faults).toEqual([]);
		expect(
			added.map(({ measure: { code, area, deadline, deadlineWords } }) => ({
				...{ code, area, deadline, deadlineWords }
			}))
		).toEqual([
			{ code: '1.2', area: 1, deadline: '2027-12-31', deadlineWords: '2027' },
			{ code: '2.1', area: 2, deadline: null, deadlineWords: 'løpende' },
			{ code: 'X.1', area: null, deadline: '2026-11-30', deadlineWords: 'høsten 2026' }
		]);
		expect(leftOut).toMatchObject([{ row: 8, text: 'Revidert mars 26', reason: 'footnote' }]);
	});

	it('have headings above their headers, numbered themes, and areas that hold for the rows below', () => {
		const heads = ['Aktivitet', 'Eier', 'Frist'];
		const blocks = [
			['Område 1: Barn og unge'],
			heads,
			['A', 'ssu', '2027'],
			['Område 2: Eldre'],
			heads,
			['B', 'ssu', '-']
		];
		expect(compare([{ name: '', rows: blocks }]).added.map(({ measure }) => measure.code)).toEqual([
			'1.2',
			'2.1'
		]);
		const numbered = [
			['Nr', 'Tiltak', 'Ansvar'],
			['2', 'Eldre', null],
			['2.1', 'A', 'ssu'],
			['2.2', 'B', 'ssu']
		];
		expect(compare([{ name: '', rows: numbered }])).toMatchObject({
			faults: [],
			added: [{ measure: { code: '2.1' } }, { measure: { code: '2.2' } }]
		});
		const below = [
			['Område', 'Tiltak', 'Start'],
			['Eldre', 'A', 'haust 2026'],
			[null, 'B', 'når vi kan']
		];
		expect(compare([{ name: '', rows: below }]).added.map(({ measure }) => measure)).toMatchObject([
			{ code: '2.1', startsOn: '2026-09-01' },
			{ code: '2.2', startsOn: null, note: { nb: 'Start: når vi kan' } }
		]);
	});

	it('have an unknown theme that is asked about once, and answered', () => {
		const rows = [
			['Tiltak', 'Ansvar'],
			['Samhandling m.m.', null],
			['A', 'ssu'],
			['B', 'ssu']
		];
		const asked = compare([{ name: 'Plan', rows }]);
		expect(asked.added).toEqual([]);
		const [theme] = asked.recognitions.filter(({ certainty }) => certainty === 'unknown');
		expect(theme).toMatchObject({ kind: 'theme', text: 'Samhandling m.m.', row: 2, count: 2 });
		const answers = new Map([[theme!.key, '2']]);
		expect(compare([{ name: 'Plan', rows }], { answers }).added).toMatchObject([
			{ measure: { code: '2.1' } },
			{ measure: { code: '2.2' } }
		]);
	});

	it('need a title and another column', () => {
		expect(
			compare([
				{
					name: '',
					rows: [
						['Kode', 'Område'],
						['1.1', '1']
					]
				}
			]).sheets
		).toEqual([]);
		expect(compare([]).sheets).toEqual([]);
	});

	it('may have columns with the same header, which are pointed out', () => {
		const { faults } = beside(['Kode', 'Tittel', 'Tittel'], ['1.1', 'Heime', 'Heime']);
		expect(faults).toMatchObject([{ letters: 'C', head: 'Tittel', code: 'column-twice' }]);
	});
});

describe('columns beside our fields', () => {
	it('become lines of the note with their headings, once', () => {
		const heads = ['Tiltak', 'Økonomi', 'Saksnr', 'Mål'];
		const row = ['Ny', '150 000', 'SSU 07/25', 'Bedre overganger'];
		const rows = [['Barn og unge', null, null, null], row];
		const { added } = beside(heads, ...rows);
		expect(added[0]?.measure).toMatchObject({
			note: { nb: 'Økonomi: 150 000\nSaksnr: SSU 07/25' },
			expectedEffect: { nb: 'Bedre overganger' }
		});
		const again = compareWorkbook([{ name: 'A', rows: [heads, ...rows] }], [added[0]!.measure], plan);
		expect(again).toMatchObject({ unchanged: 1, changed: [] });
	});

	it.each([
		['SSU 07/25', { lifecycle: 'proposed', note: { nb: 'Vedtak: SSU 07/25' } }],
		['Vedtatt', { lifecycle: 'adopted', note: null }]
	])('hold decision numbers or lifecycles under the same heading: %s', (cell, expected) => {
		const { added, faults } = beside(['Kode', 'Tiltak', 'Vedtak'], ['1.2', 'Ny', cell]);
		expect(faults).toEqual([]);
		expect(added[0]?.measure).toMatchObject(expected);
	});

	it('name several owners: one body is responsible, parties take part', () => {
		const { added } = beside(['Kode', 'Tittel', 'Ansvar'], ['1.2', 'Ny', 'Strategisk utvalg / Skien, fsu-1']);
		expect(added[0]?.measure).toMatchObject({
			...{ body: 'ssu', partners: ['4003'] },
			note: { nb: 'Medvirkende: fsu-1' }
		});
	});
});

describe('a measure of the plan', () => {
	const rowOf = (...cells: string[]) => [{ name: 'A', rows: [['Kode', 'Tittel', 'Kontakt'], cells] }];

	it('is not changed by a row with its code and a wholly other title, until a person says so', () => {
		const asked = compare(rowOf('1.1', 'Foreldreveiledning', 'Ola'));
		expect(asked).toMatchObject({ changed: [], added: [], left: [] });
		expect(asked.questions).toMatchObject([
			{ code: '1.1', title: 'Foreldreveiledning', freeCode: '1.2', answer: null }
		]);
		const key = asked.questions[0]!.key;
		const answered = (answer: string) =>
			compare(rowOf('1.1', 'Foreldreveiledning', 'Ola'), { answers: new Map([[key, answer]]) });
		expect(answered('same').changed).toMatchObject([{ code: '1.1', after: { contact: 'Ola' } }]);
		expect(answered('new')).toMatchObject({ changed: [], added: [{ measure: { code: '1.2' } }] });
		expect(answered('skip')).toMatchObject({ changed: [], added: [], leftOut: [{ reason: 'skipped' }] });
	});

	it('is found by its title if the row has no code', () => {
		const rows = [
			['Tiltak', 'Kontakt'],
			['heime', 'Ola']
		];
		expect(compare([{ name: 'A', rows }]).changed).toMatchObject([
			{ code: '1.1', after: { contact: 'Ola' } }
		]);
	});

	it('is named beside a new measure with the same title and another code', () => {
		expect(compare(rowOf('2.4', 'Heime', 'Ola'))).toMatchObject({
			questions: [],
			added: [{ measure: { code: '2.4' }, sameTitle: '1.1' }]
		});
	});
});

it('comparisonFingerprint is equal only for equal changes', () => {
	const one = () => beside(['Kode', 'Tittel', 'Kontakt'], ['1.1', 'Heime', 'Ola']);
	expect(comparisonFingerprint(one())).toBe(comparisonFingerprint(one()));
	expect(comparisonFingerprint(one())).not.toBe(
		comparisonFingerprint(beside(['Kode', 'Tittel', 'Kontakt'], ['1.1', 'Heime', 'Per']))
	);
	// Seals of forms that were opened before stay what they are.
	const { added, changed } = one();
	const whole = {
		added: added.map(({ measure }) => measure),
		changed: changed.map(({ code, before, after }) => ({ code, before, after }))
	};
	expect([added.length, changed.length]).toEqual([0, 1]);
	expect(comparisonFingerprint(one())).toBe(canonicalJson(whole));
	const statuses = [{ code: '1.1', status: { value: 'done' as const, words: 'Ferdig' } }];
	expect(comparisonFingerprint({ ...one(), statuses })).toBe(canonicalJson({ ...whole, statuses }));
});
