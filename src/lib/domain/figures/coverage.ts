import { areaKey, type AreaKey } from './figures';
import { compareCodes, isReportable, type Lifecycle } from '../measure/measure';

/** Items of a plan that measures are linked to. */
type CoveredKind = 'challenge' | 'opportunity' | 'value';

/** A measure with its area and the items it is linked to. */
export interface CoverageMeasure {
	code: string;
	lifecycle: Lifecycle;
	/** The primary area's number; null for a measure across the areas. */
	area: number | null;
	furtherAreas: readonly number[];
	/** Codes of core values. */
	values: readonly string[];
	/** Codes of challenges and opportunities. */
	drivers: readonly string[];
}

export interface CoverageRow {
	kind: CoveredKind;
	code: string;
	/** Codes of the active measures linked to it, each once. */
	measures: string[];
	/**
	 * The same by area, in the order of `Coverage.areas`; a measure of several areas counts in each of them.
	 */
	cells: { area: AreaKey; measures: string[] }[];
}

export interface Coverage {
	/** The plan's areas in order, followed by the measures across areas if there are any. */
	areas: AreaKey[];
	/** Challenges, opportunities and values, each in the plan's order. */
	rows: CoverageRow[];
	/** Number of active measures. */
	active: number;
	/** Codes of the active measures without a challenge or opportunity. */
	untied: string[];
}

interface CoveragePlan {
	areas: readonly { number: number }[];
	values: readonly { code: string }[];
	drivers: readonly { code: string; kind: 'challenge' | 'opportunity' }[];
	measures: readonly CoverageMeasure[];
}

/**
 * Computes which challenges, opportunities and core values have active measures, and in which areas (strategy
 * §3 and §6.3; domain-rules.md §5.5). Active measures are adopted and have not ended.
 */
export function computeCoverage({ areas, values, drivers, measures }: CoveragePlan): Coverage {
	const active = measures.filter(({ lifecycle }) => isReportable(lifecycle)).toSorted(compareCodes);
	const keys = areas.map(({ number }) => String(number));
	if (active.some(({ area }) => area === null)) keys.push(areaKey({ area: null }));
	const rowOf = (kind: CoveredKind, code: string): CoverageRow => {
		const answering = active.filter((one) => (kind === 'value' ? one.values : one.drivers).includes(code));
		return {
			kind,
			code,
			measures: answering.map((one) => one.code),
			cells: keys.map((area) => ({
				area,
				measures: answering.filter((one) => areaKeysOfMeasure(one).includes(area)).map((one) => one.code)
			}))
		};
	};
	return {
		areas: keys,
		rows: [
			...(['challenge', 'opportunity'] as const).flatMap((kind) =>
				drivers.filter((one) => one.kind === kind).map(({ code }) => rowOf(kind, code))
			),
			...values.map(({ code }) => rowOf('value', code))
		],
		active: active.length,
		untied: active.filter((one) => one.drivers.length === 0).map(({ code }) => code)
	};
}

/** Returns the areas of a measure: its primary one first, then the others. */
function areaKeysOfMeasure(measure: CoverageMeasure): AreaKey[] {
	return [...new Set([areaKey(measure), ...measure.furtherAreas.map(String)])];
}

/** Returns the rows without any active measure. */
export function findUncovered(rows: readonly CoverageRow[]): CoverageRow[] {
	return rows.filter(({ measures }) => measures.length === 0);
}

/** Fewest areas and active measures for which the uncovered items say something about the plan. */
const whole = { areas: 3, active: 10 };

/** True if the plan is too small to answer most challenges, so that those it does not answer are no finding. */
export function isSmallPlan({ areas, active }: { areas: number; active: number }): boolean {
	return areas < whole.areas || active < whole.active;
}
