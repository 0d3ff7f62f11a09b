import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { hasOpenQuestions } from '../../src/lib/domain/workbook/workbook-comparison';
import { parseReadings } from '../../src/lib/forms/readings-import';
import { parsePlanFile } from '../../src/lib/server/plan-file/parse';
import { readTables } from '../../src/lib/server/uploads/read-tables';
import { aPartnership, expectOk } from '../support/partnership';
import { importWorkbook, readImportPreview } from '../support/workbooks';

/*
 * Files as people have them, each with its right outcome. They were made after public reports of import errors
 * and after action plans of health partnerships.
 */

const fixture = (name: string) => readFileSync(`tests/fixtures/imports/${name}`);

function seed() {
	const plan = parsePlanFile(readFileSync('drizzle/seed/telemark-2025-2029.json', 'utf8'));
	if (!plan.ok) throw new Error('The seed is not a valid plan file.');
	return plan.file;
}

async function preview(name: string) {
	return (await readImportPreview(await aPartnership(seed()), fixture(name), {})).comparison;
}

async function readings(name: string) {
	const read = await readTables(fixture(name));
	return read.ok ? parseReadings(read.tables[0]!.rows) : read.fault;
}

describe('a plan in a file', () => {
	it.each<[string, object[]]>([
		[
			'C03-semicolon-comma-prose.csv',
			[{ code: '1.9', title: { nb: 'Felles opplæring, hospitering og veiledning' } }]
		],
		['C04-date1904-true.xlsx', [{ code: '1.9', deadline: '2027-12-31' }]],
		[
			'C10-one-sheet-per-area.xlsx',
			[
				{ code: '1.8', area: 1, body: 'fsu-1', deadline: '2027-12-31' },
				{ code: '1.9', area: 1 },
				{ code: '3.8', area: 3, body: 'fsu-3' },
				{ code: '4.8', area: 4, body: 'fsu-4', deadline: '2028-12-31' }
			]
		],
		[
			'C11b-merged-area-new.xlsx',
			[
				{ code: '1.8', area: 1 },
				{ code: '1.9', area: 1 }
			]
		],
		['C12-code-shown-1.10.xlsx', [{ code: '1.10', title: { nb: 'Hospitering mellom nivåene' } }]],
		[
			'C17-deadlines-as-written.csv',
			[
				{ code: '1.8', deadline: '2027-11-30', deadlineWords: 'høst 2027' },
				{ code: '1.9', deadline: '2027-12-31', deadlineWords: '4. kvartal 2027' },
				{ code: '2.8', deadline: '2027-12-31', deadlineWords: 'desember 2027' },
				{ code: '2.9', deadline: '2027-12-31', deadlineWords: 'Innen utgangen av 2027' },
				{ code: '3.8', deadline: '2027-12-31', deadlineWords: null },
				{ code: '3.9', deadline: '2027-12-31', deadlineWords: '2027' },
				{ code: '4.8', deadline: null, deadlineWords: 'Løpende' },
				{ code: '4.9', deadline: '2027-05-31', deadlineWords: 'våren 2027' }
			]
		],
		['C17b-running-in-words.csv', [{ code: '4.8', deadline: null, deadlineWords: 'Løpende' }]],
		['C22-invisible-letters.csv', [{ code: '1.9', title: { nb: 'Samhandling om barn' }, area: 1 }]],
		['C22b-soft-hyphen-title.csv', [{ code: '1.9', title: { nb: 'Samhandling om barn' } }]],
		['C23-soft-break-x000B.xlsx', [{ code: '1.9', summary: { nb: 'Tre grep: første\nandre\ntredje' } }]]
	])('%s gives new measures', async (name, measures) => {
		const comparison = await preview(name);
		expect(comparison).toMatchObject({ faults: [], changed: [], questions: [] });
		expect(hasOpenQuestions(comparison)).toBe(false);
		expect(comparison.added.map(({ measure }) => measure)).toMatchObject(measures);
	});

	it.each<[string, object[]]>([
		[
			'C07-decimal-weights.csv',
			[
				{ code: '1.1', after: { weight: 1.5 } },
				{ code: '1.2', after: { weight: 1.4 } }
			]
		],
		['C11-merged-responsible.xlsx', []]
	])('%s changes measures', async (name, changed) => {
		const comparison = await preview(name);
		expect(comparison).toMatchObject({ faults: [], added: [], questions: [] });
		expect(comparison.changed).toMatchObject(changed);
	});
});

describe('readings in a file', () => {
	it.each<[string, object]>([
		[
			'C02-readings-windows-1252.csv',
			{
				rows: [
					{ on: '2025-03-31', value: 61.5, source: 'Små kommuner, øst' },
					{ on: '2025-06-30', value: 62, source: 'Årsmelding' }
				]
			}
		],
		['C02b-windows-1252-thousands.csv', { rows: [{ value: 1234.5 }] }],
		[
			'C14-line-break-in-cell.csv',
			{
				rows: [
					{ row: 2, source: 'Helseplattformen uttrekk april' },
					{ row: 3, source: 'Årsmelding' }
				]
			}
		],
		['C18-statistics-file.csv', { faults: [{ field: '4', code: 'ambiguous-number' }] }],
		['C18b-thousands-point-only.csv', { faults: [{ field: '3', code: 'ambiguous-number' }] }]
	])('%s has its right outcome', async (name, outcome) => {
		expect(await readings(name)).toMatchObject(outcome);
	});
});

describe('an action plan as a partnership has it', () => {
	const codes = (all: readonly { measure: { code: string } }[]) => all.map(({ measure }) => measure.code);

	it('has themes, deadlines in words and several owners (plan-a)', async () => {
		const comparison = await preview('plan-a.xlsx');
		expect(comparison.faults).toEqual([]);
		expect(comparison.recognitions.filter(({ certainty }) => certainty === 'unknown')).toEqual([]);
		const { added } = comparison;
		expect(added).toHaveLength(16);
		expect(
			codes(added)
				.map((code) => code.split('.')[0])
				.join('')
		).toBe('111122223334' + '44XX');
		expect(added.map(({ measure }) => measure)).toMatchObject([
			{
				title: { nb: 'Felles rutine for overgang fra barn til voksen' },
				body: 'fsu-1',
				deadline: '2026-05-31'
			},
			{ deadline: '2026-09-30', deadlineWords: 'Q3 2026' },
			{ body: 'fsu-1', deadline: null, deadlineWords: 'løpende' },
			{ deadline: '2026-12-31', deadlineWords: null },
			{ body: 'fsu-2', deadline: '2026-11-30' },
			{ deadline: '2027-12-31', deadlineWords: '2027' },
			{ body: null, deadline: null, deadlineWords: 'Årlig' },
			{ deadline: '2026-12-31' },
			{ body: 'fsu-3', deadline: '2026-03-31' },
			{ body: 'fsu-3', note: { nb: expect.stringContaining('Medvirkende: ') as string } },
			{ body: 'sekretariatet', deadline: '2026-10-31' },
			{ body: 'fsu-4' },
			{ deadline: '2026-06-30' },
			{ deadline: '2027-06-30' },
			{ area: null, deadlineWords: 'årlig, mars' },
			{ area: null, deadlineWords: 'Snarest' }
		]);
		expect(added[2]!.measure.partners).toHaveLength(17);
	});

	it('has merged goals and owners that count for every row (plan-b)', async () => {
		const comparison = await preview('plan-b.xlsx');
		expect(comparison.faults).toEqual([]);
		expect(hasOpenQuestions(comparison)).toBe(false);
		const { added } = comparison;
		expect(
			codes(added)
				.map((code) => code.split('.')[0])
				.join('')
		).toBe('11122333444');
		expect(added.map(({ measure: { body } }) => body)).toEqual(
			[1, 1, 1, 2, 2, 3, 3, 3, 4, 4, 4].map((number) => `fsu-${number}`)
		);
		expect(added[1]!.measure).toMatchObject({
			expectedEffect: { nb: '1 Barn og unge får samordnede tjenester' },
			...{ deadline: '2026-11-30', deadlineWords: 'Hausten 2026' }
		});
		expect(added[2]!.measure).toMatchObject({ deadline: '2027-12-31', deadlineWords: '2026–2027' });
		expect(added[7]!.measure.partners).toHaveLength(17);
	});

	it('is a Word document with a table below each heading (plan-f)', async () => {
		const comparison = await preview('plan-f.docx');
		expect(comparison).toMatchObject({ faults: [], sheets: ['1. Barn og unge', '2. Skrøpelige eldre'] });
		expect(comparison.added.map(({ measure }) => measure)).toMatchObject([
			{ area: 1, title: { nb: 'Felles mottak av henvisninger' }, deadline: '2026-05-31' },
			{ area: 1, body: 'fsu-1', deadlineWords: 'Løpende' },
			{ area: 4, body: 'fsu-4', deadline: '2026-12-31' },
			{ area: 4 }
		]);
	});

	it.each(['plan-a.xlsx', 'plan-b.xlsx', 'plan-f.docx'])(
		'says nothing new the second time: %s',
		async (name) => {
			const partnership = await aPartnership(seed());
			expectOk(await importWorkbook(partnership, fixture(name), {}));
			const { comparison } = await readImportPreview(partnership, fixture(name), {});
			expect(comparison).toMatchObject({ added: [], changed: [], faults: [], questions: [] });
		}
	);
});
