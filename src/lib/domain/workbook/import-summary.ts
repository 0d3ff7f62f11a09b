import type { RowValidationError } from '$lib/domain/workbook/workbook-comparison';
import type { ColumnHeader } from '$lib/domain/workbook/workbook-headers';
import type { Lifecycle } from '$lib/domain/measure/measure';
import type { Localized } from '$lib/domain/localized';

/** Preview of an import on the page. */
export interface ImportSummary {
	/** Name of the worksheet; empty for CSV. */
	sheet: string;
	added: { row: number; code: string; title: Localized; lifecycle: Lifecycle }[];
	changed: {
		row: number;
		code: string;
		title: Localized;
		before: Record<string, unknown>;
		after: Record<string, unknown>;
	}[];
	unchanged: number;
	left: { code: string; title: Localized }[];
	faults: RowValidationError[];
	ignored: ColumnHeader[];
}
