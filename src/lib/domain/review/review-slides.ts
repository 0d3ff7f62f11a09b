import type { AreaFigures } from '../figures/figures';
import { isCounted } from '../measure/measure';
import { needsByPriority, groupReportedNeeds, type ReportedNeed } from '../figures/reported-needs';
import type { ReviewContent } from './review';
import { areaKey, type SnapshotMeasure } from '../plan/plan-snapshot';

/** One slide of a review's presentation. */
export type ReviewSlide =
	| { kind: 'title' }
	| { kind: 'brief' }
	/** One of the slides that compare areas. */
	| { kind: 'areas'; areas: AreaFigures[] }
	| { kind: 'area'; figures: AreaFigures; measures: SnapshotMeasure[] }
	/** One of the last slides, with some of the requests, numbered from `from`. */
	| { kind: 'asked'; requests: ReportedNeed[]; from: number };

/** Requests and areas that stay readable on one slide. */
const needsPerSlide = 4;
const areasPerSlide = 10;

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
	const overviews = divideEvenly(content.figures.areas, areasPerSlide).map((some): ReviewSlide => ({
		kind: 'areas',
		areas: some
	}));
	return [{ kind: 'title' }, { kind: 'brief' }, ...overviews, ...areas, ...reportedNeedSlides(content)];
}

function reportedNeedSlides(content: ReviewContent): ReviewSlide[] {
	const groups = groupReportedNeeds(content);
	const requests = needsByPriority.flatMap((need) => groups[need]);
	let from = 0;
	return divideEvenly(requests, needsPerSlide).map((some) => {
		const slide: ReviewSlide = { kind: 'asked', requests: some, from };
		from += some.length;
		return slide;
	});
}

/** Divides items into groups of at most `most`, as even as they can be; always one group at least. */
export function divideEvenly<T>(items: readonly T[], most: number): T[][] {
	const groups = Math.max(1, Math.ceil(items.length / most));
	// Five become three and two, not four and one.
	const each = Math.ceil(items.length / groups);
	return Array.from({ length: groups }, (_, group) => items.slice(group * each, (group + 1) * each));
}

/** Truncates a text between words to at most `most` characters, with an ellipsis if something is left out. */
export function truncateText(text: string, most: number): string {
	const line = text.trim().replace(/\s+/g, ' ');
	if (line.length <= most) return line;
	const cut = line.slice(0, most);
	const end = cut.lastIndexOf(' ');
	return `${cut.slice(0, end > most / 2 ? end : most).replace(/[\s.,;:–-]+$/, '')} …`;
}
