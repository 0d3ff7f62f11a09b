import { isWebAddress } from '../measure/web-link';
import type { ImportKey } from './column-keys';
import { cellText, type CellLink, type Worksheet, type WorksheetCell } from './worksheet';

/**
 * Returns the rows with the addresses behind the texts of a links column written out, and the addresses behind
 * other texts, which no field is for.
 *
 * @param from first row of the table, zero-based
 */
export function writeOutLinks(
	{ rows, links = [] }: Worksheet,
	columns: readonly (ImportKey | null)[],
	{ from, end }: { from: number; end: number }
): { rows: WorksheetCell[][]; unread: CellLink[] } {
	const own = links.filter(({ row }) => row >= from && row < end);
	const isField = ({ column, address }: CellLink) => columns[column] === 'links' && isWebAddress(address);
	const written = own.filter(isField);
	if (written.length === 0) return { rows, unread: own };
	const changed = [...rows];
	for (const link of written) {
		const cells = [...(changed[link.row] ?? [])];
		cells[link.column] = withAddress(cellText(cells[link.column]), link);
		changed[link.row] = cells;
	}
	return { rows: changed, unread: own.filter((link) => !isField(link)) };
}

function withAddress(cell: string, { text, address }: CellLink): string {
	if (cell.includes(address)) return cell;
	const title = text && cell.includes(text) ? text : cell;
	return cell.replace(title, () => `${title.replace(/\n/g, ' ')}: ${address}\n`).trim();
}
