import { beforeAll, describe, expect, it } from 'vitest';
import writeWorkbook, { type SheetData } from 'write-excel-file/node';
import { measureHistory, measureDetails, measureTranslations } from '../../src/lib/server/measures/queries';
import { aPartnership, aPlanFile, expectOk, type Partnership } from '../support/partnership';
import {
	toPlainCsv,
	exportWorkbook,
	exportCsv,
	importWorkbook,
	readImportPreview
} from '../support/workbooks';

/*
 * 340 measures in a workbook as somebody makes it who has seen neither the template nor the code: a title
 * over the whole sheet, heads in two rows and merged, columns in an order and under names of their own, dates
 * in every way there is, spaces where nobody sees them, notes in between.
 */

type Row = SheetData[number];

const count = 340;
/** The rows of the spreadsheet that the measures stand in begin below a title, a blank row and two of heads. */
const firstRow = 5;

function areaOf(index: number): number {
	return index < count / 2 ? 1 : 2;
}

function codeOf(index: number): string {
	return `${areaOf(index)}.${(index % (count / 2)) + 1}`;
}

function theirRow(index: number): Row {
	const dates: Row = [new Date(Date.UTC(2027, index % 12, 1)), `1.${(index % 12) + 1}.2027`, 'våren 2027 '];
	const areas = [areaOf(index), ` ${areaOf(index)} `, `Område ${areaOf(index)}`];
	return [
		areas[index % 3] ?? null,
		`${codeOf(index)} `,
		`  Tiltak nummer ${index + 1}`,
		index % 4 === 0 ? null : `Tiltak nummer ${index + 1}, på nynorsk `,
		index % 2 === 0 ? 'Vedtatt ' : 'foreslått',
		`FSU-${areaOf(index)}`,
		index % 5 === 0 ? new Date(Date.UTC(2026, 0, 31)) : '31.01.2026',
		dates[index % 3] ?? null,
		'Engasjert, ambisios',
		index % 10 === 0 ? 'Ring Kari om dette' : null
	];
}

function theirSheet(rows: Row[]): SheetData {
	const head = (value: string, more: object = {}) => ({ value, fontWeight: 'bold' as const, ...more });
	return [
		[
			{ value: 'Tiltaksplan 2027 – utkast fra arbeidsgruppa', columnSpan: 10, align: 'center' },
			...Array<null>(9).fill(null)
		],
		[],
		[
			head('Innsatsområde ', { rowSpan: 2 }),
			head('Nr.', { rowSpan: 2 }),
			head('Tittel', { columnSpan: 2 }),
			null,
			head('Vedtak', { rowSpan: 2 }),
			head('Ansvarlig utvalg', { rowSpan: 2 }),
			head('Start', { rowSpan: 2 }),
			head('FRIST', { rowSpan: 2 }),
			head('Verdier', { rowSpan: 2 }),
			head('Internt', { rowSpan: 2 })
		],
		[null, null, head('Bokmål'), head('Nynorsk'), null, null, null, null, null, null],
		...rows
	];
}

async function theirWorkbook(rows: Row[]): Promise<Buffer> {
	return writeWorkbook(
		[
			{ sheet: 'Les meg', data: [['Kode og tittel står i neste ark.']] },
			{ sheet: 'Tiltak 2027', data: theirSheet(rows), dateFormat: 'd. mmmm yyyy', stickyRowsCount: 4 }
		],
		{ fontFamily: 'Calibri' }
	).toBuffer();
}

/** Their rows with what they got wrong: one area missing, two dates wrong, one code twice. */
function withFaults(): Row[] {
	const rows = Array.from({ length: count }, (_, index) => theirRow(index));
	rows[41]![0] = '   ';
	rows[99]![7] = '31.2.2027';
	rows[201]![6] = '31.2.2026';
	rows[339]![1] = codeOf(17);
	return rows;
}

/** A cell as their spreadsheet would save it as CSV: dates as it shows them, the rest as it stands. */
function asText(cell: unknown): string {
	const value = cell !== null && typeof cell === 'object' && 'value' in cell ? cell.value : cell;
	if (value instanceof Date)
		return `${value.getUTCDate()}.${value.getUTCMonth() + 1}.${value.getUTCFullYear()}`;
	return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function theirCsv(rows: Row[]): Buffer {
	return toPlainCsv(...theirSheet(rows).map((row) => Array.from(row ?? [], asText)));
}

let partnership: Partnership;
beforeAll(async () => void (partnership = await aPartnership(aPlanFile({ measures: 0 }))));

describe('340 measures from somebody who never saw the code', () => {
	it.each([
		['a workbook', 'Tiltak 2027', theirWorkbook],
		['CSV', '', theirCsv]
	] as const)(
		'are refused with every fault by its row and column, and nothing else: %s',
		async (_, sheet, as) => {
			const file = await as(withFaults());
			const { comparison } = await readImportPreview(partnership, file);
			expect(comparison.sheets).toEqual([sheet]);
			expect(comparison.leftOut.filter(({ reason }) => reason === 'column')).toMatchObject([
				{ text: 'J «Internt»' }
			]);
			expect(
				comparison.faults.map(({ letters, row, code, value, other }) => ({
					at: letters + row,
					code,
					value,
					other
				}))
			).toEqual([
				{ at: `A${firstRow + 41}`, code: 'area-missing' },
				{ at: `H${firstRow + 99}`, code: 'deadline-unreadable', value: '31.2.2027' },
				{ at: `G${firstRow + 201}`, code: 'not-a-date', value: '31.2.2026' },
				// The code of a measure in area 1, on a row in area 2: both are told.
				{ at: `A${firstRow + 339}`, code: 'area-not-of-code', value: '2' },
				{ at: `B${firstRow + 339}`, code: 'code-twice', value: codeOf(17), other: firstRow + 17 }
			]);
			const outcome = await importWorkbook(partnership, file);
			expect(outcome).toMatchObject({ ok: false, refused: { code: 'invalid' } });
			expect(await measureTranslations(partnership.db.read, partnership.planId)).toEqual([]);
		}
	);

	it('and go in in one go once they are mended', async () => {
		const file = await theirWorkbook(Array.from({ length: count }, (_, index) => theirRow(index)));
		expect(expectOk(await importWorkbook(partnership, file))).toEqual({ added: count, changed: 0 });
		const { db, planId } = partnership;
		expect(await measureTranslations(db.read, planId)).toHaveLength(count);
		expect(await measureDetails(db.read, planId, '1.2')).toMatchObject({
			...{ title: { nb: 'Tiltak nummer 2', nn: 'Tiltak nummer 2, på nynorsk' }, lifecycle: 'proposed' },
			...{ area: { number: 1 }, body: { slug: 'fsu-1' }, startsOn: '2026-01-31' },
			...{
				deadline: '2027-02-01',
				deadlineWords: null,
				values: [{ code: 'engasjert' }, { code: 'ambisios' }]
			}
		});
		expect(await measureDetails(db.read, planId, '1.3')).toMatchObject({
			...{ deadline: '2027-05-31', deadlineWords: 'våren 2027', lifecycle: 'adopted' }
		});
		expect(await measureDetails(db.read, planId, '1.13')).toMatchObject({ deadline: '2027-01-01' });
		expect(await measureHistory(db.read, 'tiltak-nummer-340')).toMatchObject([
			{ verb: 'add-measure', by: 'Stein' }
		]);
	});

	it('say nothing new the second time, nor when they come back out of us', async () => {
		const rows = Array.from({ length: count }, (_, index) => theirRow(index));
		const ours = await exportWorkbook(partnership);
		const oursAsCsv = await exportCsv(partnership);
		for (const file of [await theirWorkbook(rows), theirCsv(rows), ours, oursAsCsv]) {
			const { comparison } = await readImportPreview(partnership, file);
			expect(comparison).toMatchObject({ faults: [], added: [], changed: [], left: [], unchanged: count });
		}
	});

	it.each([
		['a workbook', exportWorkbook],
		['CSV', exportCsv]
	] as const)('give the same bytes when they have been out and in again: %s', async (_, as) => {
		const elsewhere = await aPartnership(aPlanFile({ measures: 0 }));
		expectOk(await importWorkbook(elsewhere, await as(partnership)));
		for (const file of [exportWorkbook, exportCsv])
			expect((await file(elsewhere)).equals(await file(partnership))).toBe(true);
	});
});
