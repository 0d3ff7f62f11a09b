import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { mayDo, type Actor, type PermissionSubject } from '$lib/domain/permission';

/** A measure included in a round, with the state of its evaluation. */
export interface ReportingStep {
	code: string;
	title: Localized;
	bodyId: number | null;
	bodySlug: string | null;
	bodyName: Localized | null;
	/** Null if no evaluation has been started. */
	state: EvaluationState | null;
	unchanged: boolean;
	savedAt: Instant | null;
}

/** Returns a body the actor reports for; null if they lead none. */
export function reportingBodyId(actor: Actor): number | null {
	const led = actor.seats.find(({ bodyId }) =>
		mayDo(actor, 'evaluation.report', { responsibleBodyId: bodyId })
	);
	return led?.bodyId ?? null;
}

/**
 * Returns the steps of a round an actor may report: those of their bodies, all for the secretariat, or those
 * a reporting link covers.
 */
export function reportingSteps(
	entries: readonly (ReportingStep & { measureId: string })[],
	actor: Actor,
	within: Required<Pick<PermissionSubject, 'planId' | 'round'>>
): ReportingStep[] {
	return entries
		.filter(({ bodyId, measureId }) =>
			mayDo(actor, 'evaluation.report', { ...within, measureId, responsibleBodyId: bodyId })
		)
		.map(toReportingStep);
}

/** Keeps only the fields the list shows. */
function toReportingStep({
	code,
	title,
	bodyId,
	bodySlug,
	bodyName,
	state,
	unchanged,
	savedAt
}: ReportingStep): ReportingStep {
	return { code, title, bodyId, bodySlug, bodyName, state, unchanged, savedAt };
}

/** True if the reporter has handed in the evaluation. A returned one is theirs again. */
export function isSubmitted({ state }: Pick<ReportingStep, 'state'>): boolean {
	return state === 'submitted' || state === 'approved' || state === 'locked';
}

export function countSubmitted(steps: readonly ReportingStep[]): { sent: number; all: number } {
	return { sent: steps.filter(isSubmitted).length, all: steps.length };
}

/** Returns the step to take first: returned evaluations, then drafts, then unopened ones. */
export function firstOpenStep(steps: readonly ReportingStep[]): ReportingStep | null {
	for (const state of ['returned', 'draft', null] as const) {
		const found = steps.find((one) => one.state === state);
		if (found) return found;
	}
	return null;
}

/**
 * Returns the next evaluation to report after `code`: further down the same body's list, then from its top,
 * then another body's. Null if all others are submitted.
 */
export function nextOpenStep(steps: readonly ReportingStep[], code: string): ReportingStep | null {
	const at = steps.findIndex((one) => one.code === code);
	const bodyId = steps[at]?.bodyId;
	const onwards = [...steps.slice(at + 1), ...steps.slice(0, Math.max(at, 0))].filter(
		(one) => !isSubmitted(one)
	);
	return onwards.find((one) => one.bodyId === bodyId) ?? onwards[0] ?? null;
}

export interface ReportingStepGroup {
	bodyId: number | null;
	bodySlug: string | null;
	bodyName: Localized | null;
	steps: ReportingStep[];
}

/** Groups the steps by responsible body, in order of first occurrence; those without a body come last. */
export function groupByBody(steps: readonly ReportingStep[]): ReportingStepGroup[] {
	const groups = new Map<number | null, ReportingStepGroup>();
	for (const step of steps) {
		const { bodyId, bodySlug, bodyName } = step;
		const group = groups.get(bodyId) ?? { bodyId, bodySlug, bodyName, steps: [] };
		group.steps.push(step);
		groups.set(bodyId, group);
	}
	const all = [...groups.values()];
	return [...all.filter(({ bodyId }) => bodyId !== null), ...all.filter(({ bodyId }) => bodyId === null)];
}
