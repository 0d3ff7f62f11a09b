import { recommendations, type Recommendation } from './evaluation/evaluation';
import type { Localized } from './localized';
import { isReportable, mayChangeLifecycle, type Lifecycle } from './measure/measure';
import type { PlanChange } from './plan/plan-diff';

/** States of a year's adjustment: worked on until SSU adopts it, then final. */
export type AdjustmentState = 'open' | 'adopted';

/** Kinds of adjustment: the recommendations an evaluation can make, and "new" to adopt a proposed measure. */
export const adjustmentKinds = [...recommendations, 'new'] as const;
export type AdjustmentKind = (typeof adjustmentKinds)[number];

/** SSU's answer to a recommendation: pending, accepted or rejected. */
export const dispositions = ['open', 'taken', 'left'] as const;
export type Disposition = (typeof dispositions)[number];

/** The lifecycle a kind of adjustment leads to; null if the lifecycle stays. */
const lifecycleByKind: Record<AdjustmentKind, Lifecycle | null> = {
	continue: null,
	adjust: null,
	'into-operation': 'in-operation',
	complete: 'completed',
	discontinue: 'discontinued',
	new: 'adopted'
};

/** Returns the lifecycle of a measure after an adjustment; null if it keeps the one it has. */
export function lifecycleAfter(kind: AdjustmentKind): Lifecycle | null {
	return lifecycleByKind[kind];
}

/** Returns the kinds of adjustment a measure may get, given its lifecycle (see `mayChangeLifecycle`). */
export function allowedAdjustmentKinds(lifecycle: Lifecycle): AdjustmentKind[] {
	return adjustmentKinds.filter((kind) => {
		if (kind === 'new') return lifecycle === 'proposed';
		const to = lifecycleAfter(kind);
		if (to === null) return isReportable(lifecycle);
		return mayChangeLifecycle(lifecycle, to) && (isReportable(lifecycle) || lifecycle === 'proposed');
	});
}

/**
 * Returns the adjustment recommended for a measure: "new" for a proposed one, else its latest evaluation's
 * recommendation. Null if there is none or its lifecycle does not allow it.
 */
export function recommendedAdjustment(measure: {
	lifecycle: Lifecycle;
	report: { recommendation: Recommendation | null } | null;
}): AdjustmentKind | null {
	const kind = measure.lifecycle === 'proposed' ? 'new' : (measure.report?.recommendation ?? null);
	return kind !== null && allowedAdjustmentKinds(measure.lifecycle).includes(kind) ? kind : null;
}

/** True if SSU must answer the recommendation; continuing unchanged needs no decision. */
export function needsDisposition(recommended: AdjustmentKind | null): boolean {
	return recommended !== null && recommended !== 'continue';
}

/** True if the answer needs a reason; only accepting "continue" does not. */
export function dispositionNeedsReason(kind: AdjustmentKind, stance: Disposition): boolean {
	return stance !== 'open' && !(kind === 'continue' && stance === 'taken');
}

export const adjustmentFormat = 'framdrift.adjustment.v1';

/** Content of an adopted adjustment, stored as one immutable text. */
export interface AdjustmentContent {
	format: typeof adjustmentFormat;
	plan: { slug: string; name: Localized };
	/** The year the adjusted plan is for. */
	year: number;
	/** Reference to the meeting that adopted it. */
	decision: string;
	adoptedOn: string;
	adoptedBy: string;
	/** Changes by item and field, with the reason where the measure's adjustment gave one. */
	changes: (PlanChange & { reason: string | null })[];
	/** Rejected recommendations; a proposed measure that was never created has no code. */
	left: { code: string | null; name: Localized; kind: AdjustmentKind; reason: string }[];
}
