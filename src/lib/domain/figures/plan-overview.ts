import { findMeasuresNeedingAttention, type Attention } from './attention';
import type { StatusOrNone } from '../evaluation/evaluation';
import { areaKey, computeFigures, effectiveStatus, type AreaKey, type Figures } from './figures';
import type { Localized } from '../localized';
import { isCounted, isReportable } from '../measure/measure';
import type { PlanSnapshot, SnapshotArea, SnapshotMeasure } from '../plan/plan-snapshot';

/** A measure as one block in its area's row. */
interface MeasureBlock {
	id: string;
	code: string;
	title: Localized;
	status: StatusOrNone;
}

/** Figures and measure blocks of a plan snapshot for the overview, without the texts of the evaluations. */
export interface PlanOverview {
	/** The snapshot without its measures. */
	frame: PlanSnapshot;
	/** Sealed figures of a review; computed ones of the current state. */
	figures: Figures;
	/** Counted measures by area. */
	blocks: Record<AreaKey, MeasureBlock[]>;
	attention: Attention[];
	/** Ages of the latest evaluations; null for a review, which has its own round's only. */
	ages: EvaluationAges | null;
}

/** Reportable measures by the age of their latest evaluation. */
export interface EvaluationAges {
	/** Days an evaluation stays fresh, as set in the plan. */
	limit: number;
	fresh: number;
	/** Older than the limit. */
	stale: number;
	/** Without any evaluation. */
	never: number;
}

/**
 * Builds the overview of a snapshot, or of a review from its sealed figures.
 *
 * @param freshnessDays days an evaluation stays fresh
 */
export function buildOverview(
	standing: PlanSnapshot & { figures?: Figures },
	freshnessDays: number
): PlanOverview {
	const { measures, last, yearBefore } = standing;
	const blocks: Record<AreaKey, MeasureBlock[]> = {};
	for (const one of measures.filter((measure) => isCounted(measure.lifecycle)))
		(blocks[areaKey(one)] ??= []).push(toMeasureBlock(one));
	return {
		frame: {
			...standing,
			measures: [],
			history: [],
			last: last && { ...last, measures: [] },
			yearBefore: yearBefore && { ...yearBefore, measures: [] }
		},
		figures: standing.figures ?? computeFigures(standing),
		blocks,
		attention: findMeasuresNeedingAttention(standing),
		ages: standing.figures ? null : countAges(standing, freshnessDays)
	};
}

function countAges({ measures }: PlanSnapshot, limit: number): EvaluationAges {
	const reports = measures.filter(({ lifecycle }) => isReportable(lifecycle)).map(({ report }) => report);
	const stale = reports.filter((one) => one?.stale).length;
	const never = reports.filter((one) => one === null).length;
	return { limit, fresh: reports.length - stale - never, stale, never };
}

function toMeasureBlock(measure: SnapshotMeasure): MeasureBlock {
	const { id, code, title } = measure;
	return { id, code, title, status: effectiveStatus(measure) };
}

/** Returns an area's short name if it has one, else its name. */
export function areaShortName(area: SnapshotArea): Localized {
	return area.shortName ?? area.name;
}

/** A measure as one row of a list. */
export interface MeasureListRow extends MeasureBlock {
	lifecycle: SnapshotMeasure['lifecycle'];
	deadline: SnapshotMeasure['deadline'];
	deadlineWords: string | null;
	progress: number | null;
	expected: number | null;
	reportedOn: string | null;
	stale: boolean;
}

export function toMeasureListRow(measure: SnapshotMeasure): MeasureListRow {
	const { lifecycle, deadline, deadlineWords, expected, report } = measure;
	return {
		...toMeasureBlock(measure),
		lifecycle,
		deadline,
		deadlineWords,
		progress: report?.progress ?? null,
		expected,
		reportedOn: report?.submittedOn ?? null,
		stale: report?.stale ?? false
	};
}
