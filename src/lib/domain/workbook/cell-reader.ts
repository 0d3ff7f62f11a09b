import { parseDate, type CalendarDate } from '../calendar/calendar-date';
import { writtenForms, type Localized } from '../localized';
import { cellText, shownCellText, type WorksheetCell } from './worksheet';
import { yesNoChoices, type CellChoices } from './workbook-choices';
import type { ColumnKey } from './column-keys';
import type { WorkbookPlan } from './workbook-row';

/** A validation error of a cell. */
export interface CellValidationError {
	column: ColumnKey;
	code: CellErrorCode;
	/** The cell's text, where the message shows it. */
	value?: string;
}

export type CellErrorCode =
	| 'cell-error'
	| 'code-missing'
	| 'code-unreadable'
	| 'code-is-date'
	| 'code-twice'
	| 'title-missing'
	| 'too-long'
	| 'area-missing'
	| 'area-not-of-code'
	| 'area-full'
	| 'own-area'
	| 'unknown'
	| 'several-unknown'
	| 'ended'
	| 'not-a-date'
	| 'deadline-unreadable'
	| 'deadline-disagrees'
	| 'before-start'
	| 'links-unreadable'
	| 'not-a-weight'
	| 'step-not-allowed'
	| 'milestone-title-missing'
	| 'milestone-due-missing';

/** Maximum characters of a text, as in the forms. */
export const maxCellTextLength = { line: 200, text: 4000 };

/** Cells of a row by column. A column missing in the workbook has no entry, and its value stays. */
export type RowCells = ReadonlyMap<ColumnKey, WorksheetCell>;

/** Parses a code as typed in a cell: "x.1", "3,2", "3. 2.", "3-2", "Tiltak 3.2" and "T3.2" become "X.1" and "3.2". */
export function parseCellCode(cell: WorksheetCell | undefined): string {
	return shownCellText(cell)
		.replace(/^(?:tiltak|nr\.?|nummer|t)[\s.:]*(?=(?:\d{1,2}|x)\s*[.,]\s*\d)/i, '')
		.replace(/\s*[.,]\s*/, '.')
		.replace(/^(\d{1,2}|x)\s*[-–]\s*(?=\d{1,3}$)/i, '$1.')
		.replace(/(?<=\d)[.):]$/, '')
		.toUpperCase();
}

/** Reads the cells of one row by kind, and collects their errors. */
export class CellReader {
	readonly faults: CellValidationError[] = [];

	constructor(
		readonly cells: RowCells,
		readonly plan: WorkbookPlan
	) {
		for (const [column, cell] of cells)
			if (typeof cell === 'object' && cell !== null && 'error' in cell)
				this.fault(column, 'cell-error', cell.error);
	}

	fault(column: ColumnKey, code: CellErrorCode, value?: string): void {
		this.faults.push(value ? { column, code, value: shortenValue(value) } : { column, code });
	}

	/** Returns the text of a column; undefined if the workbook lacks it. */
	text(column: ColumnKey): string | undefined {
		return this.cells.has(column) ? cellText(this.cells.get(column)) : undefined;
	}

	/** Parses a text in one written form; its length is checked if it has changed. */
	words(column: ColumnKey, before: string | undefined, most: number): string | undefined {
		const text = this.text(column);
		if (text === undefined) return before;
		if (text.length > most && text !== before) this.fault(column, 'too-long');
		return text || undefined;
	}

	localized(
		name: 'title' | 'summary' | 'targetGroup' | 'expectedEffect' | 'note',
		before: Localized | null,
		most = maxCellTextLength.text
	): Localized | null {
		const text: Localized = {};
		for (const form of writtenForms) {
			const words = this.words(`${name}.${form}`, before?.[form], most);
			if (words) text[form] = words;
		}
		return text.nb || text.nn ? text : null;
	}

	line(column: ColumnKey, before: string | null, most = maxCellTextLength.line): string | null {
		return this.words(column, before ?? undefined, most) ?? null;
	}

	/** Parses the name of one item; null for an empty cell. */
	choice(column: ColumnKey, before: string | null, among: CellChoices): string | null {
		const text = this.text(column);
		if (text === undefined) return before;
		if (text === '') return null;
		const key = among.find(text);
		if (key === null) this.fault(column, 'unknown', text);
		else if (key !== before && among.isEnded(key)) this.fault(column, 'ended', text);
		return key ?? before;
	}

	/** Parses a code; an empty cell keeps the value before. */
	coded(column: ColumnKey, before: string, among: CellChoices): string {
		const text = this.text(column);
		if (text === undefined || text === '') return before;
		const key = among.find(text);
		if (key === null) this.fault(column, 'unknown', text);
		return key ?? before;
	}

	/**
	 * Parses a list of items separated by semicolons or line breaks, or by commas unless a name contains one.
	 */
	list(column: ColumnKey, before: readonly string[], among: CellChoices): string[] {
		const text = this.text(column);
		if (text === undefined) return [...before];
		const entries = text
			.split(/[;\n]/)
			.flatMap((entry) => (among.find(entry) === null ? entry.split(',') : [entry]))
			.map((entry) => entry.trim())
			.filter(Boolean);
		const unknown = entries.filter((entry) => among.find(entry) === null);
		if (unknown.length > 0)
			this.fault(column, unknown.length > 1 ? 'several-unknown' : 'unknown', unknown.join('; '));
		const keys = entries.flatMap((entry) => among.find(entry) ?? []);
		const ended = keys.find((key) => among.isEnded(key) && !before.includes(key));
		if (ended !== undefined) this.fault(column, 'ended', ended);
		return among.inOrder(keys);
	}

	/** Parses yes or no; an empty cell is no. */
	yesNo(column: ColumnKey, before: boolean): boolean {
		if (this.text(column) === '') return false;
		return this.coded(column, before ? 'yes' : 'no', yesNoChoices) === 'yes';
	}

	date(column: ColumnKey, before: CalendarDate | null): CalendarDate | null {
		const text = this.text(column);
		if (text === undefined) return before;
		if (text === '') return null;
		const date = parseDate(text);
		if (!date) this.fault(column, 'not-a-date', text);
		return date;
	}

	/** Returns the first of the columns that the workbook has, for an error that concerns all of them. */
	firstOf(columns: ColumnKey[]): ColumnKey {
		return columns.find((column) => this.cells.has(column)) ?? 'code';
	}

	isSound(column: ColumnKey): boolean {
		return !this.faults.some((one) => one.column === column);
	}
}

function shortenValue(text: string): string {
	return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}
