/** States of a matter, from its arrival to the end of its treatment. */
export const matterStates = [
	'received',
	'returned',
	'triaged',
	'on-agenda',
	'postponed',
	'treated',
	'declined',
	'merged'
] as const;
export type MatterState = (typeof matterStates)[number];

/** Steps by which the secretariat decides what becomes of a matter. */
export const triageSteps = ['triage', 'return', 'decline', 'merge', 'reopen'] as const;
export type TriageStep = (typeof triageSteps)[number];

/** Steps of a matter: the secretariat's, the sender's answer, and those that meetings take with agendas. */
export type MatterStep = TriageStep | 'answer' | 'schedule' | 'unschedule' | 'treat' | 'postpone';

/** Source of a matter: the form, or a need raised in an evaluation. */
export type MatterOrigin = 'form' | 'need';

type Transitions = Partial<Record<MatterStep, MatterState>>;

const decided = { decline: 'declined', merge: 'merged' } as const satisfies Transitions;

/** The state after each step, by the state before it (domain-rules.md §3.11). */
const transitions: Record<MatterState, Transitions> = {
	received: { triage: 'triaged', return: 'returned', ...decided },
	returned: { answer: 'received', reopen: 'received', ...decided },
	triaged: { schedule: 'on-agenda', reopen: 'received', ...decided },
	'on-agenda': { treat: 'treated', postpone: 'postponed', unschedule: 'triaged' },
	// New minutes of the same meeting may say otherwise.
	postponed: { schedule: 'on-agenda', reopen: 'received', treat: 'treated' },
	treated: { postpone: 'postponed' },
	declined: { reopen: 'received' },
	merged: { reopen: 'received' }
};

/** Steps that need a text: questions, an answer, or the reason of a step back. */
const explained: readonly MatterStep[] = ['return', 'answer', 'decline', 'reopen', 'unschedule', 'postpone'];

/** Returns the state after a step, or null if the state does not allow it. */
export function nextMatterState(state: MatterState, step: MatterStep): MatterState | null {
	return transitions[state][step] ?? null;
}

/** True if a step needs a text. */
export function needsMatterText(step: MatterStep): boolean {
	return explained.includes(step);
}

/** Returns the steps the secretariat can take from a state. */
export function triageStepsFrom(state: MatterState): TriageStep[] {
	return triageSteps.filter((step) => nextMatterState(state, step) !== null);
}

/** True if no step leads on: the sender has the final answer. */
export function isClosedMatter(state: MatterState): boolean {
	return state === 'treated' || state === 'declined' || state === 'merged';
}
