import { isBlankCell, type WorksheetCell } from './worksheet';

/** A range of merged cells, by zero-based rows and columns, both ends included. */
export interface MergedCells {
	top: number;
	bottom: number;
	left: number;
}

/** Limit of cells that merged ranges may cover: more come from a damaged or hostile file. */
const maxCovered = 500_000;

/**
 * Repeats the value of merged cells in every row they cover, in place. Across columns it is not repeated: a
 * heading over a table is one text.
 *
 * @returns false if the ranges cover more cells than any table has
 */
export function fillMergedCells(rows: WorksheetCell[][], merged: readonly MergedCells[]): boolean {
	let covered = 0;
	for (const { top, bottom, left } of merged) {
		const value = rows[top]?.[left];
		if (value === undefined || isBlankCell(value)) continue;
		const last = Math.min(bottom, rows.length - 1);
		covered += last - top;
		if (covered > maxCovered) return false;
		for (let at = top + 1; at <= last; at++) {
			const row = (rows[at] ??= []);
			while (row.length <= left) row.push(null);
			if (isBlankCell(row[left])) row[left] = value;
		}
	}
	return true;
}
