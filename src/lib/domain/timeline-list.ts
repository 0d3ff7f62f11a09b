import { filterList, type FilteredList, type ListFilter } from './list-filter';
import type { Localized } from './localized';
import type { DueState } from './timeline';

/** Values that the address of the timeline may hold, besides its year. */
export const timelineListChoices = {
	selections: ['all', 'overdue', 'undated'],
	orders: ['code'],
	fields: ['area']
} as const;

type Selection = (typeof timelineListChoices.selections)[number];

/** Row of the timeline, with what its filters ask about. */
interface ListedRow {
	code: string;
	title: Localized;
	area: string;
	startsOn: string | null;
	deadline: string | null;
	deadlineWords: string | null;
	due: readonly { state: DueState }[];
}

/** Filters the rows of the timeline. Words such as "løpende" stand for a deadline. */
export function filterTimeline<Row extends ListedRow>(
	rows: readonly Row[],
	filter: ListFilter<Selection, 'area', 'code'>
): FilteredList<Row, Selection, 'area'> {
	return filterList(rows, filter, {
		selections: {
			all: () => true,
			overdue: ({ due }) => due.some(({ state }) => state === 'overdue'),
			undated: ({ startsOn, deadline, deadlineWords }) => !startsOn || !(deadline || deadlineWords)
		},
		text: ({ code, title }) => [code, title.nb, title.nn].join(' '),
		fields: { area: ({ area }) => [area] },
		// The rows come in the plan's order.
		compare: { code: () => 0 }
	});
}
