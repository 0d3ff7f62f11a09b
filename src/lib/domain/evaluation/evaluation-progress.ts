import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationState, Status } from '$lib/domain/evaluation/evaluation';
import { areaKey, type AreaKey } from '$lib/domain/figures/figures';
import type { Localized } from '$lib/domain/localized';
import { mayDo, evaluationReadAction, type Actor } from '$lib/domain/permission';
import type { Lateness } from '$lib/domain/round/round';

/** How far a measure's report has come in a round, from the first look to the lock. */
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

/** A measure that a round asks about. */
export interface RoundEntry {
	measureId: string;
	code: string;
	title: Localized;
	areaNumber: number | null;
	bodyId: number | null;
	bodyName: Localized | null;
	state: EvaluationState | null;
	version: number | null;
	status: Status | null;
	unchanged: boolean;
	savedAt: Instant | null;
	submittedAt: Instant | null;
	reportedBy: string | null;
}

/** An entry as one reader sees it. */
export interface VisibleEntry extends RoundEntry {
	/** Whether they may read the report itself. */
	readable: boolean;
	/** Whether it has not come, though the deadline and the days of grace are over. */
	overdue: boolean;
}

/** The entries as an actor may see them: how far each has come, and what it says only where they may read it. */
export function visibleTo<E extends RoundEntry>(
	actor: Actor,
	entries: readonly E[],
	lateness: Lateness = 'in-time'
): (E & VisibleEntry)[] {
	return entries.map((entry) => {
		const action = entry.state ? evaluationReadAction(entry.state, false) : 'evaluation.read-unapproved';
		const readable = mayDo(actor, action, { responsibleBodyId: entry.bodyId });
		// One that was sent back has come once: that it waits for its giver says more.
		const overdue = lateness === 'overdue' && (entry.state === null || entry.state === 'draft');
		const seen = { ...entry, readable, overdue };
		return readable
			? seen
			: { ...seen, status: null, unchanged: false, savedAt: null, submittedAt: null, reportedBy: null };
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

/** How many stand at each stage. */
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

/** The entries by area, in their own order; what runs across comes where its codes do. */
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

/** What a round that closes now leaves out: sent and not approved, and what never came. */
export function missingAtClose<E extends RoundEntry>(entries: readonly E[]): { unread: E[]; missing: E[] } {
	return {
		unread: entries.filter(({ state }) => state === 'submitted'),
		missing: entries.filter((entry) => entry.state !== 'submitted' && !isEvaluationApproved(entry))
	};
}

/** The readable reports that wait to be read, by code, and where a measure stands among them. */
export interface QueuePosition<E> {
	/** 1 for the first; null where the measure itself does not wait. */
	place: number | null;
	count: number;
	previous: E | null;
	next: E | null;
}

/** The way through what waits to be read, seen from one measure; round the end and from the start again. */
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

/** A report and the version of it that is seen, as a form posts it: "1.2@3". */
export function versionMark({ code, version }: Pick<RoundEntry, 'code' | 'version'>): string {
	return `${code}@${version ?? 0}`;
}
