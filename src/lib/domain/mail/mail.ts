import { addDays, instantToOsloDate, type CalendarDate, type Instant } from '../calendar/calendar-date';

/** Why a mail is sent. Each reader gets one mail a reason and day, and one mail a day at most. */
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

/** Mail a person cannot decline: it carries what they were asked for by name. */
export function isMandatoryMail(reason: MailReason): boolean {
	return reason === 'kick-off' || reason === 'returned' || reason === 'handed-on';
}

/** From the reason that counts most. What cannot be declined comes first, then what is most urgent. */
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

/** Whether a mail for the one reason says all that one for the other would. */
export function coversReason(one: MailReason, other: MailReason): boolean {
	return reasonsByPriority.indexOf(one) <= reasonsByPriority.indexOf(other);
}

/** The reason that counts most; undefined where there is none. */
export function mostImportantReason(reasons: readonly MailReason[]): MailReason | undefined {
	return reasonsByPriority.find((reason) => reasons.includes(reason));
}

/** A mail that a reader has got, or will get without more being done. */
export interface RecipientMail {
	reason: MailReason;
	state: 'waiting' | 'sent';
	/** The day in Oslo it is for, or went out on. */
	day: CalendarDate;
}

export type QueueDecision =
	/** To be sent from `day` on; what waits already and says less gives way. */
	| { queue: true; day: CalendarDate }
	/** The reader hears of it by a mail they have got or will get. */
	| { queue: false; because: 'mailed-today' | 'waits-already' };

/**
 * Whether one more mail may be put on its way, so that its reader never gets two on one day: what
 * waits is one mail at most, and the weightiest. After a mail was sent today, what cannot be
 * declined waits for tomorrow, and the rest is left out.
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

/** Minutes to wait after each failed try; after the last one a mail has failed. */
const retryDelayMinutes = [1, 5, 30, 120, 480];

/** When to try again after so many failed tries, counting the last; null where it is time to give up. */
export function nextRetryAt(tries: number, now: Date): Instant | null {
	const minutes = retryDelayMinutes[tries - 1];
	return minutes === undefined ? null : new Date(now.getTime() + minutes * 60_000).toISOString();
}

/** The hour in Oslo from which reminders are sent: nobody's telephone rings at night. */
export const reminderHour = 7;

const osloHourFormat = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Oslo',
	hour: '2-digit',
	hourCycle: 'h23'
});

/** Seven o'clock in Oslo on a day, in summer and winter. */
export function reminderTimeOn(day: CalendarDate): Instant {
	const summer = new Date(`${day}T0${reminderHour - 2}:00:00.000Z`);
	const isSummer = Number(osloHourFormat.format(summer)) === reminderHour;
	return isSummer ? summer.toISOString() : new Date(summer.getTime() + 3_600_000).toISOString();
}

/** The day a mail counts for: the one it went out on, else the one it is meant for. */
export function mailDay(mail: { day: CalendarDate; sentAt: Instant | null }): CalendarDate {
	return mail.sentAt ? instantToOsloDate(mail.sentAt) : mail.day;
}
