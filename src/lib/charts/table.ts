import { formatNumber, formatPercent } from '$lib/i18n/format';
import type { DisplayName } from './chart-labels';

/** The same figures as a chart's, to be read. The first column holds the rows' headings. */
export interface ChartTable {
	caption: string;
	columns: string[];
	/** How many columns from the left hold words; the rest hold figures. One where nothing is said. */
	wordColumns?: number;
	rows: TableRow[];
}

export interface TableRow {
	heading: DisplayName;
	/** One for each column but the first. */
	cells: string[];
}

/** What stands where there is no figure. */
export const noFigure = '–';

/** "47 %" of 0–100. */
export function percentOrDash(value: number | null): string {
	return value === null ? noFigure : formatPercent(value);
}

/** "3,8" of 1–5. */
export function meanOrDash(value: number | null): string {
	return value === null ? noFigure : formatNumber(value, 1);
}
