import type { CellLink, TextAround, Worksheet } from '$lib/domain/workbook/worksheet';
import { ListCounter, numberingIn } from './docx-numbering';
import { isOn, notesIn, signOf, stylesIn, type WordStyles } from './docx-parts';
import {
	dropRow,
	emptyCell,
	finishTables,
	keepInner,
	nestingOf,
	openTable,
	placeCell,
	spanOf,
	type OpenTable
} from './docx-table';
import type { OfficePackage } from './office-package';
import { parseXml } from './parse-xml';
import { trafficLight } from './cell-colour';
import { UploadError } from './upload-error';

/** Content that is not shown: for older programs, moved to another place, or as it was before a tracked change. */
const notShown = new Set([
	...['Fallback', 'moveFrom', 'rPrChange', 'pPrChange', 'tblPrChange', 'tblPrExChange', 'trPrChange'],
	...['tcPrChange', 'tblGridChange', 'sectPrChange', 'numberingChange']
]);

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
 * Tracked changes are read as if they were accepted. Hidden text is read and told; text around the tables is told.
 *
 * @throws UploadError
 */
export function readDocx(document: OfficePackage): Worksheet[] {
	const main = document.main ?? '';
	const relationships = document.relationshipsOf(main);
	const partOf = (kind: string) =>
		document.part(relationships.find(({ type }) => type === kind)?.target ?? '');
	const styles = stylesIn(partOf('styles'));
	const counter = new ListCounter(numberingIn(partOf('numbering')));
	const notes = new Map([...noteKinds.values()].flatMap((kind) => notesIn(partOf(kind), kind)));
	const margins = relationships.filter(({ type }) => type === 'header' || type === 'footer');
	const around: TextAround = { paragraphs: 0, first: '' };
	const tables: Worksheet[] = [];
	for (const part of [main, ...margins.map(({ target }) => target)]) {
		const xml = document.part(part);
		if (xml === undefined) throw new UploadError('unreadable');
		const addresses = new Map(document.relationshipsOf(part).map(({ id, target }) => [id, target]));
		tables.push(...readPart(xml, { styles, counter, notes, addresses, around }));
	}
	return tables.map((table, index) => ({
		...{ ...table, table: index + 1 },
		...(index === 0 && around.paragraphs > 0 && { around })
	}));
}

interface DocumentContext {
	styles: WordStyles;
	/** Counts the paragraphs of numbered lists. */
	counter: ListCounter;
	/** Texts of comments and notes, by kind and id. */
	notes: ReadonlyMap<string, string>;
	/** Addresses of links, by relationship. */
	addresses: ReadonlyMap<string, string>;
	/** Counts the text outside the tables. */
	around: TextAround;
}

/** A paragraph while it is read. */
interface OpenParagraph {
	text: string;
	heading: boolean;
	/** True if its style hides its text. */
	hidden: boolean;
	/** The numbered list it is part of. */
	list: string;
	level: number;
}

function emptyParagraph(): OpenParagraph {
	return { text: '', heading: false, hidden: false, list: '', level: 0 };
}

/** Counts a text outside the tables. */
function tellAround(around: TextAround, text: string): void {
	around.first ||= text.trim().replace(/\s+/g, ' ').slice(0, maxHeading).toWellFormed();
	around.paragraphs++;
}

function readPart(xml: string, context: DocumentContext): Worksheet[] {
	const { styles, counter, notes, addresses, around } = context;
	const tables: Worksheet[] = [];
	let table: OpenTable | null = null;
	let paragraph = emptyParagraph();
	// A text box is a paragraph within another.
	const outer: OpenParagraph[] = [];
	// Open runs, each true if it is hidden; the properties of a paragraph's mark hide no text.
	const runs: boolean[] = [];
	let marks = 0;
	let hiddenIn: OpenParagraph | null = null;
	// A field that is a choice among entries, and one that is a box to tick.
	let choice: { entries: string[]; chosen: number } | null = null;
	let box: boolean | null = null;
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
		open(element, { val = '', id = '', instr = '', fldCharType = '', char = '', fill = '' }) {
			if (notShown.has(element)) skipped++;
			if (skipped) return;
			if (element === 'tbl') {
				if (nestingOf(table) === maxNesting) throw new UploadError('too-much-inside');
				const above = table?.cell.paragraphs.findLast((one) => one.trim())?.trim() ?? lastText;
				const short = above.length <= maxHeading ? above : '';
				table = openTable(table ? short || lastHeading : lastHeading || short, table);
			} else if (element === 'p') {
				outer.push(paragraph);
				paragraph = emptyParagraph();
			} else if (element === 'sdt') controls.push(false);
			else if (element === 'showingPlcHdr' && controls.length > 0)
				controls.splice(-1, 1, !/^(?:0|false|off)$/.test(val));
			else if (element === 't') inText = true;
			else if (element === 'tab') paragraph.text += paragraph.text ? '\t' : '';
			else if (element === 'br' || element === 'cr') paragraph.text += '\n';
			else if (element === 'noBreakHyphen') paragraph.text += '-';
			else if (element === 'instrText') inInstruction = true;
			else if (element === 'fldChar' && fldCharType === 'begin') fields.push('');
			else if (element === 'pPr') marks++;
			else if (element === 'pStyle') {
				paragraph.heading = styles.headings.has(val);
				paragraph.hidden = styles.hidden.has(val);
				Object.assign(paragraph, styles.lists.get(val));
			} else if (element === 'ilvl') paragraph.level = Number(val) || 0;
			else if (element === 'numId') paragraph.list = val;
			else if (element === 'r') runs.push(paragraph.hidden);
			else if (element === 'rStyle' && runs.length > 0 && marks === 0)
				runs[runs.length - 1] ||= styles.hidden.has(val);
			else if (element === 'vanish' && runs.length > 0 && marks === 0) runs[runs.length - 1] = isOn(val);
			else if (element === 'sym') paragraph.text += signOf(char);
			else if (element === 'ddList') choice = { entries: [], chosen: 0 };
			else if (element === 'result' && choice) choice.chosen = Number(val) || 0;
			else if (element === 'listEntry' && choice) choice.entries.push(val);
			else if (element === 'checkBox') box = false;
			else if ((element === 'default' || element === 'checked') && box !== null) box = isOn(val);
			else if (element === 'altChunk') tellAround(around, '');
			else if (element === 'outlineLvl') paragraph.heading = Number(val) < 9;
			else if (element === 'fldChar' && fldCharType === 'end') {
				if (fieldAddress(fields.pop() ?? '')) link = null;
			} else if (!table) {
				if (noteKinds.has(element)) tellAround(around, notes.get(`${noteKinds.get(element)} ${id}`) ?? '');
			} else if (element === 'hyperlink') link = openLink(table, addresses.get(id));
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
			else if (element === 'hidden' && inRowProperties && isOn(val))
				table.hiddenRows.add(table.rows.length - 1);
			else if (element === 'gridBefore') table.column += spanOf(val);
			else if (element === 'tc') table.cell = emptyCell(table.column);
			else if (element === 'shd' && marks === 0 && runs.length === 0) table.cell.colour = trafficLight(fill);
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
			else if (element === 'pPr') marks--;
			else if (element === 'r') runs.pop();
			else if (element === 'ddList') {
				paragraph.text += choice?.entries[choice.chosen] ?? '';
				choice = null;
			} else if (element === 'checkBox') {
				paragraph.text += box ? '☒' : '☐';
				box = null;
			} else if (element === 'instrText') inInstruction = false;
			else if (element === 'hyperlink' || element === 'fldSimple') link = null;
			else if (element === 'p') {
				const number = paragraph.list ? counter.next(paragraph.list, paragraph.level) : '';
				if (table && number) paragraph.text = `${number} ${paragraph.text}`.trim();
				if (table)
					for (let one: OpenTable | null = table; one; one = one.outer)
						one.cell.paragraphs.push(paragraph.text);
				else if (paragraph.text.trim()) {
					lastText = paragraph.text.trim();
					if (paragraph.heading) lastHeading = lastText;
					else tellAround(around, lastText);
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
			if (!runs.at(-1)) hiddenIn = null;
			else if (table) {
				const last = table.hidden.at(-1);
				if (last && hiddenIn === paragraph) last.text += text;
				else table.hidden.push({ row: table.rows.length - 1, text });
				hiddenIn = paragraph;
			}
			if (link) link.text += text;
		}
	});
	return tables;
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
