import { acrossAreasCode } from '$lib/domain/measure/measure';
import type { ReviewSlide } from '$lib/domain/review/review-slides';
import type { ReviewContent } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';
import { reviewHeading } from '../review/review-heading';

/** Returns the heading of a slide, also used in the speaker notes. */
export function slideTitle(slide: ReviewSlide, content: ReviewContent): string {
	switch (slide.kind) {
		case 'title':
			return reviewHeading(content.round);
		case 'brief':
			return content.round.kind === 'annual' ? m.review_brief() : m.review_brief_half();
		case 'areas':
			return m.presentation_areas();
		case 'area':
			return areaTitle(slide.figures.area, content);
		case 'asked':
			return m.review_asked();
	}
}

function areaTitle(key: string, { areas }: ReviewContent): string {
	if (key === acrossAreasCode) return m.area_across();
	const area = areas.find(({ number }) => String(number) === key);
	return area ? `${area.number}. ${localize(area.name)}` : key;
}
