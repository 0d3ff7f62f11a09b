import { isWebAddress, webLinkLimits } from '../measure/web-link';
import type { ImportKey } from './column-keys';
import { cellText, type CellLink, type Worksheet, type WorksheetCell } from './worksheet';

/**
 * Returns the rows with the addresses behind the texts of a links column written out, and the addresses behind
 * other texts, which no field is for. A cell has as many as a measure may have.
 *
 * @param from first row of the table, zero-based
 */
export function writeOutLinks(
	{ rows, links = [] }: Worksheet,
	columns: readonly (ImportKey | null)[],
	{ from, end }: { from: number; end: number }
): { rows: WorksheetCell[][]; unread: CellLink[] } {
	const changed = [...rows];
	const unread: CellLink[] = [];
	const cells = new Map<string, { links: number; end: number }>();
	for (const link of links) {
		const { row, column, address } = link;
		if (row < from || row >= end) continue;
		const key = `${row} ${column}`;
		const before = cells.get(key) ?? { links: 0, end: 0 };
		if (columns[column] !== 'links' || !isWebAddress(address) || before.links >= webLinkLimits.links) {
			unread.push(link);
			continue;
		}
		const written = withAddress(cellText(changed[row]?.[column]), link, before.end);
		cells.set(key, { links: before.links + 1, end: written.end });
		const line = [...(changed[row] ?? [])];
		line[column] = written.text;
		changed[row] = line;
	}
	return { rows: changed, unread };
}

/** @param from index after the cell's links before */
function withAddress(cell: string, link: CellLink, from: number): { text: string; end: number } {
	const { address } = link;
	const text = cellText(link.text);
	const found = text === '' ? 0 : cell.indexOf(text, from);
	const at = Math.max(found, 0);
	const title = text === '' || found < 0 ? cell.slice(at) : text;
	const end = at + title.length;
	// Often the text is the address.
	if (/^https:\/\//i.test(title)) return { text: cell, end };
	const written = `${title.replace(/\n/g, ' ')}: ${address}\n`;
	return { text: cell.slice(0, at) + written + cell.slice(end), end: at + written.length };
}
