import { restWhenDue } from '../rest';
import { measureCodePattern } from '../measure/measure';
import type { ImportRow, ImportTable, LeftOut, TableContext } from './import-table';
import type { Header } from './workbook-headers';
import { parseCellCode } from './cell-reader';
import { cellText, isBlankCell, type Worksheet, type WorksheetCell } from './worksheet';

/** Reads the rows below a header, and takes out theme rows, repeated headers and footnotes. */
export function readRows(
	table: ImportTable,
	{ sheet, header, end, context }: { sheet: Worksheet; header: Header; end: number; context: TableContext },
	left: LeftOut[]
): void {
	const columns = table.columns.flatMap((key, index) => (key ? [index] : []));
	const title = table.columns.findIndex((key) => key?.startsWith('title.'));
	const filled = (cells: WorksheetCell[]) =>
		cells.flatMap((cell, index) => (isBlankCell(cell) ? [] : [index]));
	const colours = statusColours(sheet, table);
	const rows = sheet.rows
		.slice(header.at + header.rows, end)
		.map((plain, index) => {
			restWhenDue();
			const number = header.at + header.rows + index + 1;
			return { number, cells: withColour(plain, colours.get(number)), places: filled(plain) };
		})
		.filter(({ places, cells }) => places.length > 0 && !repeatsHeader(cells, header.heads));
	const singles = rows.filter(({ places }) => places.length === 1).length;
	// A list of titles alone has no theme rows.
	const mayBeThemes = columns.length > 1 && singles <= rows.length / 2 + 1;
	let themes = themesAbove(sheet, header.at, context);
	let lastWasTheme = false;
	const code = table.columns.indexOf('code');
	rows.forEach(({ number, cells, places }, index) => {
		restWhenDue();
		if (isSum(cells, places)) {
			left.push({ sheet: sheet.name, row: number, text: shownCells(cells, places), reason: 'sum' });
			return;
		}
		const theme = numberedTheme(cells, places, { code, title });
		if (theme && rows[index + 1]) {
			themes = [{ text: theme, row: number }];
			lastWasTheme = true;
			return;
		}
		const [only] = places;
		const isCode = table.columns[only!] === 'code' && measureCodePattern.test(parseCellCode(cells[only!]));
		const isSingle = mayBeThemes && places.length === 1 && only! <= Math.max(title, 1) && !isCode;
		if (isSingle) {
			const text = cellText(cells[only!]).replace(/\s+/g, ' ');
			const followed = rows.slice(index + 1).some((row) => row.places.length > 1);
			if (followed || context.isArea(text)) {
				themes = lastWasTheme ? [{ text, row: number }, ...themes] : [{ text, row: number }];
				lastWasTheme = true;
				return;
			}
			left.push({ sheet: sheet.name, row: number, text, reason: 'footnote' });
			return;
		}
		lastWasTheme = false;
		if (columns.some((place) => !isBlankCell(cells[place]))) table.rows.push({ number, cells, themes });
	});
}

/** Texts for the colours of a traffic light: suggestions, since a cell may be coloured for another reason. */
const colourTexts = { green: '🟢 grønn farge', yellow: '🟡 gul farge', red: '🔴 rød farge' };

/** Returns the texts for the filling of the status cells that say nothing else, by row number. */
function statusColours(sheet: Worksheet, table: ImportTable): Map<number, { at: number; text: string }> {
	const at = table.columns.indexOf('status');
	const own = (sheet.fills ?? []).filter(({ column }) => column === at);
	return new Map(own.map(({ row, colour }) => [row + 1, { at, text: colourTexts[colour] }]));
}

/** Returns a row whose empty status cell has the text for its colour. */
function withColour(
	cells: WorksheetCell[],
	colour: { at: number; text: string } | undefined
): WorksheetCell[] {
	if (!colour || !isBlankCell(cells[colour.at])) return cells;
	const filled = Array.from({ length: Math.max(cells.length, colour.at + 1) }, (_, at) => cells[at] ?? null);
	filled[colour.at] = colour.text;
	return filled;
}

const sumWord =
	/^(?:sum|delsum|total(?:t|sum)?|i alt|til ?sammen|til ?saman|samlet|samla)(?: (?:for |per |pr\.? )?(?:område|kostnad(?:er|ar)?|budsjett|kr|kroner|tiltak|året|alle|\d+)\b.{0,40})?\s*:?$/iu;

/** True for a row of sums below the measures: its first cell says so. */
function isSum(cells: readonly WorksheetCell[], places: readonly number[]): boolean {
	return places.length > 0 && sumWord.test(cellText(cells[places[0]!]));
}

function shownCells(cells: readonly WorksheetCell[], places: readonly number[]): string {
	const text = places.map((place) => cellText(cells[place]).replace(/\s+/g, ' ')).join(' · ');
	return text.length > 120 ? `${text.slice(0, 119).toWellFormed()}…` : text;
}

/** Returns the heading of a table among several in a sheet: a text above its headers that names an area. */
function themesAbove(sheet: Worksheet, headerRow: number, { isArea }: TableContext): ImportRow['themes'] {
	for (let at = headerRow - 1; at >= Math.max(0, headerRow - 4); at--) {
		const texts = (sheet.rows[at] ?? []).map((cell) => cellText(cell)).filter(Boolean);
		if (texts.length > 1) return [];
		if (texts[0] && isArea(texts[0])) return [{ text: texts[0].replace(/\s+/g, ' '), row: at + 1 }];
	}
	return [];
}

/** Returns the text of a theme row that has a number of its own: "1", "Barn og unge", and nothing else. */
function numberedTheme(
	cells: readonly WorksheetCell[],
	places: readonly number[],
	{ code, title }: { code: number; title: number }
): string | null {
	if (places.length !== 2 || code < 0 || !places.includes(code) || !places.includes(title)) return null;
	const number = cellText(cells[code]);
	return /^(?:\d{1,2}|[A-ZÆØÅ])\.?$/.test(number) ? `${number} ${cellText(cells[title])}` : null;
}

function repeatsHeader(cells: readonly WorksheetCell[], heads: readonly string[]): boolean {
	const isRepeated = cells.every((cell, index) => isBlankCell(cell) || cellText(cell) === heads[index]);
	return isRepeated && cells.filter((cell) => !isBlankCell(cell)).length > 1;
}
