import type { RowFault } from '$lib/domain/workbook';
import type { Head } from '$lib/domain/workbook-heads';
import type { Lifecycle } from '$lib/domain/measure';
import type { Localized } from '$lib/domain/localized';

/** What an import would do, as the page shows it. */
export interface ImportSummary {
	/** The sheet it was read from; empty for CSV. */
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
	faults: RowFault[];
	ignored: Head[];
}
