import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { instantToOsloDate } from '../calendar/calendar-date';
import {
	coversReason,
	isMandatoryMail,
	mailReasons,
	reminderTimeOn,
	nextRetryAt,
	decideQueueing,
	mostImportantReason,
	type RecipientMail,
	type MailReason
} from './mail';

const today = '2026-11-20';
const tomorrow = '2026-11-21';
const anyReason = fc.constantFrom(...mailReasons);

describe('decideQueueing', () => {
	const waits = (reason: MailReason, day = today): RecipientMail => ({ reason, state: 'waiting', day });
	const sent = (reason: MailReason, day = today): RecipientMail => ({ reason, state: 'sent', day });

	it.each<[MailReason, RecipientMail[], unknown]>([
		['due-in-7', [], { queue: true, day: today }],
		['due-in-7', [waits('due-in-7')], { queue: false, because: 'waits-already' }],
		['due-in-7', [waits('kick-off')], { queue: false, because: 'waits-already' }],
		['returned', [waits('due-in-7')], { queue: true, day: today }],
		['due-in-1', [waits('due-in-7', '2026-11-18')], { queue: true, day: today }],
		['asked', [sent('due-in-7')], { queue: false, because: 'mailed-today' }],
		['asked', [sent('due-in-7', '2026-11-19')], { queue: true, day: today }],
		['returned', [sent('due-in-7')], { queue: true, day: tomorrow }],
		['returned', [sent('due-in-7'), waits('handed-on', tomorrow)], { queue: true, day: tomorrow }],
		['returned', [sent('due-in-7'), waits('returned', tomorrow)], { queue: false, because: 'waits-already' }]
	])('%s after %j', (reason, others, expected) => {
		expect(decideQueueing(reason, today, others)).toEqual(expected);
	});

	it('keeps at most one mail waiting, the most important, in any order', () => {
		fc.assert(
			fc.property(fc.array(anyReason, { minLength: 1 }), (reasons) => {
				let waiting: RecipientMail[] = [];
				for (const reason of reasons) {
					const answer = decideQueueing(reason, today, waiting);
					if (answer.queue) waiting = [waits(reason, answer.day)];
				}
				expect(waiting).toEqual([waits(mostImportantReason(reasons)!)]);
			})
		);
	});

	it('delivers mandatory mail eventually', () => {
		fc.assert(
			fc.property(anyReason, anyReason, (before, reason) => {
				const answer = decideQueueing(reason, today, [sent(before)]);
				expect(answer.queue).toBe(isMandatoryMail(reason));
			})
		);
	});

	it('mail reasons have a total order', () => {
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
