import type { Localized } from '../localized';
import { compareCodes, mayChangeLifecycle, type Lifecycle } from '../measure/measure';
import { canonicalJson } from '../review/review';
import type { WorksheetCell } from './worksheet';
import type { ColumnKey } from './workbook-columns';
import type { ColumnHeader, WorkbookTable } from './workbook-headers';
import { parseCellCode, parseWorkbookRow, type RowCells, type CellErrorCode } from './workbook-row-parser';
import type { WorkbookField, WorkbookMeasure, WorkbookPlan } from './workbook-row';

/** Maximum rows and bytes of a workbook. */
export const maxWorkbookRows = 5000;
export const maxWorkbookBytes = 5 * 1024 * 1024;

/** A validation error with its place in the workbook. */
export interface RowValidationError extends ColumnHeader {
	/** Row number in the spreadsheet. */
	row: number;
	/** The column's key; null if the header fits two columns. */
	column: ColumnKey | null;
	code: CellErrorCode | 'column-twice';
	value?: string;
	/** The row that already has the same code. */
	other?: number;
	/** The lifecycle change that is not allowed. */
	step?: { from: Lifecycle; to: Lifecycle };
}

interface AddedRow {
	row: number;
	measure: WorkbookMeasure;
}

export interface ChangedRow {
	row: number;
	code: string;
	title: Localized;
	/** The fields that differ, before and after. */
	before: Partial<WorkbookMeasure>;
	after: Partial<WorkbookMeasure>;
}

/** Result of comparing a workbook with the plan: its changes and its errors. */
export interface WorkbookComparison {
	sheet: string;
	added: AddedRow[];
	changed: ChangedRow[];
	/** Number of measures without changes. */
	unchanged: number;
	/** Measures of the plan missing in the workbook; they stay unchanged. */
	left: { code: string; title: Localized }[];
	/** By row and column. */
	faults: RowValidationError[];
	/** Columns with unknown headers, which are not read. */
	ignored: ColumnHeader[];
}

/**
 * Compares a workbook's rows with the plan's measures, by code.
 *
 * @param standing the plan's measures, with normalized texts
 */
export function compareWorkbook(
	table: WorkbookTable,
	standing: readonly WorkbookMeasure[],
	plan: WorkbookPlan
): WorkbookComparison {
	const byCodes = new Map(standing.map((one) => [one.code, one]));
	const places = new Map(table.columns.flatMap((key, index) => (key ? [[key, index] as const] : [])));
	const comparison: WorkbookComparison = {
		sheet: table.sheet,
		added: [],
		changed: [],
		unchanged: 0,
		left: [],
		faults: table.twice.map((head) => ({
			row: table.rows[0] ? table.rows[0].number - 1 : 1,
			column: null,
			...head,
			code: 'column-twice'
		})),
		ignored: table.ignored
	};
	const seen = new Map<string, number>();
	const at = (row: number, column: ColumnKey) => ({
		row,
		column,
		...table.heads[places.get(column) ?? 0]!
	});

	for (const { number, cells } of table.rows) {
		const row = toRowCells(cells, places);
		const code = parseCellCode(row.get('code'));
		const before = byCodes.get(code) ?? null;
		const { row: measure, faults } = parseWorkbookRow(row, before, plan);
		const found: RowValidationError[] = faults.map((fault) => ({ ...at(number, fault.column), ...fault }));
		const first = code ? seen.get(code) : undefined;
		if (first !== undefined)
			found.push({ ...at(number, 'code'), code: 'code-twice', value: code, other: first });
		else if (code) seen.set(code, number);
		found.push(
			...validateAgainstPlan(measure, before).map((fault) => ({ ...at(number, fault.column), ...fault }))
		);
		comparison.faults.push(...found);
		if (found.length > 0 || first !== undefined) continue;
		if (!before) comparison.added.push({ row: number, measure });
		else {
			const difference = differingWorkbookFields(before, measure);
			if (difference) comparison.changed.push({ row: number, code, title: measure.title, ...difference });
			else comparison.unchanged++;
		}
	}
	comparison.left = standing
		.filter(({ code }) => !seen.has(code))
		.map(({ code, title }) => ({ code, title }))
		.sort(compareCodes);
	return comparison;
}

/** Returns a text that identifies the changes of a comparison; equal changes give equal texts. */
export function comparisonFingerprint({ added, changed }: WorkbookComparison): string {
	return canonicalJson({
		added: added.map(({ measure }) => measure),
		changed: changed.map(({ code, before, after }) => ({ code, before, after }))
	});
}

function toRowCells(cells: readonly WorksheetCell[], places: ReadonlyMap<ColumnKey, number>): RowCells {
	return new Map([...places].map(([key, index]) => [key, cells[index] ?? null]));
}

/** Returns the errors of a valid row that conflicts with the plan. */
function validateAgainstPlan(
	after: WorkbookMeasure,
	before: WorkbookMeasure | null
): { column: ColumnKey; code: CellErrorCode; step?: RowValidationError['step'] }[] {
	const faults: ReturnType<typeof validateAgainstPlan> = [];
	const isOwn = ({ area, furtherAreas }: WorkbookMeasure) => area !== null && furtherAreas.includes(area);
	if (isOwn(after) && !(before && isOwn(before))) faults.push({ column: 'furtherAreas', code: 'own-area' });
	const moved = before?.startsOn !== after.startsOn || before.deadline !== after.deadline;
	if (moved && after.startsOn && after.deadline && after.deadline < after.startsOn)
		faults.push({ column: 'deadline', code: 'before-start' });
	if (
		before &&
		before.lifecycle !== after.lifecycle &&
		!mayChangeLifecycle(before.lifecycle, after.lifecycle)
	) {
		const step = { from: before.lifecycle, to: after.lifecycle };
		faults.push({ column: 'lifecycle', code: 'step-not-allowed', step });
	}
	return faults;
}

/** Returns the fields of a row that differ; null if there are none. */
function differingWorkbookFields(
	before: WorkbookMeasure,
	after: WorkbookMeasure
): Pick<ChangedRow, 'before' | 'after'> | null {
	const fields = (Object.keys(after) as WorkbookField[]).filter(
		(field) => canonicalJson(before[field]) !== canonicalJson(after[field])
	);
	if (fields.length === 0) return null;
	const pick = (row: WorkbookMeasure) => Object.fromEntries(fields.map((field) => [field, row[field]]));
	return { before: pick(before), after: pick(after) };
}
