import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingItemsOf, withNewItem } from './agenda';
import { countPresent } from './attendance';
import { matterNumberKey, nextMatterNumber, type GivenNumber } from './matter-number';
import {
	isAgendaOpen,
	isAgendaPublic,
	isWithinBodyTerm,
	meetingStates,
	meetingSteps,
	meetingStepsFrom,
	nextMeetingState,
	outcomeEditing,
	type MeetingState,
	type MeetingStep
} from './meeting';

/** The whole table; a step that a state does not name is refused. */
const table: Record<MeetingState, Partial<Record<MeetingStep, MeetingState>>> = {
	planned: { call: 'called', move: 'planned', cancel: 'cancelled' },
	called: { start: 'in-progress', move: 'called', cancel: 'cancelled' },
	'in-progress': { end: 'held' },
	held: { 'send-out': 'out-for-remarks' },
	'out-for-remarks': { approve: 'approved' },
	approved: { publish: 'published', revise: 'out-for-remarks' },
	published: { revise: 'out-for-remarks' },
	cancelled: {}
};

describe('a meeting', () => {
	it.each(meetingStates.flatMap((state) => meetingSteps.map((step) => [state, step] as const)))(
		'that is %s follows its table at the step %s',
		(state, step) => {
			expect(nextMeetingState(state, step)).toBe(table[state][step] ?? null);
			expect(meetingStepsFrom(state).includes(step)).toBe(step in table[state]);
		}
	);

	it('is never published without an approval after the last revision', () => {
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...meetingSteps), { maxLength: 40 }), (taken) => {
				let state: MeetingState = 'planned';
				let isApproved = false;
				for (const step of taken) {
					const next = nextMeetingState(state, step);
					if (next === null) continue;
					if (step === 'approve') isApproved = true;
					if (step === 'revise') isApproved = false;
					state = next;
					if (state === 'published') expect(isApproved).toBe(true);
				}
			})
		);
	});

	it.each([
		['planned', 'closed', true, false],
		['called', 'closed', true, true],
		['in-progress', 'free', true, true],
		['held', 'with-reason', false, true],
		['out-for-remarks', 'with-reason', false, true],
		['approved', 'closed', false, true],
		['published', 'closed', false, true],
		['cancelled', 'closed', false, false]
	] as const)('that is %s has outcomes %s', (state, editing, agendaOpen, agendaPublic) => {
		expect(outcomeEditing(state)).toBe(editing);
		expect(isAgendaOpen(state)).toBe(agendaOpen);
		expect(isAgendaPublic(state)).toBe(agendaPublic);
	});

	it('is within its body’s term from the first day until the last', () => {
		const term = { startedOn: '2025-01-01', endedOn: '2026-01-01' };
		const days = ['2024-12-31', '2025-01-01', '2025-12-31', '2026-01-01'];
		expect(days.map((day) => isWithinBodyTerm(term, day))).toEqual([false, true, true, false]);
		expect(isWithinBodyTerm({ startedOn: null, endedOn: null }, '1999-01-01')).toBe(true);
	});
});

describe('an agenda', () => {
	it('has the standing items of its kind', () => {
		expect(standingItemsOf('ordinary')).toEqual([
			'notice',
			'last-minutes',
			'follow-up',
			'any-other-business'
		]);
		expect(standingItemsOf('extraordinary')).toEqual(['notice']);
		expect(standingItemsOf('circulation')).toEqual([]);
	});

	it('takes a new item before any other business', () => {
		const notice = { id: 1, standing: 'notice' as const };
		const last = { id: 2, standing: 'any-other-business' as const };
		expect(withNewItem([notice, last], 3)).toEqual([1, 3, 2]);
		expect(withNewItem([notice], 3)).toEqual([1, 3]);
	});

	it('counts seats that are present, themselves or by an alternate', () => {
		expect(
			countPresent([
				{ seatId: 1, presence: 'present' },
				{ seatId: 2, presence: 'alternate' },
				{ seatId: 3, presence: 'absent' },
				{ seatId: null, presence: 'present' },
				{ seatId: 4, presence: null }
			])
		).toBe(2);
	});
});

describe('a matter number', () => {
	const of = (year: number, ...numbers: string[]): GivenNumber[] =>
		numbers.map((number) => ({ number, year }));
	it.each([
		['the first', [], 2026, 'Sak 01/26'],
		['the next', of(2026, 'Sak 06/26', 'Sak 07/26'), 2026, 'Sak 08/26'],
		['a number beyond its width', of(2026, 'Sak 99/26'), 2026, 'Sak 100/26'],
		['a new year', of(2026, 'Sak 07/26'), 2027, 'Sak 01/27'],
		['a year with four digits', of(2026, '07-2026'), 2027, '01-2027'],
		['a year in front', of(2014, '2014/15'), 2014, '2014/16'],
		['a prefix', of(2011, 'PS 35/11'), 2011, 'PS 36/11'],
		['a counter like the year', of(2026, 'Sak 26/26'), 2026, 'Sak 27/26'],
		['a number without a year', of(2026, 'A7'), 2027, 'A8'],
		['a year alone', of(2026, '2026'), 2026, '2026-1'],
		['a text', of(2026, 'Eventuelt'), 2026, 'Sak 01/26'],
		['a used one', of(2026, 'sak08/26', 'Sak 07/26'), 2026, 'Sak 09/26']
	])('follows the body’s pattern with %s', (_, given, year, expected) => {
		expect(nextMatterNumber(given, year)).toBe(expected);
	});

	it('ignores case and spaces', () => {
		expect(matterNumberKey(' SAK 07/26 ')).toBe(matterNumberKey('sak\u00a007 / 26'));
	});

	it('is free in its year, whatever was given', () => {
		const text = fc.oneof(
			fc.string({ maxLength: 12 }),
			fc.stringMatching(/^[A-Z]{0,3} ?\d{1,4}[/-]\d{2,4}$/)
		);
		const numbers = fc.array(fc.record({ number: text, year: fc.integer({ min: 2024, max: 2027 }) }));
		fc.assert(
			fc.property(numbers, fc.integer({ min: 2024, max: 2027 }), (given, year) => {
				const used = given.filter((one) => one.year === year).map(({ number }) => matterNumberKey(number));
				expect(used).not.toContain(matterNumberKey(nextMatterNumber(given, year)));
			})
		);
	});
});
