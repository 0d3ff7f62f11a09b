import type { CalendarDate } from './calendar';
import type { Answers, Status } from './evaluation';
import type { Localized } from './localized';
import type { Lifecycle } from './measure';
import type { AreaKind } from './plan';
import type { RoundKey, RoundKind } from './round';
import type { Verdict } from './verdict';

/**
 * Where the plan stands on a day: "kor står vi". The same shape live, while a round runs, and
 * frozen, as the content of a review; whatever draws figures reads this and nothing else.
 * It names things by what people know them by (area numbers, value codes) and measures by their
 * id, so that it can be read and compared without the database it came from.
 */
export interface Standing {
	partnership: { slug: string; name: Localized };
	plan: { slug: string; name: Localized; from: number; to: number };
	/** The round reported in; null for a plan that has not had one. */
	round: StandingRound | null;
	asOf: CalendarDate;
	values: { code: string; name: Localized }[];
	areas: StandingArea[];
	/** By code. */
	measures: StandingMeasure[];
	/** The review before this one. */
	last: Earlier | null;
	/** The annual review of the latest year before this one. */
	yearBefore: Earlier | null;
}

export interface StandingRound {
	year: number;
	kind: RoundKind;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
	/** Measures the round asks about. */
	asked: number;
	/** Of those, the ones with an approved report in this round. */
	approved: number;
}

export interface StandingArea {
	number: number;
	name: Localized;
	shortName: Localized | null;
	kind: AreaKind;
	/** The name of the body that carries the area; null where nobody does. */
	body: Localized | null;
	/** The body's own verdict in the round; nothing where it gave none. */
	verdict?: Verdict | null;
}

export interface StandingMeasure {
	id: string;
	code: string;
	title: Localized;
	/** The primary area's number; null for measures across the areas. */
	area: number | null;
	lifecycle: Lifecycle;
	weight: number;
	body: Localized | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	/** Expected progress on the day, 0–100; null where no dates say. */
	expected: number | null;
	/** The report that counts; null where the measure is "not reported". */
	report: Report | null;
}

/** An approved evaluation, as it stands for its measure. */
export interface Report extends Answers {
	round: RoundKey;
	unchanged: boolean;
	reportedBy: string;
	submittedOn: CalendarDate;
	/** Older than the plan's limit for how long a report stays fresh. Never true in a review. */
	stale: boolean;
}

/** What a later standing needs to know of an earlier review. */
export interface Earlier {
	key: RoundKey;
	asOf: CalendarDate;
	sha256: string;
	measures: { id: string; status: Status | null; deadline: CalendarDate | null }[];
	/** Mean progress, unrounded, by area number; "X" for across, "all" for the plan. */
	progress: Record<string, number | null>;
	/** Mean score over all areas by value code. */
	values: Record<string, number | null>;
}
