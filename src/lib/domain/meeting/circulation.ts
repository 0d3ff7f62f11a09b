import { addDays, type CalendarDate } from '../calendar/calendar-date';
import type { SeatRole } from '../body';
import type { Localized } from '../localized';

/** Answers to a proposal by circulation: agreement, or an objection that takes the item to a meeting. */
export const circulationAnswers = ['agrees', 'objects'] as const;
export type CirculationAnswer = (typeof circulationAnswers)[number];

/** Result of an item by circulation: agreed by every seat, taken to a meeting by one, or not answered by all. */
export type CirculationResult = 'agreed' | 'objected' | 'unanswered';

/** Days before the last day on which those who have not answered are reminded. */
const reminderDays = [3, 1] as const;

/** True if a seat answers by circulation: those that have a say, the secretary's apart. */
export function answersByCirculation(role: SeatRole | null): boolean {
	return role === 'leader' || role === 'deputy' || role === 'member';
}

/**
 * Returns the result of one item. Silence is no agreement: by circulation nothing is decided unless every seat agrees
 * to the proposal and to deciding it without a meeting (after kommuneloven § 11-8).
 */
export function circulationResult(
	seats: readonly number[],
	answers: ReadonlyMap<number, CirculationAnswer>
): CirculationResult {
	if (seats.some((seat) => answers.get(seat) === 'objects')) return 'objected';
	return seats.length > 0 && seats.every((seat) => answers.get(seat) === 'agrees') ? 'agreed' : 'unanswered';
}

/** True if answers may be counted: when none is missing, or the last day is over. */
export function mayCloseCirculation(
	results: readonly CirculationResult[],
	{ lastDay, today }: { lastDay: CalendarDate; today: CalendarDate }
): boolean {
	return today > lastDay || results.every((result) => result !== 'unanswered');
}

/** Returns the days left on a day with reminders of a circulation; null on other days. */
export function circulationReminder(lastDay: CalendarDate, today: CalendarDate): number | null {
	return reminderDays.find((days) => addDays(today, days) === lastDay) ?? null;
}

/** Texts that closing a circulation writes into the minutes: outcomes of items, and a note for each seat. */
export const circulationTexts = {
	objected: {
		nb: 'Ikke avgjort på sirkulasjon: minst én plass vil ha saken i møte.',
		nn: 'Ikkje avgjord på sirkulasjon: minst éin plass vil ha saka i møte.'
	},
	unanswered: {
		nb: 'Ikke avgjort på sirkulasjon: ikke alle plassene svarte innen fristen.',
		nn: 'Ikkje avgjord på sirkulasjon: ikkje alle plassane svarte innan fristen.'
	},
	asProposed: { nb: 'Saken er avgjort som foreslått.', nn: 'Saka er avgjord som føreslått.' },
	seatAgreed: { nb: 'Sluttet seg til', nn: 'Slutta seg til' },
	seatObjected: { nb: 'Ville ha en sak i møte', nn: 'Ville ha ei sak i møte' },
	seatSilent: { nb: 'Svarte ikke på alt', nn: 'Svarte ikkje på alt' }
} as const satisfies Record<string, Required<Localized>>;
