import { describe, expect, it } from 'vitest';
import { isNamePublic, isTermEnding, seatState } from './body';

describe('seatState', () => {
	const today = '2026-11-29';
	const held = { from: '2026-01-01', to: null };
	it.each([
		['without holders', null, [], 'vacant'],
		['with a holder', null, [held], 'held'],
		['on a holder’s first day', null, [{ from: today, to: null }], 'held'],
		['on a holder’s last day', null, [{ from: '2026-01-01', to: today }], 'held'],
		['after the last holder', null, [{ from: '2026-01-01', to: '2026-11-28' }], 'vacant'],
		['before the first holder', null, [{ from: '2026-11-30', to: null }], 'future'],
		['that was abolished today', today, [held], 'ended'],
		['that will be abolished', '2026-11-30', [held], 'held']
	] as const)('of a seat %s', (_, endedOn, holders, state) => {
		expect(seatState({ endedOn, holders }, today)).toBe(state);
	});
});

it.each([
	[null, true, false, true],
	[null, false, false, false],
	[null, false, true, true],
	['gps', true, false, true],
	['users', true, false, false],
	['users', true, true, true],
	['employees', true, false, false],
	['employees', false, true, true]
] as const)(
	'isNamePublic for %s, office %s, agreed %s: %s',
	(represents, publicOffice, agreesToName, named) => {
		expect(isNamePublic({ represents, publicOffice, agreesToName })).toBe(named);
	}
);

it.each([
	[null, false],
	['2027-02-27', true],
	['2027-02-28', false],
	['2026-01-01', true]
])('isTermEnding on 29.11.2026 for %s: %s', (termTo, ending) => {
	expect(isTermEnding(termTo, '2026-11-29')).toBe(ending);
});
