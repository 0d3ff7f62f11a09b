import { filterList, type FilteredList, type ListFilter } from './list-filter';

/** Values that the address of the list of people may hold. */
export const peopleListChoices = {
	selections: ['all', 'invited', 'seatless', 'disabled'],
	orders: ['added', 'name'],
	fields: ['body']
} as const;

type Selection = (typeof peopleListChoices.selections)[number];
type Order = (typeof peopleListChoices.orders)[number];

/** Person of the list, with what its filters ask about. */
interface FilteredPerson {
	name: string;
	email: string;
	state: 'active' | 'invited' | 'withdrawn' | 'disabled';
	seats: readonly { body: { slug: string | null } }[];
}

/** Filters and sorts people. */
export function filterPeople<Person extends FilteredPerson>(
	people: readonly Person[],
	filter: ListFilter<Selection, 'body', Order>
): FilteredList<Person, Selection, 'body'> {
	return filterList(people, filter, {
		selections: {
			all: () => true,
			invited: ({ state }) => state === 'invited',
			seatless: ({ seats, state }) => seats.length === 0 && (state === 'active' || state === 'invited'),
			disabled: ({ state }) => state === 'disabled' || state === 'withdrawn'
		},
		text: ({ name, email }) => `${name} ${email}`,
		fields: { body: ({ seats }) => seats.map(({ body }) => body.slug) },
		compare: {
			added: () => 0,
			name: (a, b) => a.name.localeCompare(b.name, 'nb')
		}
	});
}
