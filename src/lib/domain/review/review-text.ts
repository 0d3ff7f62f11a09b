import type { Localized } from '../localized';

/**
 * Section of a review that a text belongs to: the year, the decisions requested, the next steps, or an area.
 */
export type ReviewSection = 'year' | 'decisions' | 'next' | `area:${number}`;

/** The secretariat's texts by section; sections without a text are left out. */
export type ReviewTexts = Partial<Record<ReviewSection, Localized>>;

/** A section's key in addresses and files. */
export const reviewSectionPattern = /^(?:year|decisions|next|area:[1-9]\d?)$/;

/** Parses a section's key; null if a plan with these areas has no such section. */
export function parseReviewSection(part: string, areas: readonly { number: number }[]): ReviewSection | null {
	return reviewSections(areas).find((section) => section === part) ?? null;
}

/** Returns the sections of a plan's review in reading order. */
function reviewSections(areas: readonly { number: number }[]): ReviewSection[] {
	return ['year', 'decisions', ...areas.map(({ number }): ReviewSection => `area:${number}`), 'next'];
}

/** Returns the number of a section's area; null if it is not an area's. */
export function areaOfSection(section: string): number | null {
	return section.startsWith('area:') ? Number(section.slice('area:'.length)) : null;
}
