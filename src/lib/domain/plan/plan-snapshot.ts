import type { CalendarDate } from '../calendar/calendar-date';
import type { EvaluationAnswers, Status, StatusOrNone } from '../evaluation/evaluation';
import type { Localized } from '../localized';
import { acrossAreasCode, type Lifecycle } from '../measure/measure';
import type { AreaKind, DriverKind } from './plan';
import type { RoundKey, RoundKind } from '../round/round';
import type { Verdict } from '../verdict';

/**
 * Where the plan stands on a day: "kor står vi". The same shape live, while a round runs, and
 * frozen, as the content of a review; whatever draws figures reads this and nothing else.
 * It names things by what people know them by (area numbers, value codes) and measures by their
 * id, so that it can be read and compared without the database it came from.
 */
export interface PlanSnapshot {
	partnership: { slug: string; name: Localized };
	plan: { slug: string; name: Localized; from: number; to: number };
	/** The round reported in; null for a plan that has not had one. */
	round: SnapshotRound | null;
	asOf: CalendarDate;
	values: { code: string; name: Localized }[];
	areas: SnapshotArea[];
	/** The challenges, then the opportunities. Left out of reviews frozen before they were counted. */
	drivers?: SnapshotDriver[] | undefined;
	/** By code. */
	measures: SnapshotMeasure[];
	/** The review before this one. */
	last: PreviousReview | null;
	/** The annual review of the latest year before this one. */
	yearBefore: PreviousReview | null;
	/** What the reviews before this one say of the core values, the oldest first. Left out as `drivers` is. */
	history?: ValuesInRound[] | undefined;
}

/** A challenge the plan answers, or an opportunity it takes (strategy §4 and §5). */
export interface SnapshotDriver {
	code: string;
	kind: DriverKind;
	title: Localized;
}

export interface ValueFigures {
	value: string;
	area: AreaKey;
	/** Mean score 1–5, unrounded; null where nobody scored. */
	mean: number | null;
	/** Scores given. */
	n: number;
	/** How many gave 1, 2, 3, 4 and 5. */
	distribution: [number, number, number, number, number];
	/** Mean over all areas in the review before; only on "all". */
	before: number | null;
}

/** How the core values were scored over the whole plan in a round. */
export interface ValuesInRound {
	/** Null for how things are now, outside of any round. */
	round: RoundKey | null;
	values: ValueFigures[];
}

export interface SnapshotRound {
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

export interface SnapshotArea {
	number: number;
	name: Localized;
	shortName: Localized | null;
	kind: AreaKind;
	/** The name of the body that carries the area; null where nobody does. */
	body: Localized | null;
	/** The body's own verdict in the round; nothing where it gave none. */
	verdict?: Verdict | null;
}

export interface SnapshotMeasure {
	id: string;
	code: string;
	title: Localized;
	/** The primary area's number; null for measures across the areas. */
	area: number | null;
	/** Codes of the challenges and opportunities it answers. */
	drivers?: string[] | undefined;
	lifecycle: Lifecycle;
	weight: number;
	body: Localized | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	/** Expected progress on the day, 0–100; null where no dates say. */
	expected: number | null;
	/** The report that counts; null where the measure is "not reported". */
	report: SnapshotEvaluation | null;
}

/** An approved evaluation, as it stands for its measure. */
export interface SnapshotEvaluation extends EvaluationAnswers {
	round: RoundKey;
	unchanged: boolean;
	reportedBy: string;
	submittedOn: CalendarDate;
	/** Older than the plan's limit for how long a report stays fresh. Never true in a review. */
	stale: boolean;
}

/** What a later standing needs to know of an earlier review. */
export interface PreviousReview {
	key: RoundKey;
	asOf: CalendarDate;
	sha256: string;
	measures: { id: string; status: Status | null; deadline: CalendarDate | null }[];
	/** Mean progress, unrounded, by area number; "X" for across, "all" for the plan. */
	progress: Record<string, number | null>;
	/** Mean score over all areas by value code. */
	values: Record<string, number | null>;
}

/** An area's number as a key, "X" for the measures across, "all" for the whole plan. */
export type AreaKey = string;

export function areaKey(measure: { area: number | null }): AreaKey {
	return measure.area === null ? acrossAreasCode : String(measure.area);
}

/** The status that counts: completed measures are done, whatever was last reported. */
export function effectiveStatus(measure: Pick<SnapshotMeasure, 'lifecycle' | 'report'>): StatusOrNone {
	if (measure.lifecycle === 'completed') return 'done';
	return measure.report?.status ?? 'not-reported';
}

/** The progress that counts, 0–100: a completed measure has come the whole way, whatever was last reported. */
export function effectiveProgress({
	lifecycle,
	report
}: Pick<SnapshotMeasure, 'lifecycle' | 'report'>): number | null {
	return lifecycle === 'completed' ? 100 : (report?.progress ?? null);
}

/** Nothing of every status, for counting from. */
export function emptyStatusCounts(): Record<StatusOrNone, number> {
	return {
		done: 0,
		'on-track': 0,
		'slightly-delayed': 0,
		delayed: 0,
		'on-hold': 0,
		'not-started': 0,
		'not-reported': 0
	};
}
