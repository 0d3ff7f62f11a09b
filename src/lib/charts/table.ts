import { formatNumber, formatPercent } from '$lib/i18n/format';
import type { DisplayName } from './chart-labels';

/** The figures of a chart as a table. The first column holds the row headings. */
export interface ChartTable {
	caption: string;
	columns: string[];
	/** Number of text columns from the left; the rest are numbers. Default: 1. */
	wordColumns?: number;
	rows: TableRow[];
}

interface TableRow {
	heading: DisplayName;
	/** One cell for each column except the first. */
	cells: string[];
}

/** Shown in place of a missing figure. */
export const noFigure = '–';

/** Returns "47 %" for a value from 0 to 100. */
export function percentOrDash(value: number | null): string {
	return value === null ? noFigure : formatPercent(value);
}

/** Returns "3,8" for a value from 1 to 5. */
export function meanOrDash(value: number | null): string {
	return value === null ? noFigure : formatNumber(value, 1);
}
