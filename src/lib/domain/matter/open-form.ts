import type { Instant } from '../calendar/calendar-date';

/** Hours after which an unconfirmed matter is deleted. */
export const pendingHours = 48;

/** Limits on matters from the open form, by sender, network address and partnership. */
export const openFormLimits = {
	/** Unconfirmed ones of a sender, which are as many mails. */
	waitingOfSender: 3,
	/** Confirmed ones of a sender within a day. */
	dailyOfSender: 10,
	/** Unconfirmed ones of an address within an hour. */
	hourlyOfAddress: 10,
	/** Bytes of the files that wait with unconfirmed matters of a partnership. */
	waitingBytes: 250_000_000
} as const;

/** Returns the time after which unconfirmed matters count. */
export function pendingSince(now: Date): Instant {
	return new Date(now.getTime() - pendingHours * 3_600_000).toISOString();
}

/** Returns the time some months before another, by the calendar in UTC; a shorter month ends earlier. */
export function monthsBefore(now: Date, months: number): Instant {
	const day = now.getUTCDate();
	const first = Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - months, 1);
	const last = new Date(first);
	last.setUTCMonth(last.getUTCMonth() + 1, 0);
	const at = new Date(first);
	at.setUTCDate(Math.min(day, last.getUTCDate()));
	at.setUTCHours(now.getUTCHours(), now.getUTCMinutes(), now.getUTCSeconds(), now.getUTCMilliseconds());
	return at.toISOString();
}

/** Months after closing in which a status page opens. */
export const statusPageMonths = 12;

/** True if a matter's status page opens: until a year after closing. */
export function isStatusPageOpen(closedAt: Instant | null, now: Date): boolean {
	return closedAt === null || closedAt > monthsBefore(now, statusPageMonths);
}
