import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays } from '../calendar/calendar-date';
import {
	decisionKinds,
	decisionStanding,
	dueOccasion,
	followUpStates,
	isClosedFollowUp,
	isExpected,
	isFollowedUp
} from './decision';

describe('isFollowedUp', () => {
	it('is true for decisions, recommendations and assignments only', () => {
		expect(decisionKinds.filter(isFollowedUp)).toEqual(['decision', 'recommendation', 'assignment']);
	});
});

describe('decisionStanding', () => {
	const today = '2026-11-24';
	it.each([
		['not-started', '2026-11-23', false, 'overdue'],
		['in-progress', '2026-11-23', false, 'overdue'],
		['in-progress', today, false, 'in-progress'],
		['not-started', null, false, 'not-started'],
		['not-started', '2026-11-23', true, 'replaced'],
		['done', '2026-11-23', true, 'done'],
		['dropped', '2026-11-23', false, 'dropped'],
		[null, '2026-11-23', false, 'not-followed-up']
	] as const)('of %s, due %s, replaced %s: %s', (followUp, dueOn, replaced, standing) => {
		expect(decisionStanding({ followUp, dueOn, replaced }, today)).toBe(standing);
	});

	it('is overdue only while somebody is expected to carry it out', () => {
		const state = fc.constantFrom(null, ...followUpStates);
		fc.assert(
			fc.property(state, fc.boolean(), fc.integer({ min: -40, max: 40 }), (followUp, replaced, days) => {
				const dueOn = addDays(today, days);
				const late = decisionStanding({ followUp, dueOn, replaced }, today) === 'overdue';
				expect(late).toBe(isExpected({ followUp, replaced }) && days < 0);
				if (followUp && isClosedFollowUp(followUp)) expect(late).toBe(false);
			})
		);
	});
});

describe('dueOccasion', () => {
	const dueOn = '2026-12-31';
	const decidedOn = '2026-10-15';
	it.each([
		[31, null],
		[30, 'due-in-30'],
		[8, 'due-in-30'],
		[7, 'due-in-7'],
		[1, 'due-in-1'],
		[0, 'due-in-1'],
		[-1, 'overdue-1'],
		[-7, 'overdue-7'],
		[-14, 'overdue-7'],
		[-15, null]
	])('%i days before: %s', (left, occasion) => {
		expect(dueOccasion({ dueOn, decidedOn }, addDays(dueOn, -left))).toBe(occasion);
	});

	it('leaves out occasions before the decision', () => {
		const short = { dueOn: '2026-10-20', decidedOn };
		expect(dueOccasion(short, '2026-10-16')).toBeNull();
		expect(dueOccasion(short, '2026-10-19')).toBe('due-in-1');
	});
});
