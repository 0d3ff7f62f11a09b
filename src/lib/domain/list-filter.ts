import { foldText } from './search/search';

/** Rows that a page shows without folding its groups. */
const mostUnfolded = 60;

/** True if a list is so long that its groups are folded until they are opened. */
export function isLongList(rows: number): boolean {
	return rows > mostUnfolded;
}

/** Values that a list's address may hold. The first selection and the first order hold if the address has none. */
export interface ListChoices<
	Selection extends string = string,
	Field extends string = string,
	Order extends string = string
> {
	selections: readonly [Selection, ...Selection[]];
	orders: readonly [Order, ...Order[]];
	fields: readonly Field[];
}

/** Part of a list that a reader asks for. */
export interface ListFilter<
	Selection extends string = string,
	Field extends string = string,
	Order extends string = string
> {
	selection: Selection;
	/** Words that a row must hold; empty for all. */
	text: string;
	/** Value of each field; null for any. */
	fields: Record<Field, string | null>;
	order: Order;
}

/** Reads a filter from an address; what it does not know counts as not asked. */
export function readListFilter<Selection extends string, Field extends string, Order extends string>(
	asked: URLSearchParams,
	{ selections, orders, fields }: ListChoices<Selection, Field, Order>
): ListFilter<Selection, Field, Order> {
	const values = fields.map((field) => [field, asked.get(field)?.slice(0, 200) || null]);
	return {
		selection: selections.find((one) => one === asked.get('show')) ?? selections[0],
		text: (asked.get('q') ?? '').trim().slice(0, 200),
		fields: Object.fromEntries(values) as Record<Field, string | null>,
		order: orders.find((one) => one === asked.get('order')) ?? orders[0]
	};
}

/** True if anything but a ready selection is asked for. */
export function isFiltered({ text, fields, order }: ListFilter, { orders }: ListChoices): boolean {
	return text !== '' || order !== orders[0] || Object.values(fields).some((value) => value !== null);
}

/** Returns the query of a filtered list, without what was not asked. */
export function toListQuery(filter: ListFilter, { selections, orders }: ListChoices): Record<string, string> {
	const { selection, text, fields, order } = filter;
	const asked = {
		show: selection === selections[0] ? null : selection,
		q: text,
		...fields,
		order: order === orders[0] ? null : order
	};
	return Object.fromEntries(Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Properties of rows that a filter asks about. */
export interface ListRules<Row, Selection extends string, Field extends string, Order extends string> {
	selections: Record<Selection, (row: Row) => boolean>;
	/** Text that words are looked for in. */
	text: (row: Row) => string;
	/** Values of a row; a row without one is found by none. */
	fields: Record<Field, (row: Row) => readonly (string | null)[]>;
	compare: Record<Order, (a: Row, b: Row) => number>;
}

/** Rows of a list under a filter, with the number of rows each choice would show. */
export interface FilteredList<Row, Selection extends string, Field extends string> {
	shown: Row[];
	counts: Record<Selection, number>;
	/** Rows by field and value, under the rest of the filter. */
	fieldCounts: Record<Field, Record<string, number>>;
}

/** Filters and sorts a list, and counts the rows of each selection and field under the rest of the filter. */
export function filterList<Row, Selection extends string, Field extends string, Order extends string>(
	rows: readonly Row[],
	filter: ListFilter<Selection, Field, Order>,
	rules: ListRules<Row, Selection, Field, Order>
): FilteredList<Row, Selection, Field> {
	const words = foldText(filter.text).split(/\s+/).filter(Boolean);
	const fields = Object.keys(filter.fields) as Field[];
	const hasValue = (row: Row, field: Field) =>
		filter.fields[field] === null || rules.fields[field](row).includes(filter.fields[field]);
	const found = rows.filter((row) => {
		const text = words.length > 0 ? foldText(rules.text(row)) : '';
		return words.every((word) => text.includes(word));
	});
	const others = found.filter((row) => fields.every((field) => hasValue(row, field)));
	const selections = Object.keys(rules.selections) as Selection[];
	const isSelected = rules.selections[filter.selection];
	const counted = (field: Field) =>
		countValues(
			found.filter((row) => isSelected(row) && fields.every((one) => one === field || hasValue(row, one))),
			rules.fields[field]
		);
	return {
		shown: others.filter(isSelected).sort(rules.compare[filter.order]),
		counts: Object.fromEntries(
			selections.map((one) => [one, others.filter(rules.selections[one]).length])
		) as Record<Selection, number>,
		fieldCounts: Object.fromEntries(fields.map((field) => [field, counted(field)])) as Record<
			Field,
			Record<string, number>
		>
	};
}

function countValues<Row>(
	rows: readonly Row[],
	values: (row: Row) => readonly (string | null)[]
): Record<string, number> {
	const counts = new Map<string, number>();
	for (const row of rows)
		for (const value of new Set(values(row)))
			if (value !== null) counts.set(value, (counts.get(value) ?? 0) + 1);
	return Object.fromEntries(counts);
}
