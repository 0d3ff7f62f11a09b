import type { CalendarDate, Instant } from '../calendar/calendar-date';
import { graceEndDate } from '../calendar/working-days';

export const roundKinds = ['half', 'annual'] as const;
export type RoundKind = (typeof roundKinds)[number];

export const roundStates = ['planned', 'open', 'reading', 'closed'] as const;
export type RoundState = (typeof roundStates)[number];

/** Key of a round in addresses and files: "2026" for the annual one, "2026-half" for the half-year one. */
export type RoundKey = string;

export interface RoundPeriod {
	year: number;
	kind: RoundKind;
}

export function roundKey({ year, kind }: RoundPeriod): RoundKey {
	return kind === 'annual' ? String(year) : `${year}-half`;
}

/** Parses a round's key; null if it is not valid. */
export function parseRoundKey(key: string): RoundPeriod | null {
	const match = /^(20\d\d)(-half)?$/.exec(key);
	return match ? { year: Number(match[1]), kind: match[2] ? 'half' : 'annual' } : null;
}

/**
 * Returns the periods of this and last year in which a plan can get a round that closes at once: after every
 * round that has begun, and not planned already.
 */
export function openRoundPeriods(
	plan: { fromYear: number; toYear: number },
	rounds: readonly (RoundPeriod & { state: RoundState })[],
	thisYear: number
): RoundPeriod[] {
	return [thisYear - 1, thisYear]
		.filter((year) => year >= plan.fromYear && year <= plan.toYear)
		.flatMap((year) => roundKinds.map((kind) => ({ year, kind })))
		.filter((period) =>
			rounds.every((one) => {
				const order = compareRounds(period, one);
				return one.state === 'planned' ? order !== 0 : order > 0;
			})
		);
}

/** Key in place of a round's for evaluations outside rounds (domain-rules.md §3.5). */
export const extraordinaryRoundKey: RoundKey = 'extraordinary';

/**
 * Compares rounds in time; a half-year round comes before the annual one of its year (domain-rules.md §3.1).
 */
export function compareRounds(a: RoundPeriod, b: RoundPeriod): number {
	return a.year - b.year || (a.kind === b.kind ? 0 : a.kind === 'half' ? -1 : 1);
}

/** Compares rounds by their keys; an invalid key comes first. */
export function compareRoundKeys(a: RoundKey, b: RoundKey): number {
	const [left, right] = [parseRoundKey(a), parseRoundKey(b)];
	if (!left || !right) return Number(left !== null) - Number(right !== null);
	return compareRounds(left, right);
}

/** Deadlines of a round in order: the FSUs' reports, SSU's review, then the meeting. */
export interface RoundDeadlines {
	opensOn: CalendarDate;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
}

/** Returns the deadlines that are past. */
export function pastDeadlines(deadlines: RoundDeadlines, today: CalendarDate): (keyof RoundDeadlines)[] {
	const names = ['opensOn', 'reportBy', 'readBy', 'meetingOn'] as const;
	return names.filter((name) => deadlines[name] < today);
}

/** Returns the first deadline that is earlier than the one it must follow; null if all are in order. */
export function firstDeadlineOutOfOrder(deadlines: RoundDeadlines): keyof RoundDeadlines | null {
	if (deadlines.reportBy < deadlines.opensOn) return 'reportBy';
	if (deadlines.readBy < deadlines.reportBy) return 'readBy';
	if (deadlines.meetingOn < deadlines.readBy) return 'meetingOn';
	return null;
}

/** Settings of a round that can be edited. */
export type RoundSetting = keyof RoundDeadlines | 'graceDays' | 'instruction';

const editableSettingsByState: Record<RoundState, readonly RoundSetting[]> = {
	planned: ['opensOn', 'reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	open: ['reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	reading: ['readBy', 'meetingOn'],
	closed: []
};

/** Returns the settings that can still be edited; none after closing. */
export function editableRoundSettings(state: RoundState): readonly RoundSetting[] {
	return editableSettingsByState[state];
}

export type RoundTransition = 'open' | 'start-reading' | 'close' | 'reopen';

const stateTransitions: Record<RoundTransition, Partial<Record<RoundState, RoundState>>> = {
	open: { planned: 'open' },
	'start-reading': { open: 'reading' },
	close: { open: 'closed', reading: 'closed' },
	reopen: { closed: 'reading' }
};

/** Returns the state that `step` leads to; null if it is not allowed from `state`. */
export function nextRoundState(step: RoundTransition, state: RoundState): RoundState | null {
	return stateTransitions[step][state] ?? null;
}

/** True if the round accepts evaluations: from opening until closing. */
export function acceptsReports(state: RoundState): boolean {
	return state === 'open' || state === 'reading';
}

/** Position of a date relative to a round's deadline, for evaluations not submitted. */
export type Lateness = 'in-time' | 'in-grace' | 'overdue';

/**
 * Returns the lateness of evaluations not submitted: in grace after the deadline, overdue after the grace
 * days (domain-rules.md §3.2). Nothing is late in a closed round.
 *
 * @param today the date in Oslo
 */
export function computeLateness(
	today: CalendarDate,
	{ state, reportBy, graceDays }: Pick<RoundDeadlines, 'reportBy'> & { state: RoundState; graceDays: number }
): Lateness {
	if (!acceptsReports(state) || today <= reportBy) return 'in-time';
	return today <= graceEndDate(reportBy, graceDays) ? 'in-grace' : 'overdue';
}

/** Minutes in which the deletion of a planned round can be undone. */
const undoMinutes = 30;

/** True if a deletion can still be undone. */
export function isUndoable(deletedAt: Instant, now: Date): boolean {
	return now.getTime() - new Date(deletedAt).getTime() <= undoMinutes * 60_000;
}
