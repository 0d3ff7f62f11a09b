import type { CalendarDate } from '../calendar/calendar-date';
import type { EvaluationAnswers, Status, StatusOrNone } from '../evaluation/evaluation';
import type { Localized } from '../localized';
import { acrossAreasCode, type Lifecycle } from '../measure/measure';
import type { WebLink } from '../measure/web-link';
import type { AreaKind, DriverKind } from './plan';
import { compareRoundKeys, extraordinaryRoundKey, type RoundKey, type RoundKind } from '../round/round';
import type { Verdict } from '../verdict';

/**
 * State of a plan on a date: live, during a round, or frozen in a review. All figures are computed from it.
 * Items have visible keys (area numbers, value codes) and measures their ids, so that it can be compared
 * without its database.
 */
export interface PlanSnapshot {
	partnership: { slug: string; name: Localized };
	plan: { slug: string; name: Localized; from: number; to: number };
	/** The latest reported round; null if there has been none. */
	round: SnapshotRound | null;
	/** The latest closed round, if none is running. Missing in a review. */
	lastRound?: RoundKey | null | undefined;
	asOf: CalendarDate;
	values: { code: string; name: Localized }[];
	areas: SnapshotArea[];
	/** Challenges, then opportunities. Missing in reviews frozen before they were counted. */
	drivers?: SnapshotDriver[] | undefined;
	/** By code. */
	measures: SnapshotMeasure[];
	/** The previous review. */
	last: PreviousReview | null;
	/** The annual review of the latest earlier year. */
	yearBefore: PreviousReview | null;
	/** Core value scores of earlier reviews, oldest first. Missing as `drivers` is. */
	history?: ValuesInRound[] | undefined;
}

/** A challenge or an opportunity in the plan (strategy §4 and §5). */
export interface SnapshotDriver {
	code: string;
	kind: DriverKind;
	title: Localized;
}

export interface ValueFigures {
	value: string;
	area: AreaKey;
	/** Mean score 1–5, unrounded; null without scores. */
	mean: number | null;
	/** Number of scores. */
	n: number;
	/** Number of scores of 1, 2, 3, 4 and 5. */
	distribution: [number, number, number, number, number];
	/** Mean over all areas in the previous review; only for "all". */
	before: number | null;
}

/** Core value scores over the whole plan in a round. */
export interface ValuesInRound {
	/** Null for the current values, outside a round. */
	round: RoundKey | null;
	values: ValueFigures[];
}

export interface SnapshotRound {
	year: number;
	kind: RoundKind;
	reportBy: CalendarDate;
	readBy: CalendarDate;
	meetingOn: CalendarDate;
	/** Measures included in the round. */
	asked: number;
	/** Of those, the ones with an approved evaluation in this round. */
	approved: number;
	/** Ids of measures whose evaluation has been submitted. Missing until the deadline, and in a review. */
	answered?: string[] | undefined;
}

export interface SnapshotArea {
	number: number;
	name: Localized;
	shortName: Localized | null;
	kind: AreaKind;
	/** The responsible body's name; null if there is none. */
	body: Localized | null;
	/** The responsible body's verdict in the round, if any. */
	verdict?: Verdict | null;
}

export interface SnapshotMeasure {
	id: string;
	code: string;
	title: Localized;
	/** The primary area's number; null for a measure across the areas. */
	area: number | null;
	/** Codes of its challenges and opportunities. */
	drivers?: string[] | undefined;
	lifecycle: Lifecycle;
	weight: number;
	body: Localized | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	/** Missing without links. */
	links?: WebLink[] | undefined;
	/** Expected progress on the date, 0–100; null without dates. */
	expected: number | null;
	/** The evaluation in effect; null if the status is "not-reported". */
	report: SnapshotEvaluation | null;
}

/** The approved evaluation in effect for a measure. */
export interface SnapshotEvaluation extends EvaluationAnswers {
	round: RoundKey;
	unchanged: boolean;
	/** True if the status comes from an imported file; missing otherwise. */
	imported?: true | undefined;
	reportedBy: string;
	submittedOn: CalendarDate;
	/** True if it is older than the plan's freshness limit. Never true in a review. */
	stale: boolean;
}

/** Data of an earlier review that later snapshots need. */
export interface PreviousReview {
	key: RoundKey;
	asOf: CalendarDate;
	sha256: string;
	measures: PreviousMeasure[];
	/** Mean progress, unrounded, by area number; "X" for measures across areas, "all" for the plan. */
	progress: Record<string, number | null>;
	/** Mean score over all areas by value code. */
	values: Record<string, number | null>;
}

export interface PreviousMeasure {
	id: string;
	status: Status | null;
	deadline: CalendarDate | null;
	/** 0–100; null without a report. Missing in the definition of 2025. */
	progress?: number | null | undefined;
}

/** An area's number as text, "X" for the measures across areas, "all" for the whole plan. */
export type AreaKey = string;

export function areaKey(measure: { area: number | null }): AreaKey {
	return measure.area === null ? acrossAreasCode : String(measure.area);
}

/** Returns the status in effect: "done" for completed measures, else the latest reported one. */
export function effectiveStatus(measure: Pick<SnapshotMeasure, 'lifecycle' | 'report'>): StatusOrNone {
	if (measure.lifecycle === 'completed') return 'done';
	return measure.report?.status ?? 'not-reported';
}

/** Returns the progress in effect, 0–100: 100 for completed measures, else the latest reported one. */
export function effectiveProgress({
	lifecycle,
	report
}: Pick<SnapshotMeasure, 'lifecycle' | 'report'>): number | null {
	return lifecycle === 'completed' ? 100 : (report?.progress ?? null);
}

/**
 * True if the measure's state is known from after the review: from a later round, or from between rounds. Else the
 * review itself holds its latest evaluation, and comparing the two would compare it with itself.
 */
export function isKnownSince(
	{ lifecycle, report }: Pick<SnapshotMeasure, 'lifecycle' | 'report'>,
	review: Pick<PreviousReview, 'key' | 'asOf'>
): boolean {
	if (lifecycle === 'completed') return true;
	if (report === null) return false;
	if (report.round === extraordinaryRoundKey) return report.submittedOn > review.asOf;
	return compareRoundKeys(report.round, review.key) > 0;
}

/** Returns zero counts for every status. */
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
