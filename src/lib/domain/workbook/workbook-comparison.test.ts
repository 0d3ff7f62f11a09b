import { describe, expect, it } from 'vitest';
import type { WorksheetCell, Worksheet } from './worksheet';
import { compareWorkbook, comparisonFingerprint } from './workbook-comparison';
import { createCellChoices } from './workbook-choices';
import { findWorkbookTable } from './workbook-headers';
import type { WorkbookMeasure, WorkbookPlan } from './workbook-row';

const both = (text: string) => ({ nb: text, nn: text });

const plan: WorkbookPlan = {
	writtenForm: 'nb',
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
	milestones: [
		{ title: both('Ein'), due: '2026-06-01', doneOn: null },
		{ title: both('To'), due: '2026-12-01', doneOn: null }
	]
};

/** Compares a worksheet with the given headers and rows to a plan with one measure. */
function beside(heads: string[], ...rows: WorksheetCell[][]) {
	const sheet: Worksheet = { name: 'Ark1', rows: [heads, ...rows] };
	return compareWorkbook(findWorkbookTable([sheet], 'nb')!, [standing], plan);
}

/** Returns the values and errors one cell gives a new or existing measure. */
function after(head: string, cell: WorksheetCell, code = '1.1') {
	const { added, changed, faults } = beside(['Kode', 'Tittel', head], [code, 'Heime', cell]);
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
		['Avgjørelse', 'I drift', { lifecycle: 'in-operation' }],
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
		['Kontakt', 35003500, { contact: '35003500' }],
		['Sammendrag', ' linje\r\nto ', { summary: { nb: 'linje\nto' } }]
	])('in %s with %j is accepted', (head, cell, expected) => {
		const found = after(head, cell, '2.7');
		expect(found.faults).toEqual([]);
		expect(found).toMatchObject(expected);
	});

	it.each<[string, WorksheetCell, string]>([
		['Innsatsområde', '', 'area-missing'],
		['Innsatsområde', '17', 'unknown'],
		['Innsatsområde', '2', 'area-not-of-code'],
		['Innsatsområde', 'På tvers', 'area-not-of-code'],
		['Innsatsområde', '9', 'ended'],
		['Også i', '1; 2', 'own-area'],
		['Også i', 1.2, 'unknown'],
		['Ansvarlig', 'FSU 17', 'unknown'],
		['Ansvarlig', 'tvilling', 'unknown'],
		['Avgjørelse', 'Kanskje', 'unknown'],
		['Avgjørelse', 'Foreslått', 'step-not-allowed'],
		['Opphav', 'Innfall', 'unknown'],
		['Verdier', 'glad; sur', 'several-unknown'],
		['Frist', '31.2.2027', 'deadline-unreadable'],
		['Frist', 'snart', 'deadline-unreadable'],
		['Frist', '1.1.2025', 'before-start'],
		['Milepæl 3', 'Start', 'milestone-due-missing'],
		['Milepæl 3 frist', '1.1.2027', 'milestone-title-missing'],
		['Oppstart', 'snart', 'not-a-date'],
		['Oppstart', 46054, 'not-a-date'],
		['Vekt', '-1', 'not-a-weight'],
		['Vekt', 'mye', 'not-a-weight'],
		['Kontakt', 'x'.repeat(201), 'too-long'],
		['Kontakt', { error: '#REF!' }, 'cell-error'],
		['Milepæl 1 frist', 'snart', 'not-a-date']
	])('in %s with %j is wrong: %s', (head, cell, code) => {
		const { faults } = after(head, cell);
		expect(faults).toEqual([code]);
	});

	it.each<[WorksheetCell, string]>([
		['', 'code-missing'],
		['Tiltak 3', 'code-unreadable'],
		[{ date: '2026-02-03' }, 'code-is-date'],
		[{ error: '#N/A' }, 'cell-error']
	])('with %j is not a code', (cell, code) => {
		const { faults } = beside(['Kode', 'Tittel'], [cell, 'Heime']);
		expect(faults.map((one) => one.code)).toEqual([code]);
	});

	it.each<[WorksheetCell, string]>([
		[' x.1 ', 'X.1'],
		['1,3', '1.3'],
		[1.3, '1.3']
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
	it('keeps fields without a column, and clears fields with an empty cell', () => {
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

	it('with a duplicate code names the earlier row', () => {
		const { faults, added } = beside(['Kode', 'Tittel'], ['2.1', 'Ny'], [null, null], ['2.1', 'Ny igjen']);
		expect(faults).toMatchObject([{ row: 4, letters: 'A', code: 'code-twice', value: '2.1', other: 2 }]);
		expect(added).toHaveLength(1);
	});

	it('reports all errors at once, by row and column', () => {
		const heads = ['Kode', 'Tittel', 'Område', 'Oppstart', 'Ansvarlig'];
		const { faults } = beside(heads, ['1.2', null, '', 'i morgon', 'Ingen']);
		expect(faults.map(({ row, letters, code }) => `${letters}${row} ${code}`)).toEqual([
			'B2 title-missing',
			'C2 area-missing',
			'E2 unknown',
			'D2 not-a-date'
		]);
	});
});

describe('findWorkbookTable', () => {
	const find = (...rows: WorksheetCell[][]) => findWorkbookTable([{ name: 'A', rows }], 'nb');

	it('finds a table below titles, with columns in any order, on any worksheet', () => {
		const table = findWorkbookTable(
			[
				{
					name: 'Rettleiing',
					rows: [
						['Kolonne', 'Kva'],
						['Kode', 'Nummeret']
					]
				},
				{ name: 'Tiltak', rows: [['Tiltaksplan'], [], ['Merknad', 'Tittel ', ' Kode'], [null, 'Ny', '2.1']] }
			],
			'nb'
		);
		expect(table).toMatchObject({ sheet: 'Tiltak', columns: ['note.nb', 'title.nb', 'code'] });
		expect(table?.rows).toEqual([{ number: 4, cells: [null, 'Ny', '2.1'] }]);
	});

	it('finds headers in two rows, the upper one merged', () => {
		const table = find(
			['Kode', 'Tittel', null, 'Milepæl 1', null],
			[null, 'Bokmål', 'Nynorsk', 'Tittel', 'Frist'],
			['2.1', 'Ny', 'Ny', null, null]
		);
		expect(table?.columns).toEqual(['code', 'title.nb', 'title.nn', 'milestones.1.nb', 'milestones.1.due']);
		expect(table?.rows.map(({ number }) => number)).toEqual([3]);
	});

	it('does not take a measure for a header', () => {
		const table = find(['Kode', 'Tittel', 'Ymse'], ['1.1', 'Kontakt', 'Kontakt']);
		expect(table?.rows).toHaveLength(1);
		expect(table?.ignored).toEqual([{ letters: 'C', head: 'Ymse' }]);
	});

	it('requires a code and a title column', () => {
		expect(find(['Kode', 'Område'], ['1.1', '1'])).toBeNull();
		expect(find()).toBeNull();
	});

	it('reports columns with the same header', () => {
		const { faults } = beside(['Kode', 'Tittel', 'Tiltak'], ['1.1', 'Heime', 'Heime']);
		expect(faults).toMatchObject([{ letters: 'C', head: 'Tiltak', code: 'column-twice' }]);
	});
});

it('comparisonFingerprint is equal only for equal changes', () => {
	const one = () => beside(['Kode', 'Tittel', 'Kontakt'], ['1.1', 'Heime', 'Ola']);
	expect(comparisonFingerprint(one())).toBe(comparisonFingerprint(one()));
	expect(comparisonFingerprint(one())).not.toBe(
		comparisonFingerprint(beside(['Kode', 'Tittel', 'Kontakt'], ['1.1', 'Heime', 'Per']))
	);
});
