import type { CalendarDate } from '../calendar/calendar-date';
import { workingDaysBetween } from '../calendar/working-days';
import { leadTime, levelBelow, type MeetingLevel } from './levels';

/** A meeting of a body on a level. */
export interface LeveledMeeting {
	level: MeetingLevel;
	bodyId: number;
	day: CalendarDate;
}

/** A meeting whose preparing meetings lack or are too near or too far. */
export interface OrderFinding {
	meeting: LeveledMeeting;
	/** The level that prepares it. */
	below: MeetingLevel;
	/** Its last day before the meeting; null if it does not meet in between. */
	last: CalendarDate | null;
	/** Working days from that day; null without one. */
	gap: number | null;
	verdict: 'none-before' | 'too-near' | 'too-far';
}

/**
 * Returns the meetings of a year that do not lie two to four weeks, in working days, after the last meetings of
 * the level below. A body's meeting counts for the next meeting above only.
 *
 * @param from first day of the year; earlier meetings are there to prepare its first ones
 */
export function findOrderBreaks(meetings: readonly LeveledMeeting[], from: CalendarDate): OrderFinding[] {
	const ordered = meetings.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
	return ordered
		.filter(({ day }) => day >= from)
		.flatMap((meeting) => {
			const finding = findingFor(meeting, ordered);
			return finding ? [finding] : [];
		});
}

function findingFor(meeting: LeveledMeeting, ordered: readonly LeveledMeeting[]): OrderFinding | null {
	const below = levelBelow(meeting.level);
	if (!below || !ordered.some(({ level }) => level === below)) return null;
	const before = ordered.filter(({ level, day }) => level === meeting.level && day < meeting.day).at(-1);
	const preparing = ordered.filter(
		({ level, day }) => level === below && day <= meeting.day && (!before || day > before.day)
	);
	const last = lastOfEachBody(preparing);
	if (last.length === 0) return { meeting, below, last: null, gap: null, verdict: 'none-before' };
	const gaps = last.map((day) => ({ last: day, gap: workingDaysBetween(day, meeting.day) }));
	const near = gaps.find(({ gap }) => gap < leadTime.least);
	if (near) return { meeting, below, ...near, verdict: 'too-near' };
	const far = gaps.find(({ gap }) => gap > leadTime.most);
	return far ? { meeting, below, ...far, verdict: 'too-far' } : null;
}

function lastOfEachBody(ordered: readonly LeveledMeeting[]): CalendarDate[] {
	return [...new Map(ordered.map(({ bodyId, day }) => [bodyId, day])).values()];
}
