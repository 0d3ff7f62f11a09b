import { expect, it } from 'vitest';
import { parsePeopleList, type PeopleListChoices } from './people-list';

const choices: PeopleListChoices = {
	bodies: [
		{ value: 1, names: ['ssu'] },
		{ value: 2, names: ['fsu-1', 'fsu barn og unge'] }
	],
	roles: [
		{ value: 'leader', names: ['leader', 'leder', 'leiar'] },
		{ value: 'member', names: ['member', 'medlem'] }
	],
	partners: [
		{ value: 7, names: ['4003', 'skien'] },
		{ value: 8, names: ['4022', 'seljord'] }
	],
	groups: [{ value: 'users', names: ['users', 'brukerne'] }],
	writtenForm: 'nb'
};

it('parsePeopleList reads names, addresses, seats and terms', () => {
	expect(
		parsePeopleList(
			[
				['Navn', 'E-post', 'Utvalg'],
				['Kari', 'Kari@Kommune.no', 'FSU barn og unge', 'Leiar', 'Skien, 4022', '31.12.2027', 'nynorsk'],
				[],
				['Ola', 'ola@kommune.no', 'ssu'],
				['Bea', 'bea@kommune.no', 'SSU', 'medlem', 'Brukerne']
			],
			choices
		)
	).toEqual({
		ok: true,
		people: [
			{
				line: 2,
				name: 'Kari',
				email: 'kari@kommune.no',
				bodyId: 2,
				role: 'leader',
				partnerIds: [7, 8],
				represents: null,
				termTo: '2027-12-31',
				writtenForm: 'nn'
			},
			expect.objectContaining({ line: 4, role: 'member', partnerIds: [], termTo: null, writtenForm: 'nb' }),
			expect.objectContaining({ line: 5, represents: 'users' })
		]
	});
});

it.each([
	[['', 'a@b.no', 'ssu'], 'name-required'],
	[['A', 'a@b', 'ssu'], 'not-an-email'],
	[['A', 'a@b.no', 'fsu-9'], 'unknown-body'],
	[['A', 'a@b.no', 'ssu', 'konge'], 'unknown-role'],
	[['A', 'a@b.no', 'ssu', 'leder', 'Skien, Bergen'], 'unknown-represented'],
	[['A', 'a@b.no', 'ssu', 'leder', '', '31.2.2027'], 'not-a-date'],
	[['A', 'a@b.no', 'ssu', 'leder', '', '', 'svensk'], 'unknown-form'],
	[['A', 'a@b.no', 'ssu', 'leder', '', '', '', 'mer'], 'too-many-cells']
])('parsePeopleList names the line of %j: %s', (cells, code) => {
	const good = ['B', 'b@b.no', 'ssu'];
	expect(parsePeopleList([good, cells], choices)).toEqual({ ok: false, faults: [{ field: '2', code }] });
});

it('parsePeopleList rejects the same person twice in a body, and an empty list', () => {
	const row = ['A', 'a@b.no', 'ssu'];
	expect(parsePeopleList([row, ['A', 'A@b.no', 'ssu'], ['A', 'a@b.no', 'fsu-1']], choices)).toEqual({
		ok: false,
		faults: [{ field: '2', code: 'person-twice' }]
	});
	expect(parsePeopleList([[]], choices)).toMatchObject({ faults: [{ code: 'required' }] });
});

it('parsePeopleList gives people without a written form that of the page', () => {
	const rows = [
		['Kari', 'kari@kommune.no', 'ssu'],
		['Ola', 'ola@kommune.no', 'ssu', '', '', '', 'nb']
	];
	expect(parsePeopleList(rows, { ...choices, writtenForm: 'nn' })).toMatchObject({
		people: [{ writtenForm: 'nn' }, { writtenForm: 'nb' }]
	});
});
