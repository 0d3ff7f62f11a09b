import type { Instant } from './calendar/calendar-date';

/** States of a question to the body responsible for a measure. */
export type InquiryState = 'open' | 'answered';

export type InquiryEntryKind = 'question' | 'answer';

/** Questions that one person may have unanswered at a time. */
export const maxOpenInquiries = 10;

/** Days that the link to answer a question is valid once it is answered. */
export const inquiryLinkDays = 30;

/** Minutes in which the author of the last entry can take it back. */
export const takeBackMinutes = 30;

/** True if the author of an entry can still take it back. */
export function canTakeBack(entry: { at: Instant; personId: number | null }, by: number | null, now: Date) {
	const age = now.getTime() - new Date(entry.at).getTime();
	return by !== null && entry.personId === by && age <= takeBackMinutes * 60_000;
}
