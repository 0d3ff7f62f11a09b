import { needs, type Need } from '../evaluation/evaluation';
import { filterList, type FilteredList, type ListFilter } from '../list-filter';
import { areaKey } from './figures';
import { needsByPriority, type ReportedNeed } from './reported-needs';

/** Values that the address of the list of needs may hold. */
export const needsListChoices = {
	selections: ['all', ...needs, 'unregistered'],
	orders: ['priority'],
	fields: ['area']
} as const;

type Selection = (typeof needsListChoices.selections)[number];

/** A reported need, and whether a matter was made of it. */
export interface ListedNeed extends ReportedNeed {
	hasMatter: boolean;
}

/** Filters the needs of all groups; a measure with several needs is found by each of them. */
export function filterNeeds(
	groups: Record<Need, readonly ListedNeed[]>,
	filter: ListFilter<Selection, 'area', 'priority'>
): FilteredList<ListedNeed, Selection, 'area'> & { groups: Record<Need, ListedNeed[]> } {
	const rows = needsByPriority.flatMap((need) => groups[need]);
	const list = filterList(rows, filter, {
		selections: {
			all: () => true,
			decision: (one) => one.needs.includes('decision'),
			money: (one) => one.needs.includes('money'),
			clarification: (one) => one.needs.includes('clarification'),
			unregistered: ({ hasMatter }) => !hasMatter
		},
		text: ({ measure: { code, title }, text }) => [code, title.nb, title.nn, text].join(' '),
		fields: { area: ({ measure }) => [areaKey(measure)] },
		compare: { priority: () => 0 }
	});
	const shown = (need: Need) => list.shown.filter((one) => groups[need].includes(one));
	return {
		...list,
		groups: { decision: shown('decision'), money: shown('money'), clarification: shown('clarification') }
	};
}
