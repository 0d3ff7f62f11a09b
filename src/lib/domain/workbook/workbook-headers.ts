import type { WrittenForm } from '../localized';
import { measureCodePattern } from '../measure/measure';
import { columnAnswerKey, type ImportAnswers } from './import-answers';
import type { ImportKey } from './column-keys';
import { findImportColumn } from './workbook-columns';
import { parseCellCode } from './cell-reader';
import { cellText, columnLetters, isBlankCell, type Worksheet, type WorksheetCell } from './worksheet';

/** Possible headers of a table: one row, or two. */
export interface Header {
	/** Zero-based row. */
	at: number;
	rows: 1 | 2;
	heads: string[];
	keys: (ImportKey | null)[];
	/** Number of known headers. */
	known: number;
	/** True if they lack a title, and a person says what their columns are. */
	unsure?: boolean;
}

/** Characters of a header that are read. */
const maxHeaderLength = 200;

interface HeaderContext {
	form: WrittenForm;
	answers: ImportAnswers;
}

/**
 * Returns the possible headers at a row, that row alone or joined with the row below, if they name a title and
 * another column. Headers may take two rows, the upper one merged over several columns.
 */
export function readHeaderAt(sheet: Worksheet, at: number, context: HeaderContext): Header[] {
	const upper = sheet.rows[at] ?? [];
	const alone = asHeader({ at, rows: 1, heads: Array.from(upper, headerText) }, context);
	const lower = sheet.rows[at + 1];
	const code = alone.keys.indexOf('code');
	// A row with a code holds a measure.
	const joined =
		!lower ||
		lower.filter((cell) => !isBlankCell(cell)).length < 2 ||
		(code >= 0 && measureCodePattern.test(parseCellCode(lower[code])))
			? []
			: [asHeader({ at, rows: 2, heads: joinHeads(upper, lower, context) }, context)];
	return [alone, ...joined].filter(isUsable);
}

/** Characters of a header in a table that may be one of measures. */
const shortHead = 60;

/** Returns the likeliest headers of a sheet that names no title, if it has another column of a plan. */
export function guessHeader(sheet: Worksheet, lastRow: number, context: HeaderContext): Header | null {
	let best: Header | null = null;
	// A sheet of facts has its headings below each other.
	const facts = sheet.rows
		.slice(0, lastRow)
		.filter(([first]) => findImportColumn(headerText(first), context.form));
	if (facts.length > 2) return null;
	for (let at = 0; at < Math.min(lastRow, sheet.rows.length - 1); at++) {
		const header = asHeader({ at, rows: 1, heads: Array.from(sheet.rows[at] ?? [], headerText) }, context);
		const texts = header.heads.filter(Boolean);
		const isShort = texts.length >= 2 && texts.every((head) => head.length <= shortHead);
		const hasTitle = header.keys.some((key) => key?.startsWith('title.'));
		if (isShort && !hasTitle && header.known > (best?.known ?? 0)) best = { ...header, unsure: true };
	}
	return best;
}

function joinHeads(upper: WorksheetCell[], lower: WorksheetCell[], { form }: HeaderContext): string[] {
	let over = '';
	return Array.from({ length: Math.max(upper.length, lower.length) }, (_, index) => {
		const [own, below] = [headerText(upper[index]), headerText(lower[index])];
		if (own) over = own;
		const text = [over, below].filter(Boolean).join(' ');
		if (below && below !== over && findImportColumn(text, form)) return text;
		return below || own;
	});
}

function asHeader(
	{ at, rows, heads }: Pick<Header, 'at' | 'rows' | 'heads'>,
	{ form, answers }: HeaderContext
): Header {
	const keys = heads.map((head, index) => {
		const chosen = answers.get(columnAnswerKey(head, columnLetters(index)));
		return chosen !== undefined && head ? (chosen as ImportKey) : head ? findImportColumn(head, form) : null;
	});
	// The only text of a measure is its title: "Beskrivelse av tiltak".
	const only = keys.findIndex((key, index) => key?.startsWith('summary.') && /tiltak/i.test(heads[index]!));
	if (only >= 0 && !keys.some((key) => key?.startsWith('title.'))) keys[only] = `title.${form}`;
	return { at, rows, heads, keys, known: new Set(keys.filter((key) => key !== null)).size };
}

/** A title alone may be any text; the heading of a plan's only column says what it is. */
function isUsable({ keys, heads, known }: Header): boolean {
	const title = keys.findIndex((key) => key?.startsWith('title.'));
	if (title < 0) return false;
	return (
		known >= 2 ||
		(heads.filter(Boolean).length === 1 && /^(?:tiltak|tittel|title|measure)$/i.test(heads[title]!))
	);
}

/** Returns the text of a header cell. It is read many times, so a long text is cut. */
function headerText(cell: WorksheetCell | undefined): string {
	const text = typeof cell === 'string' ? cell.slice(0, maxHeaderLength) : cell;
	return cellText(text);
}
