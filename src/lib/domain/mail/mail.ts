import { addDays, instantToOsloDate, type CalendarDate, type Instant } from '../calendar/calendar-date';

/**
 * Classes of mail. Mail of one class never replaces or drops mail of another, so that a notice, which others can
 * cause by typing an address, never costs a reminder.
 */
export const mailClasses = [
	'report',
	'reminder',
	'meeting',
	'matter',
	'decision',
	'question',
	'account'
] as const;
export type MailClass = (typeof mailClasses)[number];

/** A class's rule for several mails to one recipient. */
interface MailClassRule {
	/** Of which mails at most one waits: those of a round, or those with the same reason and subject. */
	oneFor: 'round' | 'subject';
	/** A mail queued after one of its class was sent today: waits for the morning, is dropped, or goes at once. */
	secondToday: 'waits' | 'drops' | 'goes';
}

const mailClassRules: Record<MailClass, MailClassRule> = {
	report: { oneFor: 'round', secondToday: 'waits' },
	reminder: { oneFor: 'round', secondToday: 'drops' },
	// A cancelled meeting may be today's.
	meeting: { oneFor: 'subject', secondToday: 'goes' },
	matter: { oneFor: 'subject', secondToday: 'waits' },
	decision: { oneFor: 'subject', secondToday: 'waits' },
	question: { oneFor: 'subject', secondToday: 'waits' },
	// Its recipient may be waiting for it to sign in.
	account: { oneFor: 'subject', secondToday: 'goes' }
};

/** Reasons to send a mail. A recipient gets one for each reason, subject and day. */
export const mailReasons = [
	'kick-off',
	'due-in-30',
	'due-in-7',
	'due-in-1',
	'overdue-1',
	'overdue-7',
	'returned',
	'handed-on',
	'asked',
	'meeting-notice',
	'matter-notice',
	'decision-notice',
	'question-notice',
	'account-notice'
] as const;
export type MailReason = (typeof mailReasons)[number];

/** Returns the class of a reason. */
export function mailClassOf(reason: MailReason): MailClass {
	if (reason === 'kick-off' || reason === 'returned' || reason === 'handed-on') return 'report';
	if (reason === 'meeting-notice') return 'meeting';
	if (reason === 'matter-notice') return 'matter';
	if (reason === 'decision-notice') return 'decision';
	if (reason === 'question-notice') return 'question';
	return reason === 'account-notice' ? 'account' : 'reminder';
}

export const mailStates = ['waiting', 'sent', 'failed', 'dropped'] as const;
export type MailState = (typeof mailStates)[number];

/** True if a person cannot decline mail for this reason, because it concerns their own task. */
export function isMandatoryMail(reason: MailReason): boolean {
	return mailClassOf(reason) !== 'reminder';
}

/** Most important first: mandatory mail, then the most urgent. */
const reasonsByPriority: readonly MailReason[] = [
	'account-notice',
	'matter-notice',
	'meeting-notice',
	'decision-notice',
	'question-notice',
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

/** The cause of a mail. */
export interface MailCause {
	reason: MailReason;
	roundId: number | null;
	/** Distinguishes mails with the same reason, as by a measure's id; otherwise empty. */
	about: string;
}

/** A mail that a recipient has got or has waiting. */
export interface RecipientMail extends MailCause {
	state: 'waiting' | 'sent';
	/** The date in Oslo it was sent, or is scheduled for. */
	day: CalendarDate;
}

export type QueueDecision =
	/** Send from `day` on; waiting mails that say less are replaced (`isReplaceable`). */
	| { queue: true; day: CalendarDate }
	/** A mail already sent or waiting covers it. */
	| { queue: false; because: 'mailed-today' | 'waits-already' };

/** True if at most one of two mails to a recipient may wait. Mails outside rounds have only their subject in common. */
export function isReplaceable(one: MailCause, other: MailCause): boolean {
	const mailClass = mailClassOf(one.reason);
	if (mailClassOf(other.reason) !== mailClass || one.roundId !== other.roundId) return false;
	if (mailClassRules[mailClass].oneFor === 'round' && one.roundId !== null) return true;
	return one.reason === other.reason && one.about === other.about;
}

/**
 * Decides if a mail may be queued, by the rule of its class: at most one waits, and after one was sent today
 * another waits until tomorrow, is dropped or goes.
 */
export function decideQueueing(
	cause: MailCause,
	today: CalendarDate,
	others: readonly RecipientMail[]
): QueueDecision {
	const waiting = others.filter((one) => one.state === 'waiting' && isReplaceable(one, cause));
	if (waiting.some((one) => coversReason(one.reason, cause.reason)))
		return { queue: false, because: 'waits-already' };
	const { secondToday } = mailClassRules[mailClassOf(cause.reason)];
	const isSecond = others.some(
		(one) =>
			one.state === 'sent' && one.day === today && mailClassOf(one.reason) === mailClassOf(cause.reason)
	);
	if (!isSecond || secondToday === 'goes') return { queue: true, day: today };
	if (secondToday === 'drops') return { queue: false, because: 'mailed-today' };
	const later = waiting.map((one) => one.day).find((day) => day > today);
	return { queue: true, day: later ?? addDays(today, 1) };
}

/**
 * True if a mail that is about to be sent waits until tomorrow because of one sent today: of its class, or, for a
 * reminder, a mail to the same person about the same round that lists the same evaluations.
 */
export function isDelayedBy(cause: MailCause, sent: MailCause): boolean {
	const mailClass = mailClassOf(cause.reason);
	if (mailClassRules[mailClass].secondToday === 'goes') return false;
	if (mailClassOf(sent.reason) === mailClass) return true;
	return mailClass === 'reminder' && sent.roundId === cause.roundId && remindsOfRound(sent.reason);
}

/** True if a mail reminds its recipient of the round. One about a delegation does not: others cause it. */
export function remindsOfRound(reason: MailReason): boolean {
	return reason === 'kick-off' || reason === 'returned' || mailClassOf(reason) === 'reminder';
}

/** Hours that the link to a new address is valid. */
export const emailChangeHours = 24;

/** Days that a set-up link is valid. */
export const setupLinkDays = 7;

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
