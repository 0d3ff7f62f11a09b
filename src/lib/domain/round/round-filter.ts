import { filterList, type FilteredList, type ListFilter } from '../list-filter';
import type { CalendarDate } from '../calendar/calendar-date';
import {
	acceptsReports,
	compareRounds,
	type RoundDeadlines,
	type RoundPeriod,
	type RoundState
} from './round';

/** Values that the address of the list of rounds may hold. */
export const roundFilterChoices = {
	selections: ['all', 'planned', 'running', 'closed'],
	orders: ['newest', 'oldest'],
	fields: ['kind', 'year']
} as const;

type Selection = (typeof roundFilterChoices.selections)[number];
type Field = (typeof roundFilterChoices.fields)[number];
type Order = (typeof roundFilterChoices.orders)[number];

interface FilteredRound extends RoundPeriod {
	state: RoundState;
}

/** Filters and sorts the rounds of a plan. */
export function filterRounds<Round extends FilteredRound>(
	rounds: readonly Round[],
	filter: ListFilter<Selection, Field, Order>
): FilteredList<Round, Selection, Field> {
	return filterList(rounds, filter, {
		selections: {
			all: () => true,
			planned: ({ state }) => state === 'planned',
			running: ({ state }) => acceptsReports(state),
			closed: ({ state }) => state === 'closed'
		},
		text: ({ year }) => String(year),
		fields: { kind: ({ kind }) => [kind], year: ({ year }) => [String(year)] },
		compare: { newest: (a, b) => compareRounds(b, a), oldest: compareRounds }
	});
}

/** Returns the day that a round waits for: it opens, is reported, or is read. Null once it is closed. */
export function awaitedDay({ state, opensOn, reportBy, readBy }: RoundDeadlines & { state: RoundState }): {
	name: keyof RoundDeadlines;
	day: CalendarDate;
} | null {
	if (state === 'planned') return { name: 'opensOn', day: opensOn };
	if (state === 'open') return { name: 'reportBy', day: reportBy };
	return state === 'reading' ? { name: 'readBy', day: readBy } : null;
}
