import type { Localized } from './localized';

/** What a text stands beside: the year as a whole, the decisions asked for, what comes next, or an area. */
export type ReviewSection = 'year' | 'decisions' | 'next' | `area:${number}`;

/** The secretariat's texts by section. A section without one is left out. */
export type ReviewTexts = Partial<Record<ReviewSection, Localized>>;

/** The sections of a plan's review, in the order they are read. */
export function reviewSections(areas: readonly { number: number }[]): ReviewSection[] {
	return ['year', 'decisions', ...areas.map(({ number }): ReviewSection => `area:${number}`), 'next'];
}

/** The number of a section's area; null where the section is no area's. */
export function areaOfSection(section: ReviewSection): number | null {
	return section.startsWith('area:') ? Number(section.slice('area:'.length)) : null;
}
