import type { Localized } from '../localized';

/** What a text stands beside: the year as a whole, the decisions asked for, what comes next, or an area. */
export type ReviewSection = 'year' | 'decisions' | 'next' | `area:${number}`;

/** The secretariat's texts by section. A section without one is left out. */
export type ReviewTexts = Partial<Record<ReviewSection, Localized>>;

/** What a section is called in addresses and files. */
export const reviewSectionPattern = /^(?:year|decisions|next|area:[1-9]\d?)$/;

/** Reads an address part; null where it names no section of a plan with these areas. */
export function parseReviewSection(part: string, areas: readonly { number: number }[]): ReviewSection | null {
	return reviewSections(areas).find((section) => section === part) ?? null;
}

/** The sections of a plan's review, in the order they are read. */
export function reviewSections(areas: readonly { number: number }[]): ReviewSection[] {
	return ['year', 'decisions', ...areas.map(({ number }): ReviewSection => `area:${number}`), 'next'];
}

/** The number of a section's area; null where the section is no area's. */
export function areaOfSection(section: string): number | null {
	return section.startsWith('area:') ? Number(section.slice('area:'.length)) : null;
}
