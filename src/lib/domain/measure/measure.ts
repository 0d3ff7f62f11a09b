import type { Localized } from '../localized';

/** Lifecycle of a measure: the decisions of bodies, unlike its status, which evaluations give. */
export const lifecycles = ['proposed', 'adopted', 'in-operation', 'completed', 'discontinued'] as const;
export type Lifecycle = (typeof lifecycles)[number];

/** Origin of a measure: a named measure, a stated intention, or an earlier decision. */
export const measureOrigins = ['measure', 'intention', 'decision'] as const;
export type MeasureOrigin = (typeof measureOrigins)[number];

/** Derivation of a measure from others of the same plan: split from one, or merged from several. */
export const measureDerivations = ['split', 'merged'] as const;
export type MeasureDerivation = (typeof measureDerivations)[number];

/**
 * Allowed transitions. A completed or discontinued measure can only return by a new adoption (domain-rules.md
 * §4.3).
 */
const lifecycleTransitions: Record<Lifecycle, readonly Lifecycle[]> = {
	proposed: ['adopted', 'discontinued'],
	adopted: ['in-operation', 'completed', 'discontinued'],
	'in-operation': ['completed', 'discontinued'],
	completed: ['adopted', 'in-operation'],
	discontinued: ['adopted']
};

/** Returns the lifecycles a measure may move to. */
export function nextLifecycles(from: Lifecycle): readonly Lifecycle[] {
	return lifecycleTransitions[from];
}

export function mayChangeLifecycle(from: Lifecycle, to: Lifecycle): boolean {
	return lifecycleTransitions[from].includes(to);
}

/** True if rounds ask about the measure: adopted and not ended. */
export function isReportable(lifecycle: Lifecycle): boolean {
	return lifecycle === 'adopted' || lifecycle === 'in-operation';
}

/** True if figures count the measure: adopted, in operation or completed (domain-rules.md §2.3). */
export function isCounted(lifecycle: Lifecycle): boolean {
	return lifecycle === 'adopted' || lifecycle === 'in-operation' || lifecycle === 'completed';
}

/** The code prefix of a measure across the areas, as in "X.3". */
export const acrossAreasCode = 'X';

/** A measure code: the area's number (or X) and the place in it, as in "3.2". */
export const measureCodePattern = /^(?:[1-9]\d?|X)\.[1-9]\d{0,2}$/;

/** Compares codes numerically: 1.2 before 1.10, areas before X. */
export function compareCodes(a: { code: string }, b: { code: string }): number {
	const [areaA, placeA] = codeParts(a.code);
	const [areaB, placeB] = codeParts(b.code);
	return areaA - areaB || placeA - placeB;
}

/** Returns the area number of a code; null for a measure across the areas. */
export function areaOfCode(code: string): number | null {
	const mark = code.split('.', 1)[0];
	return mark === acrossAreasCode ? null : Number(mark);
}

/** Returns the code after the highest one of an area, or of the measures across areas. */
export function nextMeasureCode(area: number | null, codes: readonly string[]): string {
	const places = codes.filter((code) => areaOfCode(code) === area).map((code) => Number(code.split('.')[1]));
	return `${area ?? acrossAreasCode}.${Math.max(0, ...places) + 1}`;
}

/** Returns the code and title of a measure, as logs show them. */
export function codeWithTitle({ code, title }: { code: string; title: Localized }): Localized {
	return Object.fromEntries(Object.entries(title).map(([form, text]) => [form, `${code} ${text}`]));
}

/** Returns the lifecycle of a merged measure: the common one of its sources, else "adopted". */
export function mergedLifecycle(sources: readonly Lifecycle[]): Lifecycle {
	const [first = 'proposed', ...rest] = sources;
	return rest.every((one) => one === first) ? first : 'adopted';
}

/** True if the step must name the decision: only adoption does; the others need a reason. */
export function lifecycleNeedsDecision(to: Lifecycle): boolean {
	return to === 'adopted';
}

function codeParts(code: string): [area: number, place: number] {
	const [area = '', place = ''] = code.split('.');
	return [area === acrossAreasCode ? Number.MAX_SAFE_INTEGER : Number(area), Number(place)];
}
