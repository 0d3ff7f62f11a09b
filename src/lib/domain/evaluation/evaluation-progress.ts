import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationState, Status } from '$lib/domain/evaluation/evaluation';
import { areaKey, type AreaKey } from '$lib/domain/figures/figures';
import type { Localized } from '$lib/domain/localized';
import { mayDo, evaluationReadAction, type Actor } from '$lib/domain/permission';
import type { Lateness } from '$lib/domain/round/round';

/** Stages of a measure's evaluation in a round, from unopened to locked. */
export const evaluationStages = [
	'overdue',
	'unopened',
	'draft',
	'returned',
	'submitted',
	'approved',
	'locked'
] as const;
export type EvaluationStage = 'overdue' | 'unopened' | EvaluationState;

/** A measure included in a round, with the state of its evaluation. */
export interface RoundEntry {
	measureId: string;
	code: string;
	title: Localized;
	areaNumber: number | null;
	bodyId: number | null;
	bodySlug: string | null;
	bodyName: Localized | null;
	state: EvaluationState | null;
	version: number | null;
	status: Status | null;
	unchanged: boolean;
	imported: boolean;
	savedAt: Instant | null;
	submittedAt: Instant | null;
	reportedBy: string | null;
}

/** A round entry as one actor sees it. */
export interface VisibleEntry extends RoundEntry {
	/** True if the actor may read the evaluation itself. */
	readable: boolean;
	/** True if nothing was submitted before the grace period ended. */
	overdue: boolean;
}

/** Returns the entries as an actor may see them: stages always, content only with permission to read it. */
export function visibleTo<E extends RoundEntry>(
	actor: Actor,
	entries: readonly E[],
	lateness: Lateness = 'in-time'
): (E & VisibleEntry)[] {
	return entries.map((entry) => {
		const action = entry.state ? evaluationReadAction(entry.state, false) : 'evaluation.read-unapproved';
		const readable = mayDo(actor, action, { responsibleBodyId: entry.bodyId });
		// A returned evaluation has been submitted once; "returned" tells more than "overdue".
		const overdue = lateness === 'overdue' && (entry.state === null || entry.state === 'draft');
		const seen = { ...entry, readable, overdue };
		return readable
			? seen
			: {
					...seen,
					status: null,
					unchanged: false,
					imported: false,
					savedAt: null,
					submittedAt: null,
					reportedBy: null
				};
	});
}

export function evaluationStage({
	state,
	overdue
}: {
	state: EvaluationState | null;
	overdue?: boolean;
}): EvaluationStage {
	return overdue ? 'overdue' : (state ?? 'unopened');
}

/** Counts the entries at each stage. */
export function countByStage(
	entries: readonly (Pick<RoundEntry, 'state'> & { overdue?: boolean })[]
): Record<EvaluationStage, number> {
	const counts = Object.fromEntries(evaluationStages.map((stage) => [stage, 0])) as Record<
		EvaluationStage,
		number
	>;
	for (const entry of entries) counts[evaluationStage(entry)]++;
	return counts;
}

/** Groups the entries by area, in their own order. */
export function groupByArea<E extends RoundEntry>(entries: readonly E[]): { area: AreaKey; entries: E[] }[] {
	const groups = new Map<AreaKey, E[]>();
	for (const entry of entries) {
		const key = areaKey({ area: entry.areaNumber });
		groups.set(key, [...(groups.get(key) ?? []), entry]);
	}
	return [...groups].map(([area, own]) => ({ area, entries: own }));
}

export function isEvaluationApproved({ state }: Pick<RoundEntry, 'state'>): boolean {
	return state === 'approved' || state === 'locked';
}

/**
 * Returns the evaluations a round leaves out if it closes now: submitted but not approved, and never
 * submitted.
 */
export function missingAtClose<E extends RoundEntry>(entries: readonly E[]): { unread: E[]; missing: E[] } {
	return {
		unread: entries.filter(({ state }) => state === 'submitted'),
		missing: entries.filter((entry) => entry.state !== 'submitted' && !isEvaluationApproved(entry))
	};
}

/** Reasons to think twice before a round is closed. */
export type ClosingCaution = 'reports-due' | 'reading-due' | 'few-approved';

/**
 * Returns the cautions about closing a round today: a deadline that has not passed while evaluations are not
 * approved, and fewer than half approved, below which figures are not compared (domain-rules.md §4).
 */
export function closingCautions(
	{ reportBy, readBy, today }: { reportBy: CalendarDate; readBy: CalendarDate; today: CalendarDate },
	entries: readonly RoundEntry[]
): ClosingCaution[] {
	const approved = entries.filter(isEvaluationApproved).length;
	if (approved === entries.length) return [];
	return [
		...(today <= reportBy ? (['reports-due'] as const) : today <= readBy ? (['reading-due'] as const) : []),
		...(2 * approved < entries.length ? (['few-approved'] as const) : [])
	];
}

/** Readable evaluations that await approval, by code, and a measure's position among them. */
export interface QueuePosition<E> {
	/** 1 for the first; null if the measure itself is not waiting. */
	place: number | null;
	count: number;
	previous: E | null;
	next: E | null;
}

/** Returns the queue of evaluations awaiting approval as seen from one measure; wraps around at the end. */
export function queuePosition<E extends VisibleEntry>(entries: readonly E[], code: string): QueuePosition<E> {
	const waits = (entry: E) => entry.state === 'submitted' && entry.readable;
	const here = entries.findIndex((entry) => entry.code === code);
	const others = [...entries.slice(here + 1), ...entries.slice(0, Math.max(here, 0))].filter(waits);
	const waiting = entries.filter(waits);
	const place = waiting.findIndex((entry) => entry.code === code);
	return {
		place: place < 0 ? null : place + 1,
		count: waiting.length,
		previous: others.at(-1) ?? null,
		next: others[0] ?? null
	};
}

/** Formats a measure code and the version seen, as a form posts them: "1.2@3". */
export function versionMark({ code, version }: Pick<RoundEntry, 'code' | 'version'>): string {
	return `${code}@${version ?? 0}`;
}
