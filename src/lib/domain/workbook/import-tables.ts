import { restWhenDue } from '../rest';
import { measureCodePattern } from '../measure/measure';
import type { ImportKey } from './column-keys';
import { writeOutLinks } from './cell-links';
import { columnAnswerKey, skipAnswer } from './import-answers';
import { readRows } from './import-rows';
import type { ImportTable, LeftOut, TableContext } from './import-table';
import { lifecycleChoices } from './workbook-choices';
import { columnsFor, findColumn, maxMilestoneColumns } from './workbook-columns';
import { guessHeader, readHeaderAt, type Header } from './workbook-headers';
import { parseCellCode } from './cell-reader';
import {
	cellText,
	columnLetters,
	isBlankCell,
	shownCellText,
	type Worksheet,
	type WorksheetCell
} from './worksheet';

export interface FoundTables {
	tables: ImportTable[];
	left: LeftOut[];
}

/** Finds the tables of measures in all sheets. Sheets without any are listed with the reason. */
export function findImportTables(sheets: readonly Worksheet[], context: TableContext): FoundTables {
	const found: FoundTables = { tables: [], left: [] };
	const sure = sheets.map((sheet) => ({ sheet, headers: findHeaders(sheet, context) }));
	const isKnown = sure.some(({ headers }) => headers.length > 0);
	const all = isKnown ? sure : sheets.map((sheet) => ({ sheet, headers: guessHeaders(sheet, context) }));
	const most = Math.max(0, ...all.flatMap(({ headers }) => headers.map(({ known }) => known)));
	// Our own workbook has a guide and lists beside its table of all columns.
	const least = most >= fullTable ? most / 4 : 0;
	for (const { sheet, headers: possible } of all) {
		const name = sheet.name;
		const headers = possible.filter(({ known }) => known >= least);
		for (const comment of sheet.comments ?? [])
			found.left.push({ sheet: name, ...comment, reason: 'comment' });
		if (sheet.around)
			found.left.push({
				...{ sheet: '', row: null, text: sheet.around.first, reason: 'around' },
				rows: sheet.around.paragraphs
			});
		if (!sheet.rows.some((row) => row.some((cell) => !isBlankCell(cell)))) {
			if (sheets.length > 1) found.left.push({ sheet: name, row: null, text: '', reason: 'empty-sheet' });
			continue;
		}
		if (headers.length === 0)
			found.left.push({
				sheet: name,
				row: null,
				text: name ? '' : firstText(sheet),
				reason: 'no-measures',
				rows: sheet.rows.length
			});
		headers.forEach((header, index) => {
			const end = headers[index + 1]?.at ?? sheet.rows.length;
			const unread: string[] = [];
			const table = createTable(sheet, { header, end, unread }, context);
			for (const text of unread) found.left.push({ sheet: name, row: null, text, reason: 'column' });
			const { rows, unread: addresses } = writeOutLinks(sheet, table.columns, { from: header.at, end });
			for (const { row, column, text } of addresses)
				found.left.push({
					...{ sheet: name, row: row + 1, reason: 'address' },
					text: text || cellText(sheet.rows[row]?.[column])
				});
			const hasTitle = table.columns.some((key) => key?.startsWith('title.'));
			if (hasTitle) readRows(table, { sheet: { ...sheet, rows }, header, end, context }, found.left);
			if (table.rows.length > 0 || (!hasTitle && context.log.isOpen())) found.tables.push(table);
			else found.left.push({ sheet: name, row: header.at + 1, text: '', reason: 'no-rows' });
		});
	}
	return found;
}

/** Returns the first text of a table without a name, by which people know it. */
function firstText({ rows }: Worksheet): string {
	const row = rows.find((cells) => cells.some((cell) => !isBlankCell(cell)));
	return cellText(row?.find((cell) => !isBlankCell(cell)))
		.replace(/\s+/g, ' ')
		.slice(0, 60);
}

/** Number of columns from which a table is one of our own. */
const fullTable = 20;

/** Last row that may hold the first headers; titles and notes may precede them. */
const maxHeaderRow = 25;

/** Finds the header rows of a sheet: the best one near the top, and later ones like it. */
function findHeaders(sheet: Worksheet, { form, log }: TableContext): Header[] {
	let first: Header | null = null;
	for (let at = 0; at < Math.min(maxHeaderRow, sheet.rows.length); at++)
		for (const header of readHeaderAt(sheet, at, { form, answers: log.answers }))
			if (header.known > (first?.known ?? 0) || (first && isInner(header, first))) first = header;
	if (!first) return [];
	const all = [first];
	for (let at = first.at + first.rows; at < sheet.rows.length; at++) {
		restWhenDue();
		const row = sheet.rows[at] ?? [];
		// A header has a word in most of its cells; rows of measures are rarely read twice.
		if (
			!row.some((cell) => typeof cell === 'string' && /title/.test(findColumn(cell.slice(0, 60), form) ?? ''))
		)
			continue;
		const [next] = readHeaderAt(sheet, at, { form, answers: log.answers });
		const texts = row.filter((cell) => !isBlankCell(cell)).length;
		if (next && next.known >= 2 && next.known >= texts / 2) all.push(next);
	}
	return all;
}

function guessHeaders(sheet: Worksheet, { form, log }: TableContext): Header[] {
	const guessed = guessHeader(sheet, maxHeaderRow, { form, answers: log.answers });
	return guessed ? [guessed] : [];
}

/** True if a header of one row is the lower row of one of two, which gains nothing by the upper. */
function isInner(lower: Header, both: Header): boolean {
	return both.rows === 2 && lower.rows === 1 && lower.at === both.at + 1 && lower.known === both.known;
}

/** @param unread gets the columns that are not read */
function createTable(
	sheet: Worksheet,
	{ header, end, unread }: { header: Header; end: number; unread: string[] },
	{ log }: TableContext
): ImportTable {
	const body = sheet.rows.slice(header.at + header.rows, end);
	// Cells may stand beside the last header.
	const width = body.reduce((most, row) => Math.max(most, filledWidth(row)), header.heads.length);
	const heads = Array.from({ length: width }, (_, index) => ({
		letters: columnLetters(index),
		head: header.heads[index] ?? ''
	}));
	const table: ImportTable = {
		...{ sheet: sheet.name, heads, columns: [], twice: [], headRow: header.at + 1, rows: [] }
	};
	const seen = new Map<ImportKey, string>();
	heads.forEach((head, index) => {
		restWhenDue();
		const cells = body.map((row) => row[index]).filter((cell) => !isBlankCell(cell));
		if (!head.head && cells.length === 0) return void table.columns.push(null);
		const recognised = judgeByContent(header.keys[index] ?? null, head.head, cells);
		const taken = recognised !== null && recognised !== 'extra' ? seen.get(recognised) : undefined;
		if (
			taken !== undefined &&
			taken === head.head &&
			!log.answers.has(columnAnswerKey(head.head, head.letters))
		) {
			table.twice.push(head);
			return void table.columns.push(null);
		}
		// Two headers for the same: the first is read, the other is kept in the note with its heading.
		const found = taken === undefined ? recognised : 'extra';
		const value = log.resolve(
			{
				kind: 'column',
				key: columnAnswerKey(head.head, head.letters),
				...{ text: head.head, sheet: sheet.name, row: header.at + 1, letters: head.letters },
				examples: exampleTexts(cells)
			},
			{ value: found ?? (header.unsure ? null : skipAnswer), sure: taken === undefined }
		);
		const key = isImportKey(value) ? value : null;
		if (!key && value !== null) unread.push(`${head.letters} ${head.head ? `«${head.head}»` : ''}`.trim());
		if (key && key !== 'extra') {
			if (seen.has(key)) return void table.columns.push('extra');
			seen.set(key, head.head);
		}
		table.columns.push(key);
	});
	return table;
}

function filledWidth(row: readonly WorksheetCell[]): number {
	return row.findLastIndex((cell) => !isBlankCell(cell)) + 1;
}

const importKeys: ReadonlySet<string> = new Set<ImportKey>([
	...columnsFor(maxMilestoneColumns),
	'status',
	'extra'
]);

function isImportKey(value: string | null): value is ImportKey {
	return value !== null && importKeys.has(value);
}

/** A number column is no code unless its cells are; a column of decisions holds numbers or lifecycles. */
function judgeByContent(
	key: ImportKey | null,
	head: string,
	cells: readonly (WorksheetCell | undefined)[]
): ImportKey | null {
	const share = (fits: (cell: WorksheetCell | undefined) => boolean) =>
		cells.filter(fits).length / Math.max(1, cells.length);
	if (key === 'code' && !/kode|code/i.test(head) && cells.length > 0)
		return share((cell) => measureCodePattern.test(parseCellCode(cell))) > 0 ||
			share((cell) => typeof cell === 'object' && cell !== null) > 0
			? 'code'
			: null;
	if (key === 'lifecycle' && /^vedtak/i.test(head) && cells.length > 0)
		return share((cell) => lifecycleChoices.find(cellText(cell)) !== null) >= 0.5 ? key : 'extra';
	return key;
}

function exampleTexts(cells: readonly (WorksheetCell | undefined)[]): string[] {
	const texts = cells.slice(0, 50).map((cell) => shownCellText(cell).replace(/\s+/g, ' '));
	return [...new Set(texts)].slice(0, 3).map((text) => (text.length > 60 ? `${text.slice(0, 59)}…` : text));
}
