import { areaKey } from '../figures/figures';
import { filterList, type FilteredList, type ListFilter } from '../list-filter';
import type { Localized, WrittenForm } from '../localized';
import { isReportable, type Lifecycle } from './measure';
import type { MeasureFact } from './measure-list';

/** Values that the address of the plan's measures may hold where they are edited. */
export const editListChoices = {
	selections: ['all', 'nn', 'nb', 'incomplete'],
	orders: ['code'],
	fields: ['area', 'lifecycle']
} as const;

export type EditListSelection = (typeof editListChoices.selections)[number];
type Field = (typeof editListChoices.fields)[number];

/** Measure to edit, with what it lacks. */
interface EditedMeasure {
	code: string;
	title: Localized;
	lifecycle: Lifecycle;
	areaNumber: number | null;
	/** Written forms missing in at least one text. */
	missing: readonly WrittenForm[];
	/** Facts that are not filled in. */
	lacking: readonly MeasureFact[];
}

/** Filters measures to edit: those whose texts lack a written form, or that lack dates, contact or target group. */
export function filterEditedMeasures<Row extends EditedMeasure>(
	rows: readonly Row[],
	filter: ListFilter<EditListSelection, Field, 'code'>
): FilteredList<Row, EditListSelection, Field> {
	return filterList(rows, filter, {
		selections: {
			all: () => true,
			nn: ({ missing }) => missing.includes('nn'),
			nb: ({ missing }) => missing.includes('nb'),
			incomplete: ({ lifecycle, lacking }) => isReportable(lifecycle) && lacking.length > 0
		},
		text: ({ code, title }) => [code, title.nb, title.nn].join(' '),
		fields: {
			area: ({ areaNumber }) => [areaKey({ area: areaNumber })],
			lifecycle: ({ lifecycle }) => [lifecycle]
		},
		// The measures come in code order.
		compare: { code: () => 0 }
	});
}
