import { addDays, instantToOsloDate, type CalendarDate, type Instant } from '../calendar/calendar-date';

/** Reasons to send a mail. A recipient gets at most one mail a day, and one for each reason and day. */
export const mailReasons = [
	'kick-off',
	'due-in-30',
	'due-in-7',
	'due-in-1',
	'overdue-1',
	'overdue-7',
	'returned',
	'handed-on',
	'asked'
] as const;
export type MailReason = (typeof mailReasons)[number];

export const mailStates = ['waiting', 'sent', 'failed', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];

/** True if a person cannot decline mail for this reason, because it concerns their own task. */
export function isMandatoryMail(reason: MailReason): boolean {
	return reason === 'kick-off' || reason === 'returned' || reason === 'handed-on';
}

/** Most important first: mandatory mail, then the most urgent. */
const reasonsByPriority: readonly MailReason[] = [
	'returned',
	'handed-on',
	'kick-off',
	'overdue-7',
	'overdue-1',
	'asked',
	'due-in-1',
	'due-in-7',
	'due-in-30'
];

/** True if a mail for `one` includes everything a mail for `other` would say. */
export function coversReason(one: MailReason, other: MailReason): boolean {
	return reasonsByPriority.indexOf(one) <= reasonsByPriority.indexOf(other);
}

/** Returns the most important reason; undefined if there is none. */
export function mostImportantReason(reasons: readonly MailReason[]): MailReason | undefined {
	return reasonsByPriority.find((reason) => reasons.includes(reason));
}

/** A mail that a recipient has got or has waiting. */
export interface RecipientMail {
	reason: MailReason;
	state: 'waiting' | 'sent';
	/** The date in Oslo it was sent, or is scheduled for. */
	day: CalendarDate;
}

export type QueueDecision =
	/** Send from `day` on; a waiting mail that says less is replaced. */
	| { queue: true; day: CalendarDate }
	/** A mail already sent or waiting covers it. */
	| { queue: false; because: 'mailed-today' | 'waits-already' };

/**
 * Decides if a mail may be queued, so that a recipient gets at most one a day. After a mail was sent today, a
 * mandatory one waits until tomorrow and others are dropped.
 */
export function decideQueueing(
	reason: MailReason,
	today: CalendarDate,
	others: readonly RecipientMail[]
): QueueDecision {
	const waiting = others.filter((one) => one.state === 'waiting');
	if (waiting.some((one) => coversReason(one.reason, reason)))
		return { queue: false, because: 'waits-already' };
	const later = waiting.map((one) => one.day).find((day) => day > today);
	const mailedToday = others.some((one) => one.state === 'sent' && one.day === today);
	if (!mailedToday) return { queue: true, day: today };
	if (!isMandatoryMail(reason)) return { queue: false, because: 'mailed-today' };
	return { queue: true, day: later ?? addDays(today, 1) };
}

/** Minutes to wait after each failed attempt; after the last one the mail fails. */
const retryDelayMinutes = [1, 5, 30, 120, 480];

/** Returns the time of the next attempt, given the number of failed ones; null if there are no more. */
export function nextRetryAt(tries: number, now: Date): Instant | null {
	const minutes = retryDelayMinutes[tries - 1];
	return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000).toISOString();
}

/** Earliest hour in Oslo to send reminders, so that nobody is disturbed at night. */
const reminderHour = 7;

const osloHourFormat = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Oslo',
	hour: '2-digit',
	hourCycle: 'h23'
});

/** Returns the instant of `reminderHour` in Oslo on a day. */
export function reminderTimeOn(day: CalendarDate): Instant {
	const summer = new Date(`${day}T0${reminderHour - 2}:00:00.000Z`);
	const isSummer = Number(osloHourFormat.format(summer)) === reminderHour;
	return isSummer ? summer.toISOString() : new Date(summer.getTime() + 3_600_000).toISOString();
}

/** Returns the date a mail counts for: the date it was sent, else the one it is scheduled for. */
export function mailDay(mail: { day: CalendarDate; sentAt: Instant | null }): CalendarDate {
	return mail.sentAt ? instantToOsloDate(mail.sentAt) : mail.day;
}
