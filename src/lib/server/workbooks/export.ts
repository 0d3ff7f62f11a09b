import { writeCsv } from '$lib/domain/workbook/csv';
import type { Locale } from '$lib/domain/localized';
import { escapeEmptyMark, type WorksheetCell } from '$lib/domain/workbook/worksheet';
import {
	yesNoChoices,
	lifecycleChoices,
	listSeparator,
	originChoices
} from '$lib/domain/workbook/workbook-choices';
import type { ColumnKey } from '$lib/domain/workbook/column-keys';
import { columnsFor, columnHeaderText } from '$lib/domain/workbook/workbook-columns';
import {
	acrossAreasLabels,
	toWorkbookCells,
	type WorkbookMeasure,
	type WorkbookPlan
} from '$lib/domain/workbook/workbook-row';
import { writeXlsx, type WorkbookSheet } from './write-xlsx';

/** The fewest milestone columns in a workbook. */
const minMilestones = 3;

/** Translated texts of a workbook outside its columns: sheet names and the guide. */
export interface WorkbookLabels {
	measures: string;
	guide: string;
	lists: string;
	/** The guide's headings: column, purpose, example. */
	heads: [column: string, what: string, example: string];
	/** The guide's introduction, line by line. */
	lead: string[];
	/** Descriptions by column key; milestones by part, as in "milestones.due". */
	about: Partial<Record<string, string>>;
}

/**
 * Exports a plan's measures as a workbook with a row each, a guide and choice lists. Without measures it is
 * the template. The same measures give the same bytes.
 */
export async function measuresWorkbook(
	measures: readonly WorkbookMeasure[],
	plan: WorkbookPlan,
	locale: Locale,
	words: WorkbookLabels
): Promise<Uint8Array> {
	const columns = columnsOf(measures);
	const lists = choiceLists(plan, locale);
	return writeXlsx([
		{
			name: words.measures,
			heads: columns.map((column) => columnHeaderText(column, locale)),
			rows: measures.map((row) => toWorkbookCells(row, columns, { plan, locale }).map(escapeEmptyMark)),
			widths: columns.map(widthOf),
			fixed: 2,
			choices: columns.flatMap((key, column) => {
				const index = lists.findIndex((list) => list.column === key && list.single);
				const { open = [] } = lists[index] ?? {};
				const letters = String.fromCharCode(65 + index);
				const from = `'${words.lists}'!$${letters}$2:$${letters}$${open.length + 1}`;
				return open.length > 0 ? [{ column, from }] : [];
			})
		},
		guideSheet(columns, lists, locale, words),
		listsSheet(lists, locale, words)
	]);
}

/** Exports the same rows as CSV with a UTF-8 byte order mark for Excel. */
export function measuresCsv(
	measures: readonly WorkbookMeasure[],
	plan: WorkbookPlan,
	locale: Locale
): string {
	const columns = columnsOf(measures);
	const rows = measures.map((row) =>
		toWorkbookCells(row, columns, { plan, locale }).map((cell) => csvValue(escapeEmptyMark(cell)))
	);
	return `\uFEFF${writeCsv([columns.map((column) => columnHeaderText(column, locale)), ...rows])}`;
}

function columnsOf(measures: readonly WorkbookMeasure[]): ColumnKey[] {
	return columnsFor(Math.max(minMilestones, ...measures.map(({ milestones }) => milestones.length)));
}

function csvValue(cell: WorksheetCell): string {
	if (cell === null || (typeof cell === 'object' && 'error' in cell)) return '';
	if (typeof cell === 'object' && 'number' in cell) return csvValue(cell.number);
	if (typeof cell === 'object') return cell.date.split('-').toReversed().join('.');
	return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell);
}

function widthOf(column: ColumnKey): number {
	if (/^(?:summary|targetGroup|expectedEffect|note)\./.test(column)) return 40;
	if (/^title\./.test(column)) return 32;
	if (/^(?:area|body|partners|values|links)$/.test(column)) return 26;
	return column === 'code' || column === 'weight' ? 8 : 16;
}

interface ChoiceList {
	column: ColumnKey;
	open: string[];
	/** True if a cell holds only one choice. */
	single: boolean;
}

function choiceLists(plan: WorkbookPlan, locale: Locale): ChoiceList[] {
	return [
		{ column: 'area', open: [...plan.areas.open(locale), acrossAreasLabels[locale]], single: true },
		{ column: 'lifecycle', open: lifecycleChoices.open(locale), single: true },
		{ column: 'origin', open: originChoices.open(locale), single: true },
		{ column: 'body', open: plan.bodies.open(locale), single: true },
		{ column: 'introducedAtHome', open: yesNoChoices.open(locale), single: true },
		{ column: 'values', open: plan.values.open(locale), single: false },
		{ column: 'challenges', open: plan.challenges.open(locale), single: false },
		{ column: 'opportunities', open: plan.opportunities.open(locale), single: false },
		{ column: 'partners', open: plan.partners.open(locale), single: false }
	];
}

function guideSheet(
	columns: readonly ColumnKey[],
	lists: readonly ChoiceList[],
	locale: Locale,
	words: WorkbookLabels
): WorkbookSheet {
	const explained = columns.map((column): WorksheetCell[] => [
		columnHeaderText(column, locale),
		words.about[column.replace(/\.\d+\./, '.')] ?? null,
		exampleOf(column, lists)
	]);
	// The introduction uses the middle column.
	const lead = words.lead.map((line): WorksheetCell[] => [null, line, null]);
	return { name: words.guide, heads: words.heads, rows: [...lead, ...explained], widths: [30, 80, 40] };
}

/** Returns an example cell: the first one or two choices of a list. */
function exampleOf(column: ColumnKey, lists: readonly ChoiceList[]): string | null {
	const list = lists.find((one) => one.column === column);
	if (list) return list.open.slice(0, list.single ? 1 : 2).join(`${listSeparator} `) || null;
	const examples: Partial<Record<ColumnKey, string>> = {
		code: '3.2',
		furtherAreas: `1${listSeparator} 5`,
		startsOn: '1.2.2027',
		deadline: '31.12.2027',
		deadlineWords: 'våren 2027',
		weight: '1',
		links: 'Prosjektside: https://example.no/prosjekt'
	};
	return examples[column] ?? null;
}

function listsSheet(lists: readonly ChoiceList[], locale: Locale, words: WorkbookLabels): WorkbookSheet {
	const longest = Math.max(...lists.map(({ open }) => open.length));
	return {
		name: words.lists,
		heads: lists.map(({ column }) => columnHeaderText(column, locale)),
		rows: Array.from({ length: longest }, (_, row) => lists.map(({ open }) => open[row] ?? null)),
		widths: lists.map(() => 32)
	};
}
