import { strFromU8, unzipSync } from 'fflate';
import { readSheet } from 'read-excel-file/node';

/*
 * Reads what people's office programs would read, from the files' own XML: the tests of the papers compare
 * this with what the page shows, and know nothing of how it was written.
 */

export type OfficeFiles = Record<string, string>;

/** The parts of an office file as text. */
export function officeFileParts(bytes: Uint8Array): OfficeFiles {
	const parts = unzipSync(bytes, { filter: ({ name }) => /\.(xml|rels)$/.test(name) });
	return Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, strFromU8(part)]));
}

/** A paragraph of a Word document: its style and its text. */
export interface WordParagraph {
	style: string;
	text: string;
	/** The languages its runs say they are in, beside the document's own. */
	langs: string[];
}

export interface WordTable {
	/** Rows that Word repeats on each page. */
	headRows: number;
	rows: string[][];
}

export function wordParagraphs(xml: string): WordParagraph[] {
	return elements(xml, 'w:p').map((one) => ({
		style: /<w:pStyle w:val="([^"]+)"/.exec(one)?.[1] ?? '',
		text: wordText(one),
		langs: [...one.matchAll(/<w:lang w:val="([^"]+)"/g)].map(([, lang]) => lang ?? '')
	}));
}

export function wordTables(xml: string): WordTable[] {
	return elements(xml, 'w:tbl').map((table) => {
		const rows = elements(table, 'w:tr');
		return {
			headRows: rows.filter((row) => row.includes('<w:tblHeader')).length,
			rows: rows.map((row) => elements(row, 'w:tc').map(wordText))
		};
	});
}

/** The alternative texts of a document's pictures. */
export function alternativeTexts(xml: string): string[] {
	return [...xml.matchAll(/<wp:docPr [^>]*descr="([^"]*)"/g)].map(([, text]) => plain(text ?? ''));
}

function wordText(xml: string): string {
	return [...xml.matchAll(/<w:t(?: [^>]*)?>([^<]*)<\/w:t>|<w:(br|tab)\/>/g)]
		.map(([, text, mark]) => (mark ? '\n' : plain(text ?? '')))
		.join('');
}

/** A chart of a presentation: its series by name, with a figure or a gap for each category. */
export interface SlideChart {
	categories: string[];
	series: { name: string; values: (number | null)[] }[];
}

function slideChart(xml: string): SlideChart {
	const series = elements(xml, 'c:ser');
	const points = (part: string) =>
		new Map(
			[...part.matchAll(/<c:pt idx="(\d+)"><c:v>([^<]*)<\/c:v><\/c:pt>/g)].map(([, index, value]) => [
				Number(index),
				plain(value ?? '')
			])
		);
	const categories = [...points(elements(series[0] ?? '', 'c:cat')[0] ?? '').values()];
	return {
		categories,
		series: series.map((one) => {
			const values = points(elements(one, 'c:val')[0] ?? '');
			return {
				name: [...points(elements(one, 'c:tx')[0] ?? '').values()][0] ?? '',
				values: categories.map((_name, index) => (values.has(index) ? Number(values.get(index)) : null))
			};
		})
	};
}

/** A slide: its texts, the notes under it, and its charts with their alternative texts. */
export function readSlides(files: OfficeFiles) {
	const numbers = Object.keys(files)
		.flatMap((name) => /^ppt\/slides\/slide(\d+)\.xml$/.exec(name)?.[1] ?? [])
		.map(Number)
		.sort((a, b) => a - b);
	return numbers.map((number) => {
		const xml = files[`ppt/slides/slide${number}.xml`] ?? '';
		const links = files[`ppt/slides/_rels/slide${number}.xml.rels`] ?? '';
		const charts = [...links.matchAll(/\/charts\/(chart\d+\.xml)/g)].map(([, name]) => name ?? '');
		return {
			paragraphs: elements(xml, 'a:p').map(drawnText),
			alternatives: elements(xml, 'p:graphicFrame').map((frame) =>
				plain(/descr="([^"]*)"/.exec(frame)?.[1] ?? '')
			),
			charts: charts.map((name) => slideChart(files[`ppt/charts/${name}`] ?? '')),
			notes: elements(files[`ppt/notesSlides/notesSlide${number}.xml`] ?? '', 'a:p').map(drawnText)
		};
	});
}

function drawnText(xml: string): string {
	return [...xml.matchAll(/<a:t>([^<]*)<\/a:t>/g)].map(([, text]) => plain(text ?? '')).join('');
}

/** Every sheet of a workbook, as the rows of its cells. */
export async function readSheets(bytes: Uint8Array): Promise<Map<string, unknown[][]>> {
	const { 'xl/workbook.xml': workbook = '' } = officeFileParts(bytes);
	const names = [...workbook.matchAll(/<sheet [^>]*name="([^"]+)"/g)].map(([, name]) => plain(name ?? ''));
	const sheets = new Map<string, unknown[][]>();
	for (const name of names) sheets.set(name, await readSheet(Buffer.from(bytes), name));
	return sheets;
}

/** The outermost elements of a name, in their order. */
function elements(xml: string, name: string): string[] {
	const found: string[] = [];
	let depth = 0;
	let start = 0;
	for (const match of xml.matchAll(new RegExp(`<(/?)${name}(?:\\s[^>]*?)?(/?)>`, 'g'))) {
		const [tag, closing, empty] = match;
		if (empty) {
			if (depth === 0) found.push(tag);
			continue;
		}
		if (!closing && depth++ === 0) start = match.index;
		if (closing && --depth === 0) found.push(xml.slice(start, match.index + tag.length));
	}
	return found;
}

function plain(text: string): string {
	return text
		.replaceAll('&lt;', '<')
		.replaceAll('&gt;', '>')
		.replaceAll('&quot;', '"')
		.replaceAll('&apos;', "'")
		.replaceAll('&amp;', '&');
}
