import { filterList, type FilteredList, type ListFilter } from '../list-filter';
import type { PlanChange } from './plan-diff';

/** Values that the address of the list of changes may hold, besides its days. */
export const changeListChoices = {
	selections: ['all', 'added', 'changed', 'ended'],
	orders: ['plan'],
	fields: ['part']
} as const;

type Selection = (typeof changeListChoices.selections)[number];

/** Filters the changes of a plan. "Ended" is all that left it: completed, discontinued, ended or removed. */
export function filterChanges(
	changes: readonly PlanChange[],
	filter: ListFilter<Selection, 'part', 'plan'>
): FilteredList<PlanChange, Selection, 'part'> {
	const left: readonly string[] = ['completed', 'discontinued', 'ended', 'removed'];
	return filterList(changes, filter, {
		selections: {
			all: () => true,
			added: ({ kind }) => kind === 'added',
			changed: ({ kind }) => kind === 'changed' || kind === 'reordered',
			ended: ({ kind }) => left.includes(kind)
		},
		text: ({ code, name }) => [code, name.nb, name.nn].join(' '),
		fields: { part: ({ noun }) => [noun] },
		compare: { plan: () => 0 }
	});
}
