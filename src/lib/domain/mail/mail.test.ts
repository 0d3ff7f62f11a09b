import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantToOsloDate } from '../calendar/calendar-date';
import {
	coversReason,
	isDelayedBy,
	isMandatoryMail,
	isReplaceable,
	mailClasses,
	mailClassOf,
	mailReasons,
	reminderTimeOn,
	nextRetryAt,
	decideQueueing,
	mostImportantReason,
	type MailCause,
	type MailReason,
	type RecipientMail
} from './mail';

const today = '2026-11-20';
const tomorrow = '2026-11-21';
const anyReason = fc.constantFrom(...mailReasons);
const anyRoundReason = fc.constantFrom(
	...mailReasons.filter((one) => ['report', 'reminder'].includes(mailClassOf(one)))
);

const cause = (reason: MailReason, more: Partial<MailCause> = {}): MailCause => ({
	...{ reason, roundId: 1, about: '' },
	...more
});

describe('decideQueueing', () => {
	type Row = [MailReason, RecipientMail[], unknown];
	const waits = (reason: MailReason, day = today, more = {}): RecipientMail => {
		return { ...cause(reason, more), state: 'waiting', day };
	};
	const sent = (reason: MailReason, day = today, more = {}): RecipientMail => {
		return { ...cause(reason, more), state: 'sent', day };
	};

	it.each<Row>([
		['due-in-7', [], { queue: true, day: today }],
		['due-in-7', [waits('due-in-7')], { queue: false, because: 'waits-already' }],
		['due-in-7', [waits('asked')], { queue: false, because: 'waits-already' }],
		['due-in-1', [waits('due-in-7', '2026-11-18')], { queue: true, day: today }],
		['asked', [sent('due-in-7')], { queue: false, because: 'mailed-today' }],
		['asked', [sent('due-in-7', '2026-11-19')], { queue: true, day: today }],
		['returned', [waits('kick-off')], { queue: true, day: today }],
		['returned', [sent('kick-off')], { queue: true, day: tomorrow }],
		['returned', [sent('kick-off'), waits('handed-on', tomorrow)], { queue: true, day: tomorrow }],
		['returned', [sent('kick-off'), waits('returned', tomorrow)], { queue: false, because: 'waits-already' }]
	])('%s after %j of the same class', (reason, others, expected) => {
		expect(decideQueueing(cause(reason), today, others)).toEqual(expected);
	});

	it.each<Row>([
		['meeting-notice', [sent('meeting-notice', today, { about: 'other' })], { queue: true, day: today }],
		['meeting-notice', [waits('meeting-notice', today, { about: 'other' })], { queue: true, day: today }],
		['meeting-notice', [waits('meeting-notice')], { queue: false, because: 'waits-already' }],
		['matter-notice', [sent('matter-notice')], { queue: true, day: tomorrow }],
		['matter-notice', [waits('matter-notice', today, { about: 'other' })], { queue: true, day: today }],
		['account-notice', [sent('account-notice')], { queue: true, day: today }],
		['account-notice', [waits('account-notice')], { queue: false, because: 'waits-already' }],
		['returned', [waits('returned', today, { about: 'other' })], { queue: true, day: today }]
	])('%s outside rounds after %j', (reason, others, expected) => {
		const outside = others.map((one) => ({ ...one, roundId: null }));
		expect(decideQueueing(cause(reason, { roundId: null }), today, outside)).toEqual(expected);
	});

	it('is not affected by mail of another class, sent or waiting', () => {
		fc.assert(
			fc.property(anyReason, anyReason, fc.constantFrom(null, 1), (reason, other, roundId) => {
				fc.pre(mailClassOf(reason) !== mailClassOf(other));
				const others = [sent(other, today, { roundId }), waits(other, today, { roundId })];
				expect(decideQueueing(cause(reason), today, others)).toEqual({ queue: true, day: today });
				expect(isReplaceable(others[1]!, cause(reason))).toBe(false);
			})
		);
	});

	it('keeps at most one mail of a class waiting in a round, the most important, in any order', () => {
		fc.assert(
			fc.property(fc.array(anyRoundReason, { minLength: 1 }), (reasons) => {
				let waiting: RecipientMail[] = [];
				for (const reason of reasons) {
					const answer = decideQueueing(cause(reason), today, waiting);
					if (!answer.queue) continue;
					waiting = waiting.filter((one) => !isReplaceable(one, cause(reason)));
					waiting.push(waits(reason, answer.day));
				}
				for (const mailClass of mailClasses) {
					const ofClass = (all: readonly MailReason[]) => all.filter((one) => mailClassOf(one) === mailClass);
					const most = mostImportantReason(ofClass(reasons));
					expect(ofClass(waiting.map(({ reason }) => reason))).toEqual(most ? [most] : []);
				}
			})
		);
	});

	it('delivers mandatory mail eventually', () => {
		fc.assert(
			fc.property(anyReason, anyReason, (before, reason) => {
				const answer = decideQueueing(cause(reason), today, [sent(before)]);
				expect(answer.queue).toBe(isMandatoryMail(reason) || mailClassOf(before) !== 'reminder');
			})
		);
	});

	it('orders all reasons', () => {
		fc.assert(
			fc.property(anyReason, anyReason, (a, b) => {
				expect(coversReason(a, b) || coversReason(b, a)).toBe(true);
				expect(coversReason(a, b) && coversReason(b, a)).toBe(a === b);
				expect(!isMandatoryMail(b) || coversReason(b, a) || isMandatoryMail(a)).toBe(true);
			})
		);
		expect(mostImportantReason([])).toBeUndefined();
	});
});

describe('isDelayedBy', () => {
	it.each<[MailReason, MailReason, Partial<MailCause>, boolean]>([
		['asked', 'due-in-7', {}, true],
		['asked', 'due-in-7', { roundId: 2 }, true],
		['asked', 'returned', {}, true],
		['asked', 'kick-off', {}, true],
		['asked', 'returned', { roundId: 2 }, false],
		['asked', 'handed-on', {}, false],
		['asked', 'matter-notice', { roundId: null }, false],
		['asked', 'meeting-notice', { roundId: null }, false],
		['asked', 'account-notice', { roundId: null }, false],
		['returned', 'asked', {}, false],
		['returned', 'handed-on', {}, true],
		['meeting-notice', 'meeting-notice', { about: 'other' }, false],
		['matter-notice', 'matter-notice', { about: 'other' }, true],
		['account-notice', 'account-notice', {}, false]
	])('%s after %s %j: %s', (reason, before, more, delayed) => {
		expect(isDelayedBy(cause(reason), cause(before, more))).toBe(delayed);
	});
});

describe('nextRetryAt', () => {
	it('waits 1, 5, 30, 120 and 480 minutes, then gives up', () => {
		const now = new Date('2026-11-20T12:00:00.000Z');
		expect([1, 2, 3, 4, 5, 6].map((tries) => nextRetryAt(tries, now))).toEqual([
			'2026-11-20T12:01:00.000Z',
			'2026-11-20T12:05:00.000Z',
			'2026-11-20T12:30:00.000Z',
			'2026-11-20T14:00:00.000Z',
			'2026-11-20T20:00:00.000Z',
			null
		]);
	});
});

describe('reminderTimeOn', () => {
	it.each([
		['2026-01-15', '2026-01-15T06:00:00.000Z'],
		['2026-07-15', '2026-07-15T05:00:00.000Z'],
		['2026-03-29', '2026-03-29T05:00:00.000Z'],
		['2026-03-28', '2026-03-28T06:00:00.000Z'],
		['2026-10-25', '2026-10-25T06:00:00.000Z'],
		['2026-10-24', '2026-10-24T05:00:00.000Z']
	])('%s: %s', (day, instant) => {
		expect(reminderTimeOn(day)).toBe(instant);
		expect(instantToOsloDate(instant)).toBe(day);
	});
});
