import { fillMergedCells, repeatLinks, type MergedCells } from '$lib/domain/workbook/merged-cells';
import {
	hiddenParts,
	isBlankCell,
	type CellColour,
	type CellFill,
	type CellLink,
	type Worksheet,
	type WorksheetCell
} from '$lib/domain/workbook/worksheet';
import { checkCellLimits } from './cell-address';
import { UploadError } from './upload-error';

/** A table while it is read. */
export interface OpenTable {
	name: string;
	/** The table whose cell it stands in, which has its text too; null for none. */
	outer: OpenTable | null;
	/** Tables in its cells. */
	inner: OpenTable[];
	/** Column of the next cell. */
	column: number;
	rows: WorksheetCell[][];
	merged: Map<number, MergedCells>;
	done: MergedCells[];
	/** True if the open row is deleted by a tracked change. */
	deleted: boolean;
	cell: {
		column: number;
		span: number;
		merge: 'restart' | 'continue' | null;
		paragraphs: string[];
		colour: CellColour | null;
	};
	fills: CellFill[];
	links: CellLink[];
	comments: { row: number; text: string }[];
	/** Texts and rows that the document hides. */
	hidden: { row: number; text: string }[];
	hiddenRows: Set<number>;
}

/** Drops the last row with what belongs to it. A merged cell that began above goes on below. */
export function dropRow(table: OpenTable): void {
	const row = table.rows.length - 1;
	table.rows.pop();
	table.links = table.links.filter((link) => link.row < row);
	table.comments = table.comments.filter((comment) => comment.row <= row);
	table.hidden = table.hidden.filter((one) => one.row < row);
	table.fills = table.fills.filter((one) => one.row < row);
	table.hiddenRows.delete(row);
	for (const [column, { top }] of table.merged) if (top === row) table.merged.delete(column);
}

export function openTable(name: string, outer: OpenTable | null): OpenTable {
	return {
		...{ name, outer, inner: [], column: 0, rows: [], merged: new Map(), done: [], cell: emptyCell(0) },
		...{ links: [], comments: [], fills: [], hidden: [], hiddenRows: new Set(), deleted: false }
	};
}

/** Keeps a table that stands in a cell, whose links and comments are the cell's too. */
export function keepInner(outer: OpenTable, inner: OpenTable): void {
	const row = outer.rows.length - 1;
	outer.inner.push(inner);
	for (const link of inner.links) outer.links.push({ ...link, row, column: outer.cell.column });
	for (const { text } of inner.comments) outer.comments.push({ row: row + 1, text });
	for (const { text } of inner.hidden) outer.hidden.push({ row, text });
	if (inner.hiddenRows.size > 0) outer.hiddenRows.add(row);
}

/** Returns a table, and before it those in its cells that have more columns: it only sets them out on the page. */
export function finishTables(table: OpenTable): Worksheet[] {
	const merged = [...table.done, ...table.merged.values()];
	if (!fillMergedCells(table.rows, merged)) throw new UploadError('too-much-inside');
	table.links = repeatLinks(table.links, merged, table.rows.length);
	const inner = table.inner.filter((one) => columnsOf(one) > columnsOf(table));
	return [...inner.flatMap(finishTables), toWorksheet(table)];
}

export function nestingOf(table: OpenTable | null): number {
	return table ? nestingOf(table.outer) + 1 : 0;
}

function columnsOf({ rows }: OpenTable): number {
	return rows.reduce((most, { length }) => Math.max(most, length), 0);
}

function toWorksheet({ name, rows, links, comments, fills, ...table }: OpenTable): Worksheet {
	const hiddenRows = [...table.hiddenRows].filter((row) => rows[row]?.some((cell) => !isBlankCell(cell)));
	const hidden = hiddenParts(
		hiddenRows.length,
		[],
		table.hidden.map(({ text }) => text)
	);
	return {
		...{ name, rows },
		...(links.length > 0 && { links }),
		...(comments.length > 0 && { comments }),
		...(fills.length > 0 && { fills }),
		...(hidden && { hidden })
	};
}

export function emptyCell(column: number): OpenTable['cell'] {
	return { column, span: 1, merge: null, paragraphs: [], colour: null };
}

export function spanOf(value: string): number {
	return Math.min(Math.max(1, Math.trunc(Number(value)) || 1), 1000);
}

export function placeCell({ rows, merged, done, cell, fills }: OpenTable): void {
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
	if (!text && cell.colour) fills.push({ row, column, colour: cell.colour });
}
