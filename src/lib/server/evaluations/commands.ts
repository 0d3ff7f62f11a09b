import { missingAnswers, type EvaluationAnswers } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import { ok, refuseInvalid, type ValidationError, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { writeReadings, checkReadings, type CheckedReadings } from '../database/readings';
import { indicatorsOfMeasure } from '../indicators/queries';
import { lastApproved } from './queries';
import {
	questionsAsked,
	runTransition,
	loadTransition,
	updateEvaluation,
	saveAnswers,
	type SavedEvaluation,
	type Transition,
	type EvaluationTarget
} from './transition';

export type { SavedEvaluation, EvaluationTarget } from './transition';

/**
 * Saves a draft, however incomplete. Indicator readings stay in the draft until it is submitted.
 *
 * @param unasked true if the browser autosaves: one event is recorded per edit session
 */
export async function saveDraft(
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	{ unasked = false, readings = [] }: { unasked?: boolean; readings?: readonly ReportedReading[] } = {}
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'save', action: 'evaluation.report' } as const;
	return runTransition(context, request, async (subject) => {
		const { faults } = await validateDraftReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		return saveAnswers(context, { ...subject, unasked }, answers, { readings: [...readings] });
	});
}

/**
 * Submits an evaluation for approval and records its indicator readings. Refuses it if an answer is
 * missing (`missingAnswers`) or a reading is invalid.
 */
export async function submitEvaluation(
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	readings: readonly ReportedReading[] = []
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'submit', action: 'evaluation.report' } as const;
	return runTransition(context, request, async (subject) => {
		const missing = missingAnswers(answers, questionsAsked(subject));
		if (missing.length > 0)
			return refuseInvalid(...missing.map(({ question, code }) => ({ field: question, code })));
		const { good, faults } = await validateDraftReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		return submitInTransaction(context, subject, { answers, readings: good });
	});
}

/** Checks the readings against the measure's indicators; runs no statement without readings. */
async function validateDraftReadings(
	context: Context,
	{ tx, measure }: Transition,
	told: readonly ReportedReading[]
): Promise<CheckedReadings> {
	if (told.length === 0) return { good: [], faults: [] };
	return checkReadings(context, await indicatorsOfMeasure(tx, measure.id), told);
}

interface Submission {
	answers: EvaluationAnswers;
	readings: CheckedReadings['good'];
	unchanged?: boolean;
}

/** Records the readings, then submits the evaluation without them. */
async function submitInTransaction(
	context: Context,
	subject: Transition,
	{ answers, readings, unchanged = false }: Submission
): Promise<Result<SavedEvaluation>> {
	const { tx, planId, measure } = subject;
	await writeReadings(context, tx, { planId, measureId: measure.id, readings });
	return saveAnswers(context, subject, answers, {
		submittedAt: context.now.toISOString(),
		unchanged,
		readings: []
	});
}

/** Returns the draft's readings that are still valid; an indicator may have ended since. */
async function validDraftReadings(context: Context, subject: Transition): Promise<CheckedReadings['good']> {
	return (await validateDraftReadings(context, subject, subject.given?.readings ?? [])).good;
}

/**
 * Submits the last approved answers again, marked as unchanged, with the draft's readings
 * (domain-rules.md §3.4). Refuses (`nothing-before`) without an earlier approved evaluation.
 */
export async function submitUnchanged(
	context: Context,
	target: EvaluationTarget
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'submit', action: 'evaluation.report' } as const;
	return runTransition(context, request, async (subject) => {
		const last = await lastApproved(subject.tx, subject.measure.id, subject.round);
		if (!last) return refuseInvalid({ field: 'unchanged', code: 'nothing-before' });
		const readings = await validDraftReadings(context, subject);
		return submitInTransaction(context, subject, { answers: last.answers, readings, unchanged: true });
	});
}

/** The measure's code and the draft's version as the reporter saw it. */
export type DraftVersion = Pick<EvaluationTarget, 'measure'> & { version: number };

/**
 * Submits several drafts, all or none. Returned evaluations are refused: their reporter must open them and
 * read the remarks first.
 *
 * @returns refused `invalid` with one fault per obstacle, under the measure's code: "incomplete" if an
 *   answer is missing, "stale" if the draft has changed
 */
export async function submitDrafts(
	context: Context,
	within: Pick<EvaluationTarget, 'planId' | 'round'>,
	drafts: readonly DraftVersion[]
): Promise<Result<{ sent: number }>> {
	const { db, actor } = context;
	if (drafts.length === 0) return refuseInvalid({ field: '', code: 'required' });
	return db.write(async (tx) => {
		const ready: Transition[] = [];
		const faults: ValidationError[] = [];
		for (const draft of drafts) {
			const found = await loadTransition(tx, actor, {
				...within,
				...draft,
				step: 'submit',
				action: 'evaluation.report'
			});
			if (!found.ok && found.refused.code !== 'stale' && found.refused.code !== 'wrong-state') return found;
			const code = found.ok ? draftObstacle(found.value) : 'stale';
			if (code) faults.push({ field: draft.measure, code });
			else if (found.ok) ready.push(found.value);
		}
		if (faults.length > 0) return refuseInvalid(...faults);
		for (const subject of ready) {
			const readings = await validDraftReadings(context, subject);
			await submitInTransaction(context, subject, { answers: subject.given!.answers, readings });
		}
		return ok({ sent: ready.length });
	});
}

/** Returns why the draft cannot be submitted, or null. */
function draftObstacle(subject: Transition): 'stale' | 'incomplete' | null {
	const { given } = subject;
	if (given?.state !== 'draft') return 'stale';
	return missingAnswers(given.answers, questionsAsked(subject)).length > 0 ? 'incomplete' : null;
}

/** Withdraws a submitted evaluation before it is approved. */
export async function withdrawEvaluation(
	context: Context,
	target: EvaluationTarget
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'withdraw', action: 'evaluation.report' } as const;
	return runTransition(context, request, (subject) =>
		updateEvaluation(context, subject, { submittedAt: null })
	);
}
