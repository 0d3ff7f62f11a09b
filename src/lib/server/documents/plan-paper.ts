import type { AreaSeries, ProgressPoint } from '$lib/charts/progress-over-time';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { AreaFigures, AreaKey } from '$lib/domain/figures/figures';
import type { Locale, Localized } from '$lib/domain/localized';
import type { Lifecycle } from '$lib/domain/measure/measure';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';

/** Formats of a paper of the plan: `pdf` is the page that a browser prints. */
export const planPaperFormats = ['docx', 'pdf'] as const;
export type PlanPaperFormat = (typeof planPaperFormats)[number];

interface PaperBase {
	partnership: Localized;
	plan: Localized;
	asOf: CalendarDate;
	/** Progress by round, oldest first. */
	series: ProgressPoint[];
	/** Number of an area's measures that the series is of. */
	of?: AreaSeries;
	content: Pick<PlanSnapshot, 'areas' | 'measures' | 'values'>;
}

/** An area as its reader sees it. */
export interface AreaPaper extends PaperBase {
	kind: 'area';
	area: AreaKey;
	summary: Localized | null;
	/** Null for an area without measures. */
	figures: AreaFigures | null;
}

/** A measure as its reader sees it. */
export interface MeasurePaper extends PaperBase {
	kind: 'measure';
	code: string;
	title: Localized;
	summary: Localized | null;
	facts: MeasurePaperFacts;
	milestones: { title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
}

interface MeasurePaperFacts {
	area: { number: number; name: Localized } | null;
	body: { name: Localized } | null;
	contact: string | null;
	partners: { name: string }[];
	targetGroup: Localized | null;
	expectedEffect: Localized | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	lifecycle: Lifecycle;
}

/** Input for a paper of the plan. Plain data, so that it can be sent to a worker thread. */
export interface PlanPaperRequest {
	format: PlanPaperFormat;
	locale: Locale;
	paper: AreaPaper | MeasurePaper;
}
