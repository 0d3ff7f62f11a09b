import { fillMergedCells, repeatLinks, type MergedCells } from '$lib/domain/workbook/merged-cells';
import type { CellLink, Worksheet, WorksheetCell } from '$lib/domain/workbook/worksheet';
import { checkCellLimits } from './cell-address';
import { headingStyles, notesIn } from './docx-parts';
import type { OfficePackage } from './office-package';
import { parseXml } from './parse-xml';
import { UploadError } from './upload-error';

/** A table while it is read. */
interface OpenTable {
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
	cell: { column: number; span: number; merge: 'restart' | 'continue' | null; paragraphs: string[] };
	links: CellLink[];
	comments: { row: number; text: string }[];
}

/** Content that is not shown: for older programs, or moved to another place. */
const notShown = new Set(['Fallback', 'moveFrom']);

/** Comments, footnotes and endnotes: their reference in the text, and the part that holds them. */
const noteKinds: ReadonlyMap<string, string> = new Map([
	['commentReference', 'comments'],
	['footnoteReference', 'footnotes'],
	['endnoteReference', 'endnotes']
]);

/** Most tables within each other. */
const maxNesting = 20;

/** Longest text that counts as a heading above a table. */
const maxHeading = 120;

/**
 * Reads the tables of a Word document, each named by the heading above it, and those of its headers and footers.
 * Tracked changes are read as if they were accepted.
 *
 * @throws UploadError
 */
export function readDocx(document: OfficePackage): Worksheet[] {
	const main = document.main ?? '';
	const relationships = document.relationshipsOf(main);
	const styles = relationships.find(({ type }) => type === 'styles');
	const headings = headingStyles(document.part(styles?.target ?? ''));
	const notes = new Map(
		[...noteKinds.values()].flatMap((kind) => {
			const part = relationships.find(({ type }) => type === kind);
			return notesIn(document.part(part?.target ?? ''), kind);
		})
	);
	const margins = relationships.filter(({ type }) => type === 'header' || type === 'footer');
	const tables: Worksheet[] = [];
	for (const part of [main, ...margins.map(({ target }) => target)]) {
		const xml = document.part(part);
		if (xml === undefined) throw new UploadError('unreadable');
		const addresses = new Map(document.relationshipsOf(part).map(({ id, target }) => [id, target]));
		tables.push(...readPart(xml, { headings, notes, addresses }));
	}
	return tables.map((table, index) => ({ ...table, table: index + 1 }));
}

interface DocumentContext {
	headings: ReadonlySet<string>;
	/** Texts of comments and notes, by kind and id. */
	notes: ReadonlyMap<string, string>;
	/** Addresses of links, by relationship. */
	addresses: ReadonlyMap<string, string>;
}

function readPart(xml: string, { headings, notes, addresses }: DocumentContext): Worksheet[] {
	const tables: Worksheet[] = [];
	let table: OpenTable | null = null;
	let paragraph = { text: '', heading: false };
	// A text box is a paragraph within another.
	const outer: (typeof paragraph)[] = [];
	// A content control that is not filled in shows a text that asks for it.
	const controls: boolean[] = [];
	let link: CellLink | null = null;
	// Instructions of the open fields; a link may be a field.
	const fields: string[] = [];
	let inInstruction = false;
	let lastHeading = '';
	let lastText = '';
	let inText = false;
	let inRowProperties = false;
	let skipped = 0;

	parseXml(xml, {
		open(element, { val = '', id = '', instr = '', fldCharType = '' }) {
			if (notShown.has(element)) skipped++;
			if (skipped) return;
			if (element === 'tbl') {
				if (nestingOf(table) === maxNesting) throw new UploadError('too-much-inside');
				const above = table?.cell.paragraphs.findLast((one) => one.trim())?.trim() ?? lastText;
				const short = above.length <= maxHeading ? above : '';
				table = openTable(table ? short || lastHeading : lastHeading || short, table);
			} else if (element === 'p') {
				outer.push(paragraph);
				paragraph = { text: '', heading: false };
			} else if (element === 'sdt') controls.push(false);
			else if (element === 'showingPlcHdr' && controls.length > 0)
				controls.splice(-1, 1, !/^(?:0|false|off)$/.test(val));
			else if (element === 't') inText = true;
			else if (element === 'tab') paragraph.text += paragraph.text ? '\t' : '';
			else if (element === 'br' || element === 'cr') paragraph.text += '\n';
			else if (element === 'noBreakHyphen') paragraph.text += '-';
			else if (element === 'instrText') inInstruction = true;
			else if (element === 'fldChar' && fldCharType === 'begin') fields.push('');
			else if (element === 'pStyle') paragraph.heading = headings.has(val);
			else if (element === 'outlineLvl') paragraph.heading = Number(val) < 9;
			else if (element === 'fldChar' && fldCharType === 'end') {
				if (fieldAddress(fields.pop() ?? '')) link = null;
			} else if (!table) return;
			else if (element === 'hyperlink') link = openLink(table, addresses.get(id));
			else if (element === 'fldSimple') link = openLink(table, fieldAddress(instr)) ?? link;
			else if (element === 'fldChar' && fldCharType === 'separate')
				link = openLink(table, fieldAddress(fields.at(-1) ?? '')) ?? link;
			else if (noteKinds.has(element)) {
				const text = notes.get(`${noteKinds.get(element)} ${id}`);
				if (text) table.comments.push({ row: table.rows.length, text });
			} else if (element === 'tr') {
				table.rows.push([]);
				table.deleted = false;
				table.column = 0;
			} else if (element === 'trPr') inRowProperties = true;
			else if (element === 'del' && inRowProperties) table.deleted = true;
			else if (element === 'gridBefore') table.column += spanOf(val);
			else if (element === 'tc') table.cell = emptyCell(table.column);
			else if (element === 'gridSpan') table.cell.span = spanOf(val);
			else if (element === 'vMerge') table.cell.merge = val === 'restart' ? 'restart' : 'continue';
		},
		close(element) {
			if (notShown.has(element)) skipped--;
			if (skipped) return;
			if (element === 't') inText = false;
			else if (element === 'trPr') inRowProperties = false;
			else if (element === 'tr' && table?.deleted) dropRow(table);
			else if (element === 'sdt') controls.pop();
			else if (element === 'instrText') inInstruction = false;
			else if (element === 'hyperlink' || element === 'fldSimple') link = null;
			else if (element === 'p') {
				if (table)
					for (let one: OpenTable | null = table; one; one = one.outer)
						one.cell.paragraphs.push(paragraph.text);
				else if (paragraph.text.trim()) {
					lastText = paragraph.text.trim();
					if (paragraph.heading) lastHeading = lastText;
				}
				paragraph = outer.pop()!;
			} else if (element === 'tc' && table) {
				placeCell(table);
				// A field that is not ended must not take the next cells with it.
				link = null;
				fields.length = 0;
				table.column += table.cell.span;
			} else if (element === 'tbl' && table) {
				if (table.outer) keepInner(table.outer, table);
				else tables.push(...finishTables(table));
				table = table.outer;
			}
		},
		text(text) {
			if (inInstruction && fields.length > 0) fields.push((fields.pop() ?? '') + text);
			if (!inText || skipped || controls.includes(true)) return;
			paragraph.text += text;
			if (link) link.text += text;
		}
	});
	return tables;
}

/** Drops the last row with what belongs to it. A merged cell that began above goes on below. */
function dropRow(table: OpenTable): void {
	const row = table.rows.length - 1;
	table.rows.pop();
	table.links = table.links.filter((link) => link.row < row);
	table.comments = table.comments.filter((comment) => comment.row <= row);
	for (const [column, { top }] of table.merged) if (top === row) table.merged.delete(column);
}

/** Returns the web address of a field of Word that is a link; empty for any other field. */
function fieldAddress(instruction: string): string {
	const [, quoted, bare = ''] = /^\s*HYPERLINK\s+(?:"([^"]*)"|([^\s"\\]\S*))/i.exec(instruction) ?? [];
	return (quoted ?? bare).trim();
}

function openLink({ rows, cell, links }: OpenTable, address = ''): CellLink | null {
	if (!/^https?:/i.test(address)) return null;
	const link = { row: rows.length - 1, column: cell.column, text: '', address };
	links.push(link);
	return link;
}

function openTable(name: string, outer: OpenTable | null): OpenTable {
	return {
		...{ name, outer, inner: [], column: 0, rows: [], merged: new Map(), done: [], cell: emptyCell(0) },
		...{ links: [], comments: [], deleted: false }
	};
}

/** Keeps a table that stands in a cell, whose links and comments are the cell's too. */
function keepInner(outer: OpenTable, inner: OpenTable): void {
	const row = outer.rows.length - 1;
	outer.inner.push(inner);
	for (const link of inner.links) outer.links.push({ ...link, row, column: outer.cell.column });
	for (const { text } of inner.comments) outer.comments.push({ row: row + 1, text });
}

/** Returns a table, and before it those in its cells that have more columns: it only sets them out on the page. */
function finishTables(table: OpenTable): Worksheet[] {
	const merged = [...table.done, ...table.merged.values()];
	if (!fillMergedCells(table.rows, merged)) throw new UploadError('too-much-inside');
	table.links = repeatLinks(table.links, merged, table.rows.length);
	const inner = table.inner.filter((one) => columnsOf(one) > columnsOf(table));
	return [...inner.flatMap(finishTables), toWorksheet(table)];
}

function nestingOf(table: OpenTable | null): number {
	return table ? nestingOf(table.outer) + 1 : 0;
}

function columnsOf({ rows }: OpenTable): number {
	return rows.reduce((most, { length }) => Math.max(most, length), 0);
}

function toWorksheet({ name, rows, links, comments }: OpenTable): Worksheet {
	return { name, rows, ...(links.length > 0 && { links }), ...(comments.length > 0 && { comments }) };
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
