import type { WrittenForm } from '../localized';

/** What a committee reports about a measure, in the order a reader ranks it. */
export const statuses = [
	'done',
	'on-track',
	'slightly-delayed',
	'delayed',
	'on-hold',
	'not-started'
] as const;
export type Status = (typeof statuses)[number];

/** A status, or the fact that there is none. */
export const allStatuses = [...statuses, 'not-reported'] as const;
export type StatusOrNone = (typeof allStatuses)[number];

export const evaluationStates = ['draft', 'submitted', 'returned', 'approved', 'locked'] as const;
export type EvaluationState = (typeof evaluationStates)[number];

export const recommendations = ['continue', 'adjust', 'into-operation', 'complete', 'discontinue'] as const;
export type Recommendation = (typeof recommendations)[number];

/** What the reporter asks others for. */
export const needs = ['clarification', 'decision', 'money'] as const;
export type Need = (typeof needs)[number];

export const confidences = ['low', 'medium', 'high'] as const;
export type Confidence = (typeof confidences)[number];

/** How the work lived up to one core value, 1 (little) to 5 (fully). Strategy §6.3. */
export interface ValueScore {
	/** The core value's code within the plan. */
	value: string;
	score: number | null;
	comment: string;
}

/** The answers of one evaluation: what its giver wrote, in the form they wrote it. */
export interface EvaluationAnswers {
	status: Status | null;
	/** Whole per cent, 0–100. */
	progress: number | null;
	done: string;
	results: string;
	deviation: string;
	cause: string;
	needs: Need[];
	needsText: string;
	nextSteps: string;
	recommendation: Recommendation | null;
	confidence: Confidence | null;
	scores: ValueScore[];
	/** The written form of the free text. */
	lang: WrittenForm;
}

/** The answers kept as one text each. */
export const textAnswers = ['done', 'results', 'deviation', 'cause', 'needsText', 'nextSteps'] as const;
export type TextAnswer = (typeof textAnswers)[number];

/** Answers a round may ask for. Status is always asked: without it there is no report. */
export const questions = [
	'status',
	'progress',
	'done',
	'results',
	'deviation',
	'cause',
	'needs',
	'nextSteps',
	'recommendation',
	'confidence',
	'scores'
] as const;
export type Question = (typeof questions)[number];

export function emptyAnswers(lang: WrittenForm): EvaluationAnswers {
	return {
		status: null,
		progress: null,
		done: '',
		results: '',
		deviation: '',
		cause: '',
		needs: [],
		needsText: '',
		nextSteps: '',
		recommendation: null,
		confidence: null,
		scores: [],
		lang
	};
}

/** An answer that must be given before a report can be sent, with the reason it is asked for. */
export interface MissingAnswer {
	question: Question;
	code:
		'status-required' | 'progress-required' | 'deviation-required' | 'needs-text-required' | 'done-is-100';
}

/**
 * What stands in the way of submitting. As little as possible is demanded (domain-rules.md §3.3): a
 * status, a progress, and words only where the answer itself calls for them – a delay without
 * its cause, or a need without what is needed, would only come back from the readers.
 */
export function missingAnswers(answers: EvaluationAnswers, asked: readonly Question[]): MissingAnswer[] {
	const missing: MissingAnswer[] = [];
	if (!answers.status) missing.push({ question: 'status', code: 'status-required' });
	if (asked.includes('progress')) {
		if (answers.progress === null) missing.push({ question: 'progress', code: 'progress-required' });
		else if (answers.status === 'done' && answers.progress !== 100)
			missing.push({ question: 'progress', code: 'done-is-100' });
	}
	const behind = answers.status === 'delayed' || answers.status === 'on-hold';
	if (behind && asked.includes('deviation') && !answers.deviation.trim() && !answers.cause.trim())
		missing.push({ question: 'deviation', code: 'deviation-required' });
	if (answers.needs.length > 0 && asked.includes('needs') && !answers.needsText.trim())
		missing.push({ question: 'needs', code: 'needs-text-required' });
	return missing;
}

/** What is done to an evaluation. */
export type EvaluationTransition = 'save' | 'submit' | 'withdraw' | 'return' | 'approve' | 'lock' | 'unlock';

const stateTransitions: Record<EvaluationTransition, Partial<Record<EvaluationState, EvaluationState>>> = {
	save: { draft: 'draft', returned: 'returned' },
	submit: { draft: 'submitted', returned: 'submitted' },
	/** The giver takes it back before anyone has approved it. */
	withdraw: { submitted: 'draft' },
	return: { submitted: 'returned', approved: 'returned' },
	approve: { submitted: 'approved' },
	lock: { approved: 'locked' },
	unlock: { locked: 'approved' }
};

/**
 * The state that `step` leads to, or null where it is not allowed from `state`.
 * A round that closes locks what is approved; only reopening the round unlocks it.
 */
export function nextEvaluationState(
	step: EvaluationTransition,
	state: EvaluationState
): EvaluationState | null {
	return stateTransitions[step][state] ?? null;
}

/** Whether two statuses mean the work moved forward (1), backward (-1) or stands (0). */
export function compareStatuses(from: Status, to: Status): -1 | 0 | 1 {
	const difference = statusRank[to] - statusRank[from];
	return difference > 0 ? 1 : difference < 0 ? -1 : 0;
}

/** Done is best; a measure on hold stands further back than a delayed one. */
const statusRank: Record<Status, number> = {
	done: 5,
	'on-track': 4,
	'slightly-delayed': 3,
	delayed: 2,
	'on-hold': 1,
	'not-started': 0
};
