import type { Localized } from '../localized';

/** What a body has decided about a measure. Never what a committee reports: that is its status. */
export const lifecycles = ['proposed', 'adopted', 'in-operation', 'completed', 'discontinued'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** Where a measure came from: a named measure, a stated intention, or a decision made earlier. */
export const measureOrigins = ['measure', 'intention', 'decision'] as const;
export type MeasureOrigin = (typeof measureOrigins)[number];

/** How a measure came out of others of its own plan: one of several made from it, or one made of several. */
export const measureDerivations = ['split', 'merged'] as const;
export type MeasureDerivation = (typeof measureDerivations)[number];

/**
 * The allowed steps. Nothing adopted is ever deleted, so a discontinued or completed measure can
 * only be taken up again by a new adoption (domain-rules.md §4.3).
 */
const lifecycleTransitions: Record<Lifecycle, readonly Lifecycle[]> = {
	proposed: ['adopted', 'discontinued'],
	adopted: ['in-operation', 'completed', 'discontinued'],
	'in-operation': ['completed', 'discontinued'],
	completed: ['adopted', 'in-operation'],
	discontinued: ['adopted']
};

/** The lifecycles a measure may move to from `from`. */
export function nextLifecycles(from: Lifecycle): readonly Lifecycle[] {
	return lifecycleTransitions[from];
}

export function mayChangeLifecycle(from: Lifecycle, to: Lifecycle): boolean {
	return lifecycleTransitions[from].includes(to);
}

/** Measures that a round asks about: adopted and not yet ended. */
export function isReportable(lifecycle: Lifecycle): boolean {
	return lifecycle === 'adopted' || lifecycle === 'in-operation';
}

/**
 * Measures that figures count: adopted, in operation and completed. Proposed and discontinued
 * ones are left out (domain-rules.md §2.3).
 */
export function isCounted(lifecycle: Lifecycle): boolean {
	return lifecycle === 'adopted' || lifecycle === 'in-operation' || lifecycle === 'completed';
}

/** The mark before the dot in the code of a measure that runs across the areas, as in "X.3". */
export const acrossAreasCode = 'X';

/** A measure's code: its area's number (or X) and its place there, as in "3.2". */
export const measureCodePattern = /^(?:[1-9]\d?|X)\.[1-9]\d{0,2}$/;

/** Orders codes as people do: 1.2 before 1.10, areas before X. */
export function compareCodes(a: { code: string }, b: { code: string }): number {
	const [areaA, placeA] = codeParts(a.code);
	const [areaB, placeB] = codeParts(b.code);
	return areaA - areaB || placeA - placeB;
}

/** The number of the area a code belongs to; null for a measure across the areas. */
export function areaOfCode(code: string): number | null {
	const mark = code.split('.', 1)[0];
	return mark === acrossAreasCode ? null : Number(mark);
}

/** The first code that nobody has after the last one of an area, or of those across the areas. */
export function nextMeasureCode(area: number | null, codes: readonly string[]): string {
	const places = codes.filter((code) => areaOfCode(code) === area).map((code) => Number(code.split('.')[1]));
	return `${area ?? acrossAreasCode}.${Math.max(0, ...places) + 1}`;
}

/** A measure as a log names it: its code then, and its title. */
export function codeWithTitle({ code, title }: { code: string; title: Localized }): Localized {
	return Object.fromEntries(Object.entries(title).map(([form, text]) => [form, `${code} ${text}`]));
}

/**
 * What has been decided of a measure that is made of others: what is decided of all of them; else that it
 * is adopted, as soon as one of them was.
 */
export function mergedLifecycle(sources: readonly Lifecycle[]): Lifecycle {
	const [first = 'proposed', ...rest] = sources;
	return rest.every((one) => one === first) ? first : 'adopted';
}

/** A measure is adopted somewhere: that step names the decision. The others follow from it, with a reason. */
export function lifecycleNeedsDecision(to: Lifecycle): boolean {
	return to === 'adopted';
}

function codeParts(code: string): [area: number, place: number] {
	const [area = '', place = ''] = code.split('.');
	return [area === acrossAreasCode ? Number.MAX_SAFE_INTEGER : Number(area), Number(place)];
}
