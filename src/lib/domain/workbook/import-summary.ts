import type { Localized } from '../localized';
import type { Recognition } from './import-answers';
import type { LeftOut } from './import-table';
import type { MeasureQuestion } from './measure-matching';
import type { RowValidationError } from './comparison-result';

/** Preview of an import on the page. */
export interface ImportSummary {
	/** Names of the sheets that were read. */
	sheets: string[];
	added: {
		sheet: string;
		row: number;
		code: string;
		codeGiven: boolean;
		sameTitle: string | null;
		title: Localized;
		values: Record<string, unknown>;
	}[];
	changed: {
		sheet: string;
		row: number;
		code: string;
		title: Localized;
		before: Record<string, unknown>;
		after: Record<string, unknown>;
	}[];
	unchanged: number;
	left: { code: string; title: Localized }[];
	faults: RowValidationError[];
	recognitions: Recognition[];
	questions: MeasureQuestion[];
	leftOut: LeftOut[];
	/** Items of the plan that a person may choose for a theme or a name. */
	choices: Record<'areas' | 'bodies' | 'partners', { key: string; label: string }[]>;
	emptying: boolean;
}
