import { addDays, type CalendarDate } from '../calendar/calendar-date';

/** States of a meeting, from its plan to its published minutes. */
export const meetingStates = [
	'planned',
	'called',
	'in-progress',
	'held',
	'out-for-remarks',
	'approved',
	'published',
	'cancelled'
] as const;
export type MeetingState = (typeof meetingStates)[number];

/** Kinds of meeting. A joint one is of two bodies; one by circulation has no place, but a last day for answers. */
export const meetingKinds = ['ordinary', 'extraordinary', 'joint', 'circulation'] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** Steps of a meeting. Moving changes its time and not its state; revising reopens approved minutes. */
export const meetingSteps = [
	'call',
	'move',
	'cancel',
	'start',
	'end',
	'send-out',
	'approve',
	'publish',
	'revise'
] as const;
export type MeetingStep = (typeof meetingSteps)[number];

/** The state after each step, by the state before it (domain-rules.md §3.18). */
const transitions: Record<MeetingState, Partial<Record<MeetingStep, MeetingState>>> = {
	planned: { call: 'called', move: 'planned', cancel: 'cancelled' },
	called: { start: 'in-progress', move: 'called', cancel: 'cancelled' },
	'in-progress': { end: 'held' },
	held: { 'send-out': 'out-for-remarks' },
	'out-for-remarks': { approve: 'approved' },
	approved: { publish: 'published', revise: 'out-for-remarks' },
	published: { revise: 'out-for-remarks' },
	cancelled: {}
};

/** Returns the state after a step, or null if the state does not allow it. */
export function nextMeetingState(state: MeetingState, step: MeetingStep): MeetingState | null {
	return transitions[state][step] ?? null;
}

/** Returns the steps that a state allows. Treatment by circulation is never started: its answers are counted. */
export function meetingStepsFrom(state: MeetingState, kind: MeetingKind = 'ordinary'): MeetingStep[] {
	return meetingSteps.filter(
		(step) => nextMeetingState(state, step) !== null && !(kind === 'circulation' && step === 'start')
	);
}

/** True if a step needs a reason. */
export function needsMeetingReason(step: MeetingStep): boolean {
	return step === 'move' || step === 'cancel' || step === 'revise';
}

/** True if everyone may read the meeting's agenda: from its notice on. */
export function isAgendaPublic(state: MeetingState): boolean {
	return state !== 'planned' && state !== 'cancelled';
}

/** Rule for saving an outcome or attendance: at will, with a reason, or not at all. */
export type OutcomeEditing = 'free' | 'with-reason' | 'closed';

/** Returns the rule for outcomes in a state: free while in progress, then with a reason until approval. */
export function outcomeEditing(state: MeetingState): OutcomeEditing {
	if (state === 'in-progress') return 'free';
	return state === 'held' || state === 'out-for-remarks' ? 'with-reason' : 'closed';
}

/** True if the agenda can be changed: until the meeting ends, as late items come up in it. */
export function isAgendaOpen(state: MeetingState): boolean {
	return state === 'planned' || state === 'called' || state === 'in-progress';
}

/** A body's rule for the time from notice to meeting, on the day of the notice. */
interface NoticeRule {
	/** Null for a body without such a rule. */
	noticeDays: number | null;
	today: CalendarDate;
}

/** Answer to calling a meeting on a day: in time, late but allowed with a reason, or too late. */
export type NoticeTiming = 'in-time' | 'with-reason' | 'too-late';

/**
 * Returns the timing of a notice sent today. Only an extraordinary meeting may be called late, with a reason; one by
 * circulation has no notice deadline (domain-rules.md §3.18).
 */
export function noticeTiming(
	{ kind, day }: { kind: MeetingKind; day: CalendarDate },
	{ noticeDays, today }: NoticeRule
): NoticeTiming {
	if (noticeDays === null || kind === 'circulation' || addDays(today, noticeDays) <= day) return 'in-time';
	return kind === 'extraordinary' ? 'with-reason' : 'too-late';
}

/** True if a body exists on a day. */
export function isWithinBodyTerm(
	{ startedOn, endedOn }: { startedOn: CalendarDate | null; endedOn: CalendarDate | null },
	day: CalendarDate
): boolean {
	return (startedOn === null || startedOn <= day) && (endedOn === null || day < endedOn);
}
