import { acrossMark } from '$lib/domain/measure';
import type { Slide } from '$lib/domain/presentation';
import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';
import { reviewHeading } from '../review/review-heading';

/** A slide's heading, and what it is called in the notes. */
export function slideTitle(slide: Slide, content: ReviewContent): string {
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
	if (key === acrossMark) return m.area_across();
	const area = areas.find(({ number }) => String(number) === key);
	return area ? `${area.number}. ${localize(area.name)}` : key;
}
