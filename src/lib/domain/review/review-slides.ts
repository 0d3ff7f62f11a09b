import type { AreaFigures } from '../figures/figures';
import { isCounted } from '../measure/measure';
import { needsByPriority, groupReportedNeeds, type ReportedNeed } from '../figures/reported-needs';
import type { ReviewContent } from './review';
import { areaKey, type SnapshotMeasure } from '../plan/plan-snapshot';

/** One slide of a review's presentation. */
export type ReviewSlide =
	| { kind: 'title' }
	| { kind: 'brief' }
	| { kind: 'areas' }
	| { kind: 'area'; figures: AreaFigures; measures: SnapshotMeasure[] }
	/** One of the last slides, with some of the requests, numbered from `from`. */
	| { kind: 'asked'; requests: ReportedNeed[]; from: number };

/** Requests that stay readable on one slide. */
const needsPerSlide = 4;

/**
 * Builds a review's slides: title, summary, all areas, each area, and last the requests, which the meeting
 * decides on.
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
	// Distributes evenly: five become three and two, not four and one.
	const each = Math.ceil(requests.length / slides);
	return Array.from({ length: slides }, (_, slide) => {
		const from = slide * each;
		return { kind: 'asked', requests: requests.slice(from, from + each), from };
	});
}

/** Truncates a text between words to at most `most` characters, with an ellipsis if something is left out. */
export function truncateText(text: string, most: number): string {
	const line = text.trim().replace(/\s+/g, ' ');
	if (line.length <= most) return line;
	const cut = line.slice(0, most);
	const end = cut.lastIndexOf(' ');
	return `${cut.slice(0, end > most / 2 ? end : most).replace(/[\s.,;:–-]+$/, '')} …`;
}
