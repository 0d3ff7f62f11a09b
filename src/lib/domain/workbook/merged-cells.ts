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

/** Limit of links that merged cells may repeat. */
const maxRepeated = 10_000;

/**
 * Returns links with those of merged cells in every row that the cells cover, as their texts. A link may itself be of
 * several rows (`bottom`).
 */
export function repeatLinks<Link extends { row: number; column: number; bottom?: number }>(
	links: readonly Link[],
	merged: readonly MergedCells[],
	rows: number
): Omit<Link, 'bottom'>[] {
	const bottoms = new Map(merged.map(({ top, left, bottom }) => [`${top} ${left}`, bottom]));
	const all: Omit<Link, 'bottom'>[] = [];
	for (const { bottom = 0, ...link } of links) {
		const covered = bottoms.get(`${link.row} ${link.column}`) ?? link.row;
		const last = Math.min(Math.max(covered, bottom, link.row), Math.max(rows - 1, link.row));
		for (let row = link.row; row <= last; row++)
			if (row === link.row || all.length < maxRepeated) all.push({ ...link, row });
	}
	return all;
}
