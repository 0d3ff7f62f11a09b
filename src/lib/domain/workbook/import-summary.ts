import type { Status } from '../evaluation/evaluation';
import type { Localized } from '../localized';
import type { RoundPeriod } from '../round/round';
import type { Recognition } from './import-answers';
import type { LeftOut } from './import-table';
import type { HiddenParts } from './worksheet';
import type { MeasureQuestion } from './measure-matching';
import type { RowValidationError } from './comparison-result';

/** A status in the file. It becomes a measure's first evaluation, or the use says why not. */
export interface ImportedStatus {
	code: string;
	/** Null if the word is not read. */
	status: Status | null;
	words: string;
	use: 'evaluation' | 'proposed' | 'evaluated' | 'unread';
}

/** Numbers of the whole file, of which a page shows a part. */
interface ImportCounts {
	added: number;
	changed: number;
	/** Measures on a page. */
	page: number;
	/** Measures of the plan that the file lacks. */
	left: number;
	faults: number;
	leftOut: number;
	/** Recognitions and questions that must be answered, and those that need not. */
	open: number;
	known: number;
}

/** The uses of the statuses in a file: their number, and the first codes. */
export type StatusUses = Record<ImportedStatus['use'], { count: number; codes: string[] }>;

/** Preview of an import on the page. Its lists are the first entries of those that `counts` counts. */
export interface ImportSummary {
	/** Names of the sheets that were read. */
	sheets: string[];
	/** Number of measures before the shown ones. */
	from: number;
	/** The areas with new or changed measures in the whole file; `from` is the number of measures before them. */
	areas: { key: string; from: number; added: number; changed: number }[];
	counts: ImportCounts;
	/** The new measures on this page. */
	added: {
		sheet: string;
		row: number;
		code: string;
		codeGiven: boolean;
		sameTitle: string | null;
		title: Localized;
		values: Record<string, unknown>;
	}[];
	/** The changed measures on this page. */
	changed: {
		sheet: string;
		row: number;
		code: string;
		title: Localized;
		before: Record<string, unknown>;
		after: Record<string, unknown>;
	}[];
	unchanged: number;
	faults: RowValidationError[];
	recognitions: Recognition[];
	questions: MeasureQuestion[];
	leftOut: LeftOut[];
	hidden: ({ name: string } & HiddenParts)[];
	/** Items of the plan that a person may choose for a theme or a name. */
	choices: Record<'areas' | 'bodies' | 'partners', { key: string; label: string }[]>;
	emptying: boolean;
	adopted: boolean;
	/** Statuses of the measures on this page. */
	statuses: ImportedStatus[];
	statusUses: StatusUses;
	/** Rounds that the statuses can be read into: the running one, or new ones. */
	rounds: { running: boolean; periods: RoundPeriod[] };
}
