import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matterWay, wayStations, type WayDays } from './matter-way';

const none = Object.fromEntries(wayStations.map((one) => [one, null])) as WayDays;
const decided: WayDays = { ...none, received: '2026-04-13', triaged: '2026-04-20', decided: '2026-10-15' };

describe('the way of a matter', () => {
	it('is at the last station that it has reached', () => {
		const { points, daysToDecision } = matterWay(decided, { state: 'treated', postponed: ['2026-05-21'] });
		expect(points.map(({ standing }) => standing)).toEqual([
			...['passed', 'passed', 'passed', 'here', 'ahead', 'ahead', 'ahead', 'ahead']
		]);
		expect(daysToDecision).toBe(185);
	});

	it.each(['received', 'returned'] as const)('is at the first station while it is %s', (state) => {
		const { points, daysToDecision } = matterWay(decided, { state, postponed: [] });
		expect(points.map(({ standing }) => standing).indexOf('here')).toBe(0);
		expect(daysToDecision).toBeNull();
	});

	it.each(['declined', 'merged'] as const)('shows nothing ahead of one that is %s', (state) => {
		const days = { ...none, received: '2026-04-13', triaged: '2026-04-20' };
		const { points } = matterWay(days, { state, postponed: [] });
		expect(points.map(({ station }) => station)).toEqual(['received', 'triaged']);
	});

	it('has one station where it is, with none reached after it', () => {
		const day = fc.option(fc.constantFrom('2026-01-05', '2026-06-01', '2027-02-11'), { nil: null });
		const record = fc.record(
			Object.fromEntries(wayStations.map((one) => [one, day])) as Record<keyof WayDays, typeof day>
		);
		fc.assert(
			fc.property(record, (days) => {
				const all = { ...days, received: '2026-01-01' };
				const { points } = matterWay(all, { state: 'treated', postponed: [] });
				const here = points.findIndex(({ standing }) => standing === 'here');
				expect(points.filter(({ standing }) => standing === 'here')).toHaveLength(1);
				expect(points.slice(here + 1).every(({ day: of }) => of === null)).toBe(true);
			})
		);
	});
});
