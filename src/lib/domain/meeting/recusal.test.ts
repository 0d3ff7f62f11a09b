import { describe, expect, it } from 'vitest';
import { actsFor, itemAuthority, type ItemRecusal } from './recusal';

const [leader, deputy, member, vara] = [1, 2, 3, 4];

function left(personId: number, replacementId: number | null): ItemRecusal {
	return { personId, replacementId, leads: personId === leader || personId === deputy };
}

describe('itemAuthority', () => {
	it.each([
		['nobody is recused', [], [undefined, undefined, undefined, undefined]],
		['the leader left for a member', [left(leader, member)], ['passed-on', undefined, 'received', undefined]],
		[
			'the leader left without a replacement',
			[left(leader, null)],
			[undefined, undefined, undefined, undefined]
		],
		['a member left for the vara', [left(member, vara)], [undefined, undefined, 'passed-on', undefined]],
		[
			'the leader’s replacement left too',
			[left(leader, member), left(member, vara)],
			['passed-on', undefined, 'passed-on', 'received']
		],
		[
			'the replacement left without one',
			[left(leader, member), left(member, null)],
			[undefined, undefined, undefined, undefined]
		],
		['the deputy left for a member', [left(deputy, member)], [undefined, 'passed-on', 'received', undefined]],
		[
			'leader and deputy name each other',
			[left(leader, deputy), left(deputy, leader)],
			[undefined, undefined, undefined, undefined]
		]
	] as const)('gives the item to the right person when %s', (_, recusals, expected) => {
		expect([leader, deputy, member, vara].map((who) => itemAuthority(recusals, who))).toEqual(expected);
	});

	it('gives an unknown reader nothing', () => {
		expect(itemAuthority([left(leader, member)], null)).toBeUndefined();
	});
});

describe('actsFor', () => {
	it.each([
		['a person who stays', member, [left(leader, member)], member],
		['a person with a replacement', leader, [left(leader, member)], member],
		['a person without one', leader, [left(leader, null)], null],
		['a replacement recused in turn', leader, [left(leader, member), left(member, vara)], vara]
	] as const)('returns who acts for %s', (_, who, recusals, expected) => {
		expect(actsFor(recusals, who)).toBe(expected);
	});
});
