import type { CalendarDate } from './calendar';
import { graceEnds } from './working-days';

export const roundKinds = ['half', 'annual'] as const;
export type RoundKind = (typeof roundKinds)[number];

export const roundStates = ['planned', 'open', 'reading', 'closed'] as const;
export type RoundState = (typeof roundStates)[number];

/** A round's name in addresses and files: "2026" for the annual one, "2026-half" for the other. */
export type RoundKey = string;

export interface RoundName {
	year: number;
	kind: RoundKind;
}

export function roundKey({ year, kind }: RoundName): RoundKey {
	return kind === 'annual' ? String(year) : `${year}-half`;
}

/** Reads an address part; null where it names no round. */
export function parseRoundKey(key: string): RoundName | null {
	const match = /^(20\d\d)(-half)?$/.exec(key);
	return match ? { year: Number(match[1]), kind: match[2] ? 'half' : 'annual' } : null;
}

/**
 * Stands where a round's key would, for what is reported outside rounds: because something happened, and
 * not because a round asked (domain-rules.md §3.5).
 */
export const outsideRounds: RoundKey = 'extraordinary';

/** Half-year rounds come before their year's annual one (domain-rules.md §3.1). */
export function byRound(a: RoundName, b: RoundName): number {
	return a.year - b.year || (a.kind === b.kind ? 0 : a.kind === 'half' ? -1 : 1);
}

/** The same for rounds by their keys; a key that names none comes first. */
export function byRoundKey(a: RoundKey, b: RoundKey): number {
	const [left, right] = [parseRoundKey(a), parseRoundKey(b)];
	if (!left || !right) return Number(left !== null) - Number(right !== null);
	return byRound(left, right);
}

/** A round's deadlines, staggered bottom-up: the FSUs first, SSU's reading, then the meeting. */
export interface Deadlines {
	opensOn: CalendarDate;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
}

/** The first deadline that comes before the one it must follow, or null. */
export function outOfOrder(deadlines: Deadlines): keyof Deadlines | null {
	if (deadlines.reportBy < deadlines.opensOn) return 'reportBy';
	if (deadlines.readBy < deadlines.reportBy) return 'readBy';
	if (deadlines.meetingOn < deadlines.readBy) return 'meetingOn';
	return null;
}

/** What of a round can be set anew. */
export type RoundSetting = keyof Deadlines | 'graceDays' | 'instruction';

const settings: Record<RoundState, readonly RoundSetting[]> = {
	planned: ['opensOn', 'reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	open: ['reportBy', 'readBy', 'meetingOn', 'graceDays', 'instruction'],
	reading: ['readBy', 'meetingOn'],
	closed: []
};

/** What can still be set of a round: what lies ahead of it, and nothing once it has closed. */
export function settable(state: RoundState): readonly RoundSetting[] {
	return settings[state];
}

export type RoundStep = 'open' | 'start-reading' | 'close' | 'reopen';

const next: Record<RoundStep, Partial<Record<RoundState, RoundState>>> = {
	open: { planned: 'open' },
	'start-reading': { open: 'reading' },
	close: { open: 'closed', reading: 'closed' },
	reopen: { closed: 'reading' }
};

/** The state that `step` leads to from `state`, or null where it is not allowed. */
export function afterRoundStep(step: RoundStep, state: RoundState): RoundState | null {
	return next[step][state] ?? null;
}

/** Whether reports are taken: from opening until the round closes. */
export function takesReports(state: RoundState): boolean {
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
export function latenessOn(
	today: CalendarDate,
	{ state, reportBy, graceDays }: Pick<Deadlines, 'reportBy'> & { state: RoundState; graceDays: number }
): Lateness {
	if (!takesReports(state) || today <= reportBy) return 'in-time';
	return today <= graceEnds(reportBy, graceDays) ? 'in-grace' : 'overdue';
}
