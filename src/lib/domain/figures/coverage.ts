import { areaKey, type AreaKey } from './figures';
import { compareCodes, isReportable, type Lifecycle } from '../measure/measure';

/** What measures answer or live up to. */
export const coveredKinds = ['challenge', 'opportunity', 'value'] as const;
export type CoveredKind = (typeof coveredKinds)[number];

/** A measure with its place in the tree and the threads that run through it. */
export interface CoverageMeasure {
	code: string;
	lifecycle: Lifecycle;
	/** The primary area's number; null where it runs across the areas. */
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
	/** Codes of the active measures that answer it, each once. */
	measures: string[];
	/** The same by area, in the order of `Coverage.areas`: a measure of several areas is in each of them. */
	cells: { area: AreaKey; measures: string[] }[];
}

export interface Coverage {
	/** The plan's areas in order, and last the measures across where there are any. */
	areas: AreaKey[];
	/** Challenges, opportunities, values; each in the plan's order. */
	rows: CoverageRow[];
	/** How many measures are active. */
	active: number;
	/** Codes of the active measures that answer neither challenge nor opportunity. */
	untied: string[];
}

interface CoveragePlan {
	areas: readonly { number: number }[];
	values: readonly { code: string }[];
	drivers: readonly { code: string; kind: 'challenge' | 'opportunity' }[];
	measures: readonly CoverageMeasure[];
}

/**
 * Which challenges, opportunities and core values the plan's measures answer, and where (strategy §3
 * and §6.3; domain-rules.md §5.5). Only active measures answer: adopted ones that have not ended.
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

/** The areas a measure belongs to: its own first, then the further ones. */
function areaKeysOfMeasure(measure: CoverageMeasure): AreaKey[] {
	return [...new Set([areaKey(measure), ...measure.furtherAreas.map(String)])];
}

/** What no active measure answers. */
export function findUncovered(rows: readonly CoverageRow[]): CoverageRow[] {
	return rows.filter(({ measures }) => measures.length === 0);
}
