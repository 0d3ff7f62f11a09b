import { areaOfSection, type ReviewSection } from '$lib/domain/review/review-text';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';

const fixed: Record<Exclude<ReviewSection, `area:${number}`>, () => string> = {
	year: m.review_section_year,
	decisions: m.review_asked,
	next: m.review_section_next
};

/** Returns the name of a section: its heading on the page. */
export function sectionName(section: ReviewSection, areas: PlanSnapshot['areas']): string {
	const area = areas.find(({ number }) => number === areaOfSection(section));
	if (area) return `${area.number}. ${localize(area.name)}`;
	return section in fixed ? fixed[section as keyof typeof fixed]() : section;
}
