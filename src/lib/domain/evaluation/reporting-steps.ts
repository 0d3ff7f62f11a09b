import type { EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { mayDo, type Actor, type PermissionSubject } from '$lib/domain/permission';

/** A measure that a round asks about, with how far its report has come. */
export interface ReportingStep {
	code: string;
	title: Localized;
	bodyId: number | null;
	bodyName: Localized | null;
	/** Null where nothing is written yet. */
	state: EvaluationState | null;
	unchanged: boolean;
	savedAt: Instant | null;
}

/** A body the actor reports for; null where they lead none. */
export function reportingBodyId(actor: Actor): number | null {
	const led = actor.seats.find(({ bodyId }) =>
		mayDo(actor, 'evaluation.report', { responsibleBodyId: bodyId })
	);
	return led?.bodyId ?? null;
}

/**
 * The steps of a round that an actor may report: their bodies' own, all for who writes on behalf of
 * others, and for who came by a link what the link covers.
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

/** Only what the list shows, however much the entry holds. */
function toReportingStep({
	code,
	title,
	bodyId,
	bodyName,
	state,
	unchanged,
	savedAt
}: ReportingStep): ReportingStep {
	return { code, title, bodyId, bodyName, state, unchanged, savedAt };
}

/** Whether the report is out of its giver's hands. A returned one is theirs again. */
export function isSubmitted({ state }: Pick<ReportingStep, 'state'>): boolean {
	return state === 'submitted' || state === 'approved' || state === 'locked';
}

export function countSubmitted(steps: readonly ReportingStep[]): { sent: number; all: number } {
	return { sent: steps.filter(isSubmitted).length, all: steps.length };
}

/** What to do first: what others wait for, then what is begun, then what is not. */
export function firstOpenStep(steps: readonly ReportingStep[]): ReportingStep | null {
	for (const state of ['returned', 'draft', null] as const) {
		const found = steps.find((one) => one.state === state);
		if (found) return found;
	}
	return null;
}

/**
 * The next report to give after `code`: further down the same body's list, then from its top, and only
 * then another body's. Null where all else is sent.
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
	bodyName: Localized | null;
	steps: ReportingStep[];
}

/** The steps by the body that carries them, in the order of the first of each; what nobody carries last. */
export function groupByBody(steps: readonly ReportingStep[]): ReportingStepGroup[] {
	const groups = new Map<number | null, ReportingStepGroup>();
	for (const step of steps) {
		const { bodyId, bodyName } = step;
		const group = groups.get(bodyId) ?? { bodyId, bodyName, steps: [] };
		group.steps.push(step);
		groups.set(bodyId, group);
	}
	const all = [...groups.values()];
	return [...all.filter(({ bodyId }) => bodyId !== null), ...all.filter(({ bodyId }) => bodyId === null)];
}
