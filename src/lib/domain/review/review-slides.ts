import type { AreaFigures } from '../figures/figures';
import { isCounted } from '../measure/measure';
import { needsByPriority, groupReportedNeeds, type ReportedNeed } from '../figures/reported-needs';
import type { ReviewContent } from './review';
import { areaKey, type SnapshotMeasure } from '../plan/plan-snapshot';

/** One picture of a review that is shown to a room. */
export type ReviewSlide =
	| { kind: 'title' }
	| { kind: 'brief' }
	| { kind: 'areas' }
	| { kind: 'area'; figures: AreaFigures; measures: SnapshotMeasure[] }
	/** So many requests at a time, numbered through from `from`; the last slide of a review. */
	| { kind: 'asked'; requests: ReportedNeed[]; from: number };

/** As many requests as the back row can read at a time. */
const needsPerSlide = 4;

/**
 * A review as slides: what it is, the year in brief, the areas together and each for itself, and last what is
 * asked for, so that the meeting ends where it has to decide.
 */
export function buildReviewSlides(content: ReviewContent): ReviewSlide[] {
	const counted = content.measures.filter((one) => isCounted(one.lifecycle));
	const areas = content.figures.areas.map((figures): ReviewSlide => {
		const measures = counted.filter((one) => areaKey(one) === figures.area);
		return { kind: 'area', figures, measures };
	});
	return [{ kind: 'title' }, { kind: 'brief' }, { kind: 'areas' }, ...areas, ...reportedNeedSlides(content)];
}

function reportedNeedSlides(content: ReviewContent): ReviewSlide[] {
	const groups = groupReportedNeeds(content);
	const requests = needsByPriority.flatMap((need) => groups[need]);
	const slides = Math.max(1, Math.ceil(requests.length / needsPerSlide));
	// Shared out evenly: five are three and two, not four and a lonely one.
	const each = Math.ceil(requests.length / slides);
	return Array.from({ length: slides }, (_, slide) => {
		const from = slide * each;
		return { kind: 'asked', requests: requests.slice(from, from + each), from };
	});
}

/** A text cut to at most `most` letters, between words, with an ellipsis where something is left out. */
export function truncateText(text: string, most: number): string {
	const line = text.trim().replace(/\s+/g, ' ');
	if (line.length <= most) return line;
	const cut = line.slice(0, most);
	const end = cut.lastIndexOf(' ');
	return `${cut.slice(0, end > most / 2 ? end : most).replace(/[\s.,;:–-]+$/, '')} …`;
}
