import { daysBetween, type CalendarDate } from '../calendar/calendar-date';

/** Kinds of decision (domain-rules.md §3.13). */
export const decisionKinds = [
	'decision',
	'recommendation',
	'assignment',
	'information',
	'postponed'
] as const;
export type DecisionKind = (typeof decisionKinds)[number];

/** States of what is done about a decision. */
export const followUpStates = ['not-started', 'in-progress', 'done', 'dropped'] as const;
export type FollowUpState = (typeof followUpStates)[number];

/** Effect of a decision on an earlier one. */
export const replacements = ['supersedes', 'revokes'] as const;
export type Replacement = (typeof replacements)[number];

/** Changes of a plan that a decision can be the reason of. */
export const decisionEffectKinds = [
	'start-measure',
	'change-lifecycle',
	'adopt-plan',
	'adopt-adjustment'
] as const;
export type DecisionEffectKind = (typeof decisionEffectKinds)[number];

/** True if what becomes of a decision is followed up; the other kinds end where they are. */
export function isFollowedUp(kind: DecisionKind): boolean {
	return kind === 'decision' || kind === 'recommendation' || kind === 'assignment';
}

/** True if nothing more is expected. */
export function isClosedFollowUp(state: FollowUpState): boolean {
	return state === 'done' || state === 'dropped';
}

/** Facts that decide the standing of a decision. */
export interface DecisionFacts {
	/** Null if it is not followed up. */
	followUp: FollowUpState | null;
	dueOn: CalendarDate | null;
	/** True if a later decision supersedes or revokes it. */
	replaced: boolean;
}

/** Shapes and words by which a decision's follow-up is shown. */
export type DecisionStanding = FollowUpState | 'overdue' | 'replaced' | 'not-followed-up';

/** Returns the standing of a decision on a day; a replaced one is no longer expected to be carried out. */
export function decisionStanding(
	{ followUp, dueOn, replaced }: DecisionFacts,
	today: CalendarDate
): DecisionStanding {
	if (followUp === null) return 'not-followed-up';
	if (isClosedFollowUp(followUp)) return followUp;
	if (replaced) return 'replaced';
	return dueOn !== null && dueOn < today ? 'overdue' : followUp;
}

/** True if somebody is still expected to carry the decision out. */
export function isExpected({ followUp, replaced }: Omit<DecisionFacts, 'dueOn'>): boolean {
	return followUp !== null && !isClosedFollowUp(followUp) && !replaced;
}

/** Days after its follow-up closed that a decision's link can be used. */
export const decisionLinkDays = 30;

/** Occasions on which the responsible are reminded of a decision with a due date, by days until then. */
const reminderDays = {
	'due-in-30': 30,
	'due-in-7': 7,
	'due-in-1': 1,
	'overdue-1': -1,
	'overdue-7': -7
} as const;
export type DueOccasion = keyof typeof reminderDays;

/**
 * Returns the occasion for a reminder on a day, or null. A day that was missed, as by a stopped server, is made up
 * for until the next occasion.
 */
export function dueOccasion(
	{ dueOn, decidedOn }: { dueOn: CalendarDate; decidedOn: CalendarDate },
	today: CalendarDate
): DueOccasion | null {
	const left = daysBetween(today, dueOn);
	const passed = (Object.keys(reminderDays) as DueOccasion[]).filter(
		(one) => left <= reminderDays[one] && daysBetween(decidedOn, dueOn) > reminderDays[one]
	);
	// Two weeks late is the secretariat's to take up, not another mail's.
	return left < -14 ? null : (passed.at(-1) ?? null);
}
