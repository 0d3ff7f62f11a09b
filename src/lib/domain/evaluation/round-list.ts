import { areaKey } from '../figures/figures';
import { filterList, type FilteredList, type ListFilter } from '../list-filter';
import { compareCodes } from '../measure/measure';
import { isEvaluationApproved, type VisibleEntry } from './evaluation-progress';

/** Values that the address of a round's list may hold. */
export const roundListChoices = {
	selections: ['all', 'unreported', 'late', 'waiting', 'approved', 'mine'],
	orders: ['code', 'saved'],
	fields: ['area', 'body']
} as const;

type Selection = (typeof roundListChoices.selections)[number];
type Field = (typeof roundListChoices.fields)[number];
type Order = (typeof roundListChoices.orders)[number];

/**
 * Filters and sorts the measures of a round. "Unreported" are those whose report is still to be submitted, again
 * if it was returned; "late" those past the grace period.
 *
 * @param ownBodies ids of the bodies the reader has a seat in
 */
export function filterRoundEntries<Entry extends VisibleEntry>(
	entries: readonly Entry[],
	filter: ListFilter<Selection, Field, Order>,
	ownBodies: readonly number[]
): FilteredList<Entry, Selection, Field> {
	return filterList(entries, filter, {
		selections: {
			all: () => true,
			unreported: (one) => one.state !== 'submitted' && !isEvaluationApproved(one),
			late: ({ overdue }) => overdue,
			waiting: ({ state }) => state === 'submitted',
			approved: isEvaluationApproved,
			mine: ({ bodyId }) => bodyId !== null && ownBodies.includes(bodyId)
		},
		text: ({ code, title }) => [code, title.nb, title.nn].join(' '),
		fields: {
			area: ({ areaNumber }) => [areaKey({ area: areaNumber })],
			body: ({ bodySlug }) => [bodySlug]
		},
		compare: {
			code: compareCodes,
			// Saved last comes first; what is not opened comes after all others.
			saved: (a, b) => (b.savedAt ?? '').localeCompare(a.savedAt ?? '') || compareCodes(a, b)
		}
	});
}
