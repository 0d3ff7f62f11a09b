import { Parser } from 'htmlparser2';
import { restWhenDue } from '$lib/domain/rest';
import { fillMergedCells, repeatLinks, type MergedCells } from '$lib/domain/workbook/merged-cells';
import {
	hiddenParts,
	isBlankCell,
	type CellLink,
	type TextAround,
	type Worksheet,
	type WorksheetCell
} from '$lib/domain/workbook/worksheet';
import { checkCellLimits } from './cell-address';
import { UploadError } from './upload-error';

const blocks = new Set(['p', 'div', 'li', 'br', 'ul', 'ol', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
const unread = new Set(['script', 'style', 'head', 'template', 'noscript']);
const heading = /^(?:h[1-6]|caption)$/;
/** Style of what a page or Office hides. */
const hiding = /(?:^|;)\s*(?:display:\s*none|visibility:\s*(?:hidden|collapse)|mso-hide:\s*all)/i;
/** Elements without content, which are not closed. */
const empty = new Set(['br', 'col', 'img', 'hr', 'input', 'meta', 'link', 'wbr']);

interface OpenHtmlTable {
	rows: WorksheetCell[][];
	/** Cells of earlier rows that reach down, by column: the row after their last one. */
	taken: number[];
	merged: MergedCells[];
	cell: { rowspan: number; colspan: number } | null;
	links: CellLink[];
	/** Columns, rows and texts that the page hides. */
	columns: boolean[];
	hiddenRows: Set<number>;
	hiddenTexts: string[];
}

/**
 * Reads the tables of a web page or of cells copied as HTML, each named by the heading above. What is hidden is read
 * and told; text around the tables is told.
 *
 * @throws UploadError
 */
export function readHtmlTables(html: string): Worksheet[] {
	const tables: Worksheet[] = [];
	let table: OpenHtmlTable | null = null;
	let name = '';
	let depth = 0;
	let ignored = 0;
	let text = '';
	/** Links of the open cell. */
	let links: { address: string; text: string }[] = [];
	let openLink: (typeof links)[number] | null = null;
	/** The open mark of a list item in Word: where its text begins, and spans within it. */
	let mark: { from: number; spans: number } | null = null;
	// Tags from the outermost hidden one on.
	const hidden: string[] = [];
	const around: TextAround = { paragraphs: 0, first: '' };
	const endAround = () => {
		if (depth > 0) return;
		const outside = tidy(text).replace(/\n/g, ' ');
		if (outside) around.first ||= outside.slice(0, 120).toWellFormed();
		if (outside) around.paragraphs++;
		text = '';
	};

	const endCell = () => {
		if (table?.cell) {
			const place = placeCell(table, table.cell, text);
			table.links.push(...links.map((link) => ({ ...place, address: link.address, text: tidy(link.text) })));
		}
		links = [];
		openLink = null;
		if (table) table.cell = null;
		text = '';
	};
	const parser = new Parser({
		onopentag(tag, { rowspan = '1', colspan = '1', span = '1', href = '', style = '', ...attributes }) {
			restWhenDue();
			const isHidden = hiding.test(style) || 'hidden' in attributes;
			if (!empty.has(tag) && (hidden.length > 0 || (isHidden && tag !== 'tr'))) hidden.push(tag);
			if (tag === 'table' || (blocks.has(tag) && tag !== 'br') || heading.test(tag)) endAround();
			if (tag === 'span' && mark) mark.spans++;
			else if (/mso-list:\s*ignore/i.test(style)) mark = { from: text.length, spans: 1 };
			if (unread.has(tag)) ignored++;
			else if (tag === 'table' && depth++ === 0) {
				table = { rows: [], taken: [], merged: [], cell: null, ...unhidden() };
				text = '';
			} else if (tag === 'a' && table?.cell && /^https?:/i.test(href)) {
				openLink = { address: href.trim(), text: '' };
				links.push(openLink);
			} else if (depth > 1) text += ' ';
			else if (tag === 'col' && table)
				for (let at = 0; at < spanOf(span, 1000); at++) table.columns.push(isHidden);
			else if (tag === 'tr' && table) {
				endCell();
				table.rows.push([]);
				if (isHidden) table.hiddenRows.add(table.rows.length - 1);
			} else if ((tag === 'td' || tag === 'th') && table) {
				endCell();
				if (table.rows.length === 0) table.rows.push([]);
				table.cell = { rowspan: spanOf(rowspan, 10_000), colspan: spanOf(colspan, 1000) };
			} else if (heading.test(tag) && !table?.cell) text = '';
			else if (blocks.has(tag)) text += '\n';
		},
		onclosetag(tag) {
			const closed = hidden.lastIndexOf(tag);
			if (closed >= 0) hidden.length = closed;
			if (blocks.has(tag) && tag !== 'br' && !heading.test(tag)) endAround();
			if (tag === 'span' && mark && --mark.spans === 0) {
				if (!isNumber(text.slice(mark.from).trim())) text = text.slice(0, mark.from);
				mark = null;
			}
			if (tag === 'a') openLink = null;
			if (unread.has(tag)) ignored--;
			else if (heading.test(tag) && !table?.cell) [name, text] = [tidy(text), ''];
			else if (tag === 'table' && depth > 0 && --depth === 0 && table) {
				endCell();
				if (!fillMergedCells(table.rows, table.merged)) throw new UploadError('too-much-inside');
				const repeated = repeatLinks(table.links, table.merged, table.rows.length);
				const parts = hiddenOf(table);
				const found = { ...(repeated.length > 0 && { links: repeated }), ...(parts && { hidden: parts }) };
				tables.push({ name, table: tables.length + 1, rows: table.rows, ...found });
				table = null;
			} else if ((tag === 'td' || tag === 'th') && depth === 1) endCell();
			else if (blocks.has(tag) && tag !== 'br') text += '\n';
		},
		ontext(more) {
			// Line breaks of the source are spaces on the page.
			if (ignored > 0) return;
			const shown = more.replace(/[\s\u00A0]+/g, ' ');
			text += shown;
			if (hidden.length > 0 && table?.cell) table.hiddenTexts.push(shown);
			if (openLink) openLink.text += shown;
		}
	});
	parser.end(html);
	endAround();
	const [first] = tables;
	if (first && around.paragraphs > 0) first.around = around;
	return tables;
}

function unhidden(): Pick<OpenHtmlTable, 'links' | 'columns' | 'hiddenRows' | 'hiddenTexts'> {
	return { links: [], columns: [], hiddenRows: new Set(), hiddenTexts: [] };
}

function hiddenOf({ rows, columns, hiddenRows, hiddenTexts }: OpenHtmlTable): Worksheet['hidden'] {
	const shown = [...hiddenRows].filter((row) => rows[row]?.some((cell) => !isBlankCell(cell)));
	const filled = [...columns.keys()].filter(
		(column) => columns[column] && rows.some((row) => !isBlankCell(row[column]))
	);
	return hiddenParts(shown.length, filled, hiddenTexts);
}

/** Returns true for the number of a list item, which may be a measure's code, and false for a bullet. */
function isNumber(mark: string): boolean {
	return /\d|^\(?\p{L}{1,4}[.)]$/u.test(mark);
}

function placeCell(
	{ rows, taken, merged }: OpenHtmlTable,
	{ rowspan, colspan }: { rowspan: number; colspan: number },
	text: string
): { row: number; column: number } {
	const row = rows.length - 1;
	const cells = rows[row]!;
	let column = cells.length;
	while ((taken[column] ?? 0) > row) column++;
	checkCellLimits({ row, column: column + colspan - 1 });
	while (cells.length < column) cells.push(null);
	cells.push(tidy(text) || null);
	for (let at = 1; at < colspan; at++) cells.push(null);
	if (rowspan === 1) return { row, column };
	for (let at = 0; at < colspan; at++) taken[column + at] = row + rowspan;
	merged.push({ top: row, bottom: row + rowspan - 1, left: column });
	return { row, column };
}

function spanOf(value: string, most: number): number {
	return Math.min(Math.max(1, Math.trunc(Number(value)) || 1), most);
}

function tidy(text: string): string {
	return text
		.replace(/ *\n */g, '\n')
		.replace(/\n{2,}/g, '\n')
		.replace(/ {2,}/g, ' ')
		.trim();
}
