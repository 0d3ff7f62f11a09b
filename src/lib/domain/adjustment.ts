import { recommendations, type Recommendation } from './evaluation/evaluation';
import type { Localized } from './localized';
import { isReportable, mayChangeLifecycle, type Lifecycle } from './measure/measure';
import type { PlanChange } from './plan/plan-diff';

/** A year's adjustment is worked on until SSU adopts it; then it stands. */
export const adjustmentStates = ['open', 'adopted'] as const;
export type AdjustmentState = (typeof adjustmentStates)[number];

/** What an adjustment may do with a measure: what reports recommend, or adopt one that was proposed. */
export const adjustmentKinds = [...recommendations, 'new'] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

/** What SSU makes of a recommendation. */
export const dispositions = ['open', 'taken', 'left'] as const;
export type Disposition = (typeof dispositions)[number];

/** The lifecycle a kind leads to; null where it leaves the lifecycle alone. */
const lifecycleByKind: Record<AdjustmentKind, Lifecycle | null> = {
	continue: null,
	adjust: null,
	'into-operation': 'in-operation',
	complete: 'completed',
	discontinue: 'discontinued',
	new: 'adopted'
};

/** The lifecycle a measure gets by an adjustment; null where it keeps the one it has. */
export function lifecycleAfter(kind: AdjustmentKind): Lifecycle | null {
	return lifecycleByKind[kind];
}

/** The kinds of adjustment a measure may undergo, by the lifecycle it has (see `mayChangeLifecycle`). */
export function allowedAdjustmentKinds(lifecycle: Lifecycle): AdjustmentKind[] {
	return adjustmentKinds.filter((kind) => {
		if (kind === 'new') return lifecycle === 'proposed';
		const to = lifecycleAfter(kind);
		if (to === null) return isReportable(lifecycle);
		return mayChangeLifecycle(lifecycle, to) && (isReportable(lifecycle) || lifecycle === 'proposed');
	});
}

/**
 * What is recommended for a measure: what its latest report says, as far as its lifecycle lets it; to
 * adopt it, where it is proposed. Null where nobody recommends anything.
 */
export function recommendedAdjustment(measure: {
	lifecycle: Lifecycle;
	report: { recommendation: Recommendation | null } | null;
}): AdjustmentKind | null {
	const kind = measure.lifecycle === 'proposed' ? 'new' : (measure.report?.recommendation ?? null);
	return kind !== null && allowedAdjustmentKinds(measure.lifecycle).includes(kind) ? kind : null;
}

/** Whether SSU must say what it makes of it: to go on as before needs no decision. */
export function needsDisposition(recommended: AdjustmentKind | null): boolean {
	return recommended !== null && recommended !== 'continue';
}

/** Whether a stance needs its reason: everything does but to go on as before. */
export function dispositionNeedsReason(kind: AdjustmentKind, stance: Disposition): boolean {
	return stance !== 'open' && !(kind === 'continue' && stance === 'taken');
}

export const adjustmentFormat = 'framdrift.adjustment.v1';

/** What an adopted adjustment did, kept as one text that never changes. */
export interface AdjustmentContent {
	format: typeof adjustmentFormat;
	plan: { slug: string; name: Localized };
	/** The year the adjusted plan is for. */
	year: number;
	/** Where it was adopted, in words. */
	decision: string;
	adoptedOn: string;
	adoptedBy: string;
	/** Part by part, field by field, with the reason where a measure's item gave one. */
	changes: (PlanChange & { reason: string | null })[];
	/** What was recommended and not followed; a new measure that was not made has no code. */
	left: { code: string | null; name: Localized; kind: AdjustmentKind; reason: string }[];
}
