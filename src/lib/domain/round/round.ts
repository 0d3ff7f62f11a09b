import type { CalendarDate } from '../calendar/calendar-date';
import { graceEndDate } from '../calendar/working-days';

export const roundKinds = ['half', 'annual'] as const;
export type RoundKind = (typeof roundKinds)[number];

export const roundStates = ['planned', 'open', 'reading', 'closed'] as const;
export type RoundState = (typeof roundStates)[number];

/** A round's name in addresses and files: "2026" for the annual one, "2026-half" for the other. */
export type RoundKey = string;

export interface RoundPeriod {
	year: number;
	kind: RoundKind;
}

export function roundKey({ year, kind }: RoundPeriod): RoundKey {
	return kind === 'annual' ? String(year) : `${year}-half`;
}

/** Reads an address part; null where it names no round. */
export function parseRoundKey(key: string): RoundPeriod | null {
	const match = /^(20\d\d)(-half)?$/.exec(key);
	return match ? { year: Number(match[1]), kind: match[2] ? 'half' : 'annual' } : null;
}

/**
 * Stands where a round's key would, for what is reported outside rounds: because something happened, and
 * not because a round asked (domain-rules.md §3.5).
 */
export const extraordinaryRoundKey: RoundKey = 'extraordinary';

/** Half-year rounds come before their year's annual one (domain-rules.md §3.1). */
export function compareRounds(a: RoundPeriod, b: RoundPeriod): number {
	return a.year - b.year || (a.kind === b.kind ? 0 : a.kind === 'half' ? -1 : 1);
}

/** The same for rounds by their keys; a key that names none comes first. */
export function compareRoundKeys(a: RoundKey, b: RoundKey): number {
	const [left, right] = [parseRoundKey(a), parseRoundKey(b)];
	if (!left || !right) return Number(left !== null) - Number(right !== null);
	return compareRounds(left, right);
}

/** A round's deadlines, staggered bottom-up: the FSUs first, SSU's reading, then the meeting. */
export interface RoundDeadlines {
	opensOn: CalendarDate;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
}

/** The first deadline that comes before the one it must follow, or null. */
export function firstDeadlineOutOfOrder(deadlines: RoundDeadlines): keyof RoundDeadlines | null {
	if (deadlines.reportBy < deadlines.opensOn) return 'reportBy';
	if (deadlines.readBy < deadlines.reportBy) return 'readBy';
	if (deadlines.meetingOn < deadlines.readBy) return 'meetingOn';
	return null;
}

/** What of a round can be set anew. */
export type RoundSetting = keyof RoundDeadlines | 'graceDays' | 'instruction';

const editableSettingsByState: Record<RoundState, readonly RoundSetting[]> = {
	planned: ['opensOn', 'reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	open: ['reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	reading: ['readBy', 'meetingOn'],
	closed: []
};

/** What can still be set of a round: what lies ahead of it, and nothing once it has closed. */
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

/** The state that `step` leads to from `state`, or null where it is not allowed. */
export function nextRoundState(step: RoundTransition, state: RoundState): RoundState | null {
	return stateTransitions[step][state] ?? null;
}

/** Whether reports are taken: from opening until the round closes. */
export function acceptsReports(state: RoundState): boolean {
	return state === 'open' || state === 'reading';
}

/** How the day stands to a round's deadline for reports, for who has not sent theirs. */
export type Lateness = 'in-time' | 'in-grace' | 'overdue';

/**
 * Whether what is not sent by now is late: after the deadline it is still taken without a word for the
 * days of grace, and overdue from the day after them (domain-rules.md §3.2). Once a round has closed
 * nothing is awaited, and nothing late.
 *
 * @param today the day in Oslo
 */
export function computeLateness(
	today: CalendarDate,
	{ state, reportBy, graceDays }: Pick<RoundDeadlines, 'reportBy'> & { state: RoundState; graceDays: number }
): Lateness {
	if (!acceptsReports(state) || today <= reportBy) return 'in-time';
	return today <= graceEndDate(reportBy, graceDays) ? 'in-grace' : 'overdue';
}
