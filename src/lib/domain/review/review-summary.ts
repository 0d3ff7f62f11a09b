import { needs, type Need } from '../evaluation/evaluation';
import { countBehind, countOnTrackOrDone, type AreaFigures, type Figures } from '../figures/figures';

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
	/** `best` by measures on track or done, `heaviest` by those behind; null if there are none. */
	| { code: 'areas'; best: AreaShare; heaviest: AreaShare | null }
	/** Measures with requests, each counted under its most important one. */
	| { code: 'asked'; measures: number; needs: Record<Need, number> };

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
		{ code: 'asked', measures: needs.reduce((sum, need) => sum + asked[need], 0), needs: asked },
		{ code: 'progress' },
		...between.slice(0, maxSentences - 3)
	];
}

function areaSentences({ areas }: Figures): SummarySentence[] {
	const told = areas.filter(({ reported }) => reported > 0);
	const best = highestShare(told, countOnTrackOrDone);
	if (!best) return [];
	const heaviest = highestShare(told, countBehind);
	return [{ code: 'areas', best, heaviest: heaviest?.area === best.area ? null : heaviest }];
}

/** Returns the area with the highest share; of equal ones, the one with more measures, then the first. */
function highestShare(
	areas: readonly AreaFigures[],
	partOf: (figures: AreaFigures) => number
): AreaShare | null {
	const shares = areas
		.map((one) => ({ area: one.area, part: partOf(one), whole: one.counted }))
		.filter(({ part }) => part > 0);
	const [first = null] = shares.sort((a, b) => b.part / b.whole - a.part / a.whole || b.whole - a.whole);
	return first;
}
