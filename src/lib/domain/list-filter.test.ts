import { describe, expect, it } from 'vitest';
import { filterList, isFiltered, readListFilter, toListQuery, type ListRules } from './list-filter';

const choices = {
	selections: ['all', 'late'],
	orders: ['name', 'age'],
	fields: ['area', 'body']
} as const;

interface Row {
	name: string;
	age: number;
	late: boolean;
	area: string | null;
	bodies: string[];
}

const rows: Row[] = [
	{ name: 'Ørret', age: 3, late: true, area: '1', bodies: ['fsu-1'] },
	{ name: 'Abbor', age: 1, late: false, area: '1', bodies: ['fsu-1', 'ssu'] },
	{ name: 'Gjedde', age: 2, late: true, area: '2', bodies: [] },
	{ name: 'Harr', age: 4, late: false, area: null, bodies: ['ssu'] }
];

const rules: ListRules<Row, 'all' | 'late', 'area' | 'body', 'name' | 'age'> = {
	selections: { all: () => true, late: ({ late }) => late },
	text: ({ name }) => name,
	fields: { area: ({ area }) => [area], body: ({ bodies }) => bodies },
	compare: { name: (a, b) => a.name.localeCompare(b.name, 'nb'), age: (a, b) => a.age - b.age }
};

const read = (query: string) => readListFilter(new URLSearchParams(query), choices);
const names = (query: string) => filterList(rows, read(query), rules).shown.map(({ name }) => name);

describe('filterList', () => {
	it('shows every row in the first order if nothing is asked', () => {
		expect(names('')).toEqual(['Abbor', 'Gjedde', 'Harr', 'Ørret']);
	});

	it('combines a selection, a field and an order', () => {
		expect(names('show=late&order=age')).toEqual(['Gjedde', 'Ørret']);
		expect(names('show=late&area=1')).toEqual(['Ørret']);
		expect(names('body=ssu')).toEqual(['Abbor', 'Harr']);
	});

	it('finds all words, whatever their letters are folded to', () => {
		expect(names('q=ORR')).toEqual(['Ørret']);
		expect(names('q=abb or')).toEqual(['Abbor']);
		expect(names('q=abb gjedde')).toEqual([]);
	});

	it('counts selections under the other filters, and a field without itself', () => {
		const { counts, fieldCounts } = filterList(rows, read('show=late&area=1'), rules);
		expect(counts).toEqual({ all: 2, late: 1 });
		expect(fieldCounts).toEqual({ area: { 1: 1, 2: 1 }, body: { 'fsu-1': 1 } });
	});

	it('counts a row once for a value it has twice', () => {
		const twice = { ...rules, fields: { ...rules.fields, body: () => ['ssu', 'ssu'] } };
		expect(filterList(rows, read(''), twice).fieldCounts.body).toEqual({ ssu: 4 });
	});
});

describe('readListFilter', () => {
	it('takes an unknown selection or order as not asked', () => {
		expect(read('show=none&order=none')).toEqual(read(''));
	});

	it('reads what toListQuery writes, and leaves out what was not asked', () => {
		const asked = read('show=late&q=a+b&area=2&order=age');
		expect(toListQuery(asked, choices)).toEqual({ show: 'late', q: 'a b', area: '2', order: 'age' });
		expect(read(String(new URLSearchParams(toListQuery(asked, choices))))).toEqual(asked);
		expect(toListQuery(read(''), choices)).toEqual({});
	});
});

describe('isFiltered', () => {
	it('counts words, fields and orders, but no ready selection', () => {
		expect(isFiltered(read('show=late'), choices)).toBe(false);
		for (const query of ['q=a', 'area=1', 'order=age']) expect(isFiltered(read(query), choices)).toBe(true);
	});
});
