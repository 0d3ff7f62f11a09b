import { attentionOf, type Attention } from './attention';
import type { StatusOrNone } from './evaluation';
import { areaKey, figuresOf, statusOf, type AreaKey, type Figures } from './figures';
import type { Localized } from './localized';
import { isCounted } from './measure';
import type { Standing, StandingArea, StandingMeasure } from './standing';

/** A measure as one block in its area's row. */
export interface MeasureBlock {
	id: string;
	code: string;
	title: Localized;
	status: StatusOrNone;
}

/** A standing as the overview shows it: figures and outlines, without the words of the reports. */
export interface Overview {
	/** The standing without its measures. */
	frame: Standing;
	figures: Figures;
	/** Counted measures by area. */
	blocks: Record<AreaKey, MeasureBlock[]>;
	attention: Attention[];
}

export function overviewOf(standing: Standing): Overview {
	const { measures, last, yearBefore } = standing;
	const blocks: Record<AreaKey, MeasureBlock[]> = {};
	for (const one of measures.filter((measure) => isCounted(measure.lifecycle)))
		(blocks[areaKey(one)] ??= []).push(blockOf(one));
	return {
		frame: {
			...standing,
			measures: [],
			history: [],
			last: last && { ...last, measures: [] },
			yearBefore: yearBefore && { ...yearBefore, measures: [] }
		},
		figures: figuresOf(standing),
		blocks,
		attention: attentionOf(standing)
	};
}

export function blockOf(measure: StandingMeasure): MeasureBlock {
	const { id, code, title } = measure;
	return { id, code, title, status: statusOf(measure) };
}

/** An area's name, short where there is little room and a short one exists. */
export function shortNameOf(area: StandingArea): Localized {
	return area.shortName ?? area.name;
}

/** A measure as one row of a list. */
export interface MeasureRow extends MeasureBlock {
	lifecycle: StandingMeasure['lifecycle'];
	deadline: StandingMeasure['deadline'];
	deadlineWords: string | null;
	progress: number | null;
	expected: number | null;
	reportedOn: string | null;
	stale: boolean;
}

export function rowOf(measure: StandingMeasure): MeasureRow {
	const { lifecycle, deadline, deadlineWords, expected, report } = measure;
	return {
		...blockOf(measure),
		lifecycle,
		deadline,
		deadlineWords,
		progress: report?.progress ?? null,
		expected,
		reportedOn: report?.submittedOn ?? null,
		stale: report?.stale ?? false
	};
}
