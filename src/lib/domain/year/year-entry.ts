import type { CalendarDate } from '../calendar/calendar-date';
import type { Localized, WrittenForm } from '../localized';
import type { MeetingKind, MeetingState } from '../meeting/meeting';
import type { RoundPeriod } from '../round/round';
import type { MeetingLevel } from './levels';
import type { LeveledMeeting } from './meeting-order';

interface Dated {
	day: CalendarDate;
	/** Last day of an entry over several days. */
	lastDay?: CalendarDate;
}

export interface MeetingEntry extends Dated {
	kind: 'meeting';
	id: number;
	uid: string;
	sequence: number;
	/** Null for a working group or the secretariat. */
	level: MeetingLevel | null;
	bodyId: number;
	bodyName: Localized;
	/** The other body of a joint meeting. */
	jointName: Localized | null;
	meetingKind: MeetingKind;
	state: MeetingState;
	startsAt: string | null;
	endsAt: string | null;
	place: string;
}

/** Steps of a round that have a day. */
type RoundStep = 'opens' | 'report-by' | 'read-by' | 'meeting';

export interface RoundDayEntry extends Dated {
	kind: 'round';
	step: RoundStep;
	period: RoundPeriod;
	key: string;
}

/** A date the secretariat has entered itself. */
export interface OwnEntry extends Dated {
	kind: 'own';
	id: number;
	title: string;
	lang: WrittenForm;
	version: number;
	/** False if only members see it. */
	public: boolean;
}

/** The open decisions that are due on a day. */
interface DecisionsDueEntry extends Dated {
	kind: 'decisions';
	count: number;
}

export type YearEntry = MeetingEntry | RoundDayEntry | DecisionsDueEntry | OwnEntry;

/** Order of entries on the same day. */
const kinds: YearEntry['kind'][] = ['meeting', 'round', 'decisions', 'own'];

/** Orders entries by day, and those of a day by kind. */
export function compareYearEntries(a: YearEntry, b: YearEntry): number {
	if (a.day !== b.day) return a.day < b.day ? -1 : 1;
	return kinds.indexOf(a.kind) - kinds.indexOf(b.kind);
}

/** Returns the first entry that begins on a day or later, or null. */
export function nextEntry(entries: readonly YearEntry[], today: CalendarDate): YearEntry | null {
	return entries.find(({ day }) => day >= today) ?? null;
}

/** Returns the meetings of levels among entries, without cancelled ones. */
export function toLeveledMeetings(entries: readonly YearEntry[]): LeveledMeeting[] {
	return entries.flatMap((entry) => {
		if (entry.kind !== 'meeting' || entry.level === null || entry.state === 'cancelled') return [];
		return [{ level: entry.level, bodyId: entry.bodyId, day: entry.day }];
	});
}
