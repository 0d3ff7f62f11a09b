import { needs, type Need } from '../evaluation/evaluation';
import {
	countBehind,
	countOnTrackOrDone,
	isSilentArea,
	type AreaFigures,
	type Figures
} from '../figures/figures';

/** A share of an area's measures, for the best or worst area. */
export interface AreaShare {
	area: string;
	part: number;
	whole: number;
}

/** One sentence of a review's summary, with the values it names beyond the figures. */
export type SummarySentence =
	| { code: 'nothing-adopted' }
	| { code: 'status' }
	| { code: 'progress' }
	| { code: 'movement' }
	| { code: 'commitment' }
	| { code: 'values' }
	/**
	 * `best` by measures on track or done, `heaviest` by those behind: the areas with the highest share, several if
	 * it is the same; empty if no order can be told. `silent` are the areas without any report.
	 */
	| { code: 'areas'; best: AreaShare[]; heaviest: AreaShare[]; silent: string[] }
	/** Measures with requests, each counted under its most important one. */
	| { code: 'asked'; measures: number; needs: Record<Need, number>; reported: number };

/** Longest summary that can be read quickly. */
const maxSentences = 5;

/**
 * Returns up to five summary sentences: status, requests, progress, movement, and the best and worst areas.
 * Requests come early, to be visible on a small screen.
 *
 * @param asked number of measures under each request, each counted once
 */
export function summarizeReview(figures: Figures, asked: Record<Need, number>): SummarySentence[] {
	if (figures.total.counted === 0) return [{ code: 'nothing-adopted' }];
	const between: SummarySentence[] = [
		...(figures.movement ? [{ code: 'movement' } as const] : []),
		...areaSentences(figures),
		...(figures.commitment ? [{ code: 'commitment' } as const] : []),
		...(figures.values.length > 0 ? [{ code: 'values' } as const] : [])
	];
	return [
		{ code: 'status' },
		{
			code: 'asked',
			measures: needs.reduce((sum, need) => sum + asked[need], 0),
			needs: asked,
			reported: figures.total.reported
		},
		{ code: 'progress' },
		...between.slice(0, maxSentences - 3)
	];
}

/** Fewest reports an area must have to be named as best or heaviest. */
const minReports = 3;

function areaSentences({ areas }: Figures): SummarySentence[] {
	const told = areas.filter(({ reported }) => reported >= minReports);
	const silent = areas.filter(isSilentArea);
	const best = highestShares(told, countOnTrackOrDone);
	const heaviest = highestShares(told, countBehind);
	const overlap = heaviest.some((one) => best.some(({ area }) => area === one.area));
	if (best.length === 0 && silent.length === 0) return [];
	return [{ code: 'areas', best, heaviest: overlap ? [] : heaviest, silent: silent.map(({ area }) => area) }];
}

/** Returns the areas with the highest share; none if there is no other area, or none with a lower share. */
function highestShares(areas: readonly AreaFigures[], partOf: (figures: AreaFigures) => number): AreaShare[] {
	const shares = areas.map((one) => ({ area: one.area, part: partOf(one), whole: one.counted }));
	const isHighest = (one: AreaShare) =>
		one.part > 0 && shares.every((other) => one.part * other.whole >= other.part * one.whole);
	const highest = shares.filter(isHighest);
	return highest.length === shares.length ? [] : highest;
}
