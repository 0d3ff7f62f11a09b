import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isCalendarDate, type CalendarDate } from './calendar/calendar-date';
import {
	rolloutOnDay,
	rolloutOverTime,
	oneYearBefore,
	effectiveRolloutSteps,
	isRolloutRelevant,
	isRolloutInUse,
	quarterEnds,
	quarterOf,
	allRolloutStates,
	rolloutStates,
	compareWithYearBefore,
	countRolloutStates,
	rolloutStateOn,
	isSuppressedCount,
	type RolloutState,
	type RolloutStep
} from './rollout';

const step = (on: CalendarDate, state: RolloutState): RolloutStep => ({ on, state });
const anyDay = fc.integer({ min: 0, max: 1500 }).map((days) => addDays('2023-01-01', days));
const anyStep = fc.record({ state: fc.constantFrom(...rolloutStates), on: anyDay });
const anyPartners = fc.array(fc.array(anyStep, { maxLength: 6 }), { maxLength: 18 });

describe('rollout states', () => {
	it.each(allRolloutStates.map((state) => [state, state === 'in-use', state !== 'not-relevant'] as const))(
		'%s: in use %s, concerned %s',
		(state, inUse, concerned) => {
			expect([isRolloutInUse(state), isRolloutRelevant(state)]).toEqual([inUse, concerned]);
		}
	);

	it('leave out irrelevant partners from the total, but not silent ones', () => {
		expect(countRolloutStates(['in-use', 'in-use', 'started', 'not-relevant', 'nothing-said'])).toMatchObject(
			{
				inUse: 2,
				concerned: 4,
				states: { 'in-use': 2, started: 1, planned: 0, 'not-relevant': 1, 'nothing-said': 1 }
			}
		);
	});
});

describe('effectiveRolloutSteps', () => {
	const told = [step('2025-03-01', 'planned'), step('2025-09-01', 'started'), step('2026-02-01', 'in-use')];

	it.each([
		['2025-02-28', 'nothing-said'],
		['2025-03-01', 'planned'],
		['2025-08-31', 'planned'],
		['2026-01-31', 'started'],
		['2026-02-01', 'in-use'],
		['2030-01-01', 'in-use']
	] as const)('on %s: %s', (day, state) => {
		expect(rolloutStateOn(told, day)).toBe(state);
	});

	it('replaces steps from the date of a later report on', () => {
		expect(effectiveRolloutSteps([...told, step('2025-10-01', 'stopped')])).toEqual([
			told[0],
			told[1],
			step('2025-10-01', 'stopped')
		]);
		expect(effectiveRolloutSteps([...told, step('2026-02-01', 'stopped')])).toEqual([
			told[0],
			told[1],
			step('2026-02-01', 'stopped')
		]);
	});

	it.each(['2025-12-01', '2026-05-01'])('dates a repeated state from its new report: %s', (on) => {
		expect(effectiveRolloutSteps([...told, step(on, 'in-use')])).toEqual([
			told[0],
			told[1],
			step(on, 'in-use')
		]);
	});

	it('is in time order, ends with the last report, and loses no state', () => {
		fc.assert(
			fc.property(fc.array(anyStep, { minLength: 1 }), (steps) => {
				const course = effectiveRolloutSteps(steps);
				expect(course.at(-1)).toEqual(steps.at(-1));
				for (const [i, one] of course.slice(1).entries()) {
					expect(one.on > course[i]!.on).toBe(true);
					expect(one.state).not.toBe(course[i]!.state);
				}
				expect(effectiveRolloutSteps(course)).toEqual(course);
			})
		);
	});
});

describe('rolloutOverTime', () => {
	it('counts every partner once on any date', () => {
		fc.assert(
			fc.property(anyPartners, anyDay, (partners, day) => {
				const { states, inUse, concerned } = rolloutOnDay(partners, day);
				expect(Object.values(states).reduce((sum, n) => sum + n, 0)).toBe(partners.length);
				expect(inUse).toBeLessThanOrEqual(concerned);
				expect(concerned).toBe(partners.length - states['not-relevant']);
			})
		);
	});

	it('has a point for each quarter since the first step, and today', () => {
		const partners = [[step('2025-05-20', 'started'), step('2026-01-01', 'in-use')], []];
		expect(rolloutOverTime(partners, '2026-02-10').map(({ day, inUse }) => [day, inUse])).toEqual([
			['2025-06-30', 0],
			['2025-09-30', 0],
			['2025-12-31', 0],
			['2026-02-10', 1]
		]);
	});

	it('is empty without steps', () => {
		expect(rolloutOverTime([[], []], '2026-02-10')).toEqual([]);
		expect(rolloutOverTime([], '2026-02-10')).toEqual([]);
		expect(rolloutOverTime([[step('2026-02-11', 'started')]], '2026-02-10')).toEqual([]);
	});

	it('is limited to five years and today', () => {
		fc.assert(
			fc.property(anyPartners, anyDay, (partners, today) => {
				const days = rolloutOverTime(partners, today).map(({ day }) => day);
				expect(days.length).toBeLessThanOrEqual(21);
				expect([...days].sort()).toEqual(days);
				if (days.length > 0) expect(days.at(-1)).toBe(today);
			})
		);
		expect(rolloutOverTime([[step('2001-01-01', 'started')]], '2026-02-10')).toHaveLength(21);
	});

	it('is compared with a year ago if something was reported by then', () => {
		const one = [step('2025-01-01', 'in-use')];
		const two = [step('2026-06-01', 'in-use')];
		expect(compareWithYearBefore([one, two, []], '2026-11-21')).toEqual({
			inUse: 2,
			concerned: 3,
			before: 1
		});
		expect(compareWithYearBefore([two, []], '2026-11-21')).toEqual({ inUse: 1, concerned: 2, before: null });
		expect(compareWithYearBefore([[step('2025-01-01', 'planned')], two], '2026-11-21').before).toBe(0);
	});
});

describe('quarters and years', () => {
	it.each([
		['2026-01-01', '2026-01-31', []],
		['2026-01-01', '2026-03-31', []],
		['2026-03-31', '2026-04-01', ['2026-03-31']],
		['2025-12-31', '2026-07-15', ['2025-12-31', '2026-03-31', '2026-06-30']]
	])('from %s to %s: %j', (first, today, ends) => {
		expect(quarterEnds(first, today)).toEqual(ends);
	});

	it.each([
		['2026-01-01', 1],
		['2026-03-31', 1],
		['2026-04-01', 2],
		['2026-09-30', 3],
		['2026-10-01', 4],
		['2026-12-31', 4]
	])('%s lies in quarter %i', (day, quarter) => {
		expect(quarterOf(day)).toBe(quarter);
	});

	it('a year before is an existing date', () => {
		expect(oneYearBefore('2026-11-21')).toBe('2025-11-21');
		expect(oneYearBefore('2028-02-29')).toBe('2027-02-28');
		fc.assert(fc.property(anyDay, (day) => isCalendarDate(oneYearBefore(day))));
	});
});

describe('isSuppressedCount', () => {
	it.each([
		[0, false],
		[1, true],
		[4, true],
		[5, false],
		[40, false]
	])('%i is suppressed: %s', (people, held) => {
		expect(isSuppressedCount(people)).toBe(held);
	});
});
