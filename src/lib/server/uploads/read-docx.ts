import { fillMergedCells, type MergedCells } from '$lib/domain/workbook/merged-cells';
import type { Worksheet, WorksheetCell } from '$lib/domain/workbook/worksheet';
import { checkCellLimits } from './cell-address';
import type { OfficePackage } from './office-package';
import { parseXml } from './parse-xml';
import { UploadError } from './upload-error';

/** A table while it is read. Tables inside its cells are read as text. */
interface OpenTable {
	name: string;
	rows: WorksheetCell[][];
	merged: Map<number, MergedCells>;
	done: MergedCells[];
	cell: { column: number; span: number; merge: 'restart' | 'continue' | null; paragraphs: string[] };
}

/** Longest text that counts as a heading above a table. */
const maxHeading = 120;

/** Reads the tables of a Word document, each named by the heading above it. @throws UploadError */
export function readDocx(document: OfficePackage): Worksheet[] {
	const main = document.main ?? '';
	const xml = document.part(main);
	if (xml === undefined) throw new UploadError('unreadable');
	const styles = document.relationshipsOf(main).find(({ type }) => type === 'styles');
	const headings = headingStyles(document.part(styles?.target ?? ''));
	const tables: Worksheet[] = [];
	let table: OpenTable | null = null;
	let depth = 0;
	let paragraph = { text: '', heading: false };
	let lastHeading = '';
	let lastText = '';
	let inText = false;
	let skipped = 0;
	let column = 0;

	parseXml(xml, {
		open(element, { val = '' }) {
			// The same content again, for older programs.
			if (element === 'Fallback') skipped++;
			if (skipped) return;
			if (element === 'tbl') {
				if (depth++ === 0) {
					const name = lastHeading || (lastText.length <= maxHeading ? lastText : '');
					table = { name, rows: [], merged: new Map(), done: [], cell: emptyCell(0) };
				}
			} else if (element === 'p') paragraph = { text: '', heading: false };
			else if (element === 't') inText = true;
			else if (element === 'tab') paragraph.text += paragraph.text ? '\t' : '';
			else if (element === 'br' || element === 'cr') paragraph.text += '\n';
			else if (element === 'noBreakHyphen') paragraph.text += '-';
			else if (element === 'pStyle') paragraph.heading = headings.has(val);
			else if (element === 'outlineLvl') paragraph.heading = Number(val) < 9;
			else if (!table || depth !== 1) return;
			else if (element === 'tr') {
				table.rows.push([]);
				column = 0;
			} else if (element === 'gridBefore') column += spanOf(val);
			else if (element === 'tc') table.cell = emptyCell(column);
			else if (element === 'gridSpan') table.cell.span = spanOf(val);
			else if (element === 'vMerge') table.cell.merge = val === 'restart' ? 'restart' : 'continue';
		},
		close(element) {
			if (element === 'Fallback') skipped--;
			if (skipped) return;
			if (element === 't') inText = false;
			else if (element === 'p') {
				if (table) table.cell.paragraphs.push(paragraph.text);
				else if (paragraph.text.trim()) {
					lastText = paragraph.text.trim();
					if (paragraph.heading) lastHeading = lastText;
				}
			} else if (element === 'tc' && table && depth === 1) {
				placeCell(table);
				column += table.cell.span;
			} else if (element === 'tbl' && --depth === 0 && table) {
				if (!fillMergedCells(table.rows, [...table.done, ...table.merged.values()]))
					throw new UploadError('too-much-inside');
				tables.push({ name: table.name, table: tables.length + 1, rows: table.rows });
				table = null;
			}
		},
		text(text) {
			if (inText && !skipped) paragraph.text += text;
		}
	});
	return tables;
}

function emptyCell(column: number): OpenTable['cell'] {
	return { column, span: 1, merge: null, paragraphs: [] };
}

function spanOf(value: string): number {
	return Math.min(Math.max(1, Math.trunc(Number(value)) || 1), 1000);
}

function placeCell({ rows, merged, done, cell }: OpenTable): void {
	const { column, merge } = cell;
	const row = rows.length - 1;
	checkCellLimits({ row, column });
	const text = cell.paragraphs.join('\n').trim();
	const open = merged.get(column);
	if (merge === 'continue' && open) open.bottom = row;
	else if (open) {
		done.push(open);
		merged.delete(column);
	}
	if (merge === 'restart') merged.set(column, { top: row, bottom: row, left: column });
	const cells = rows[row]!;
	while (cells.length < column) cells.push(null);
	cells[column] = text || null;
}

/** Returns the styles of headings, in any language of Word: by name, or by outline level. */
function headingStyles(xml: string | undefined): Set<string> {
	const found = new Set<string>();
	if (xml === undefined) return found;
	let style = '';
	parseXml(xml, {
		open(element, { styleId = '', val = '' }) {
			if (element === 'style') style = styleId;
			else if (element === 'name' && /^(?:heading|overskrift|title|tittel)\b/i.test(val)) found.add(style);
			else if (element === 'outlineLvl' && Number(val) < 9) found.add(style);
		},
		close: () => undefined
	});
	return found;
}
