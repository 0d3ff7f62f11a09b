import { needs, type Need } from '../evaluation/evaluation';
import { countBehind, countOnTrackOrDone, type AreaFigures, type Figures } from '../figures/figures';

/** Where the plan goes best or worst: so many of an area's measures. */
export interface AreaShare {
	area: string;
	part: number;
	whole: number;
}

/** One sentence of the year in brief: what it is about, with what it must name beyond the figures. */
export type SummarySentence =
	| { code: 'nothing-adopted' }
	| { code: 'status' }
	| { code: 'progress' }
	| { code: 'movement' }
	| { code: 'commitment' }
	| { code: 'values' }
	/** `best` by measures in good hands, `heaviest` by those behind; null where none is. */
	| { code: 'areas'; best: AreaShare; heaviest: AreaShare | null }
	/** Measures whose report asks for something, each under the weightiest thing it asks for. */
	| { code: 'asked'; measures: number; needs: Record<Need, number> };

/** As many as a reader with two minutes takes in. */
const maxSentences = 5;

/**
 * The year in five sentences: how it stands, what is asked for, how far it has come, what moved, and where
 * it goes well and where it is heavy. What is asked for comes early: who reads no further than a telephone's
 * first screen knows of it. Without a review before it the promises and the values step
 * in for what moved; a plan without adopted measures has one sentence.
 *
 * @param asked how many measures ask for what, each counted once
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

/** The area with the highest share; of two alike the one with more measures, then the first. */
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
