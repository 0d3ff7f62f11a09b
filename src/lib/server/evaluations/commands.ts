import { missingAnswers, type EvaluationAnswers, type TextAnswer } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import { ok, refuseInvalid, type ValidationError, type Result } from '$lib/domain/result';
import { carryOverTexts, emptyTextAnswers } from '$lib/forms/evaluation-answers';
import type { Context } from '../context';
import { checkReadings, type CheckedReadings } from '../database/readings';
import { indicatorsOfMeasure } from '../indicators/queries';
import { loadTransition, questionsAsked, type EvaluationTarget, type Transition } from './load-transition';
import { lastApproved } from './queries';
import { applyChange, runTransition, type EvaluationChange, type SavedEvaluation } from './transition';

export type { EvaluationTarget } from './load-transition';
export type { SavedEvaluation } from './transition';

interface DraftOptions {
	/** Indicator readings; they stay in the draft until it is submitted. */
	readings?: readonly ReportedReading[];
	/** Fills this text, or all empty ones, with the last approved evaluation's. */
	carryOver?: TextAnswer | 'empty' | undefined;
	/** True if the browser autosaves: one event is recorded per edit session. */
	autosaved?: boolean;
}

/** Saves a draft, however incomplete. */
export async function saveDraft(
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	{ readings = [], carryOver, autosaved = false }: DraftOptions = {}
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'save', action: 'evaluation.report' } as const;
	return runTransition(context, request, async (subject) => {
		const { faults } = await validateReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		const texts = carryOver ? await withPreviousTexts(subject, answers, carryOver) : answers;
		return ok({ answers: texts, columns: { readings: [...readings] }, autosaved });
	});
}

async function withPreviousTexts(
	subject: Transition,
	answers: EvaluationAnswers,
	which: TextAnswer | 'empty'
): Promise<EvaluationAnswers> {
	const last = await lastApproved(subject.tx, subject.measure.id, subject.round);
	if (!last) return answers;
	const asked = questionsAsked(subject);
	const fields = which === 'empty' ? emptyTextAnswers(answers, last.answers, asked) : [which];
	return carryOverTexts(answers, last.answers, fields);
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
		const { good, faults } = await validateReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		return ok(submission(context, answers, good));
	});
}

/** Checks the readings against the measure's indicators; runs no statement without readings. */
async function validateReadings(
	context: Context,
	{ tx, measure }: Transition,
	typed: readonly ReportedReading[]
): Promise<CheckedReadings> {
	if (typed.length === 0) return { good: [], faults: [] };
	return checkReadings(context, await indicatorsOfMeasure(tx, measure.id), typed);
}

/** Returns the change that submits answers and records the readings, which then leave the draft. */
function submission(
	{ now }: Context,
	answers: EvaluationAnswers,
	readings: CheckedReadings['good']
): EvaluationChange {
	return { answers, readings, columns: { submittedAt: now.toISOString(), readings: [] } };
}

/** Returns the draft's readings that are still valid; an indicator may have ended since. */
async function validDraftReadings(context: Context, subject: Transition): Promise<CheckedReadings['good']> {
	return (await validateReadings(context, subject, subject.existing?.readings ?? [])).good;
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
		const change = submission(context, last.answers, await validDraftReadings(context, subject));
		return ok({ ...change, columns: { ...change.columns, unchanged: true } });
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
			await applyChange(context, subject, submission(context, subject.existing!.answers, readings));
		}
		return ok({ sent: ready.length });
	});
}

/** Returns why the draft cannot be submitted, or null. */
function draftObstacle(subject: Transition): 'stale' | 'incomplete' | null {
	const { existing } = subject;
	if (existing?.state !== 'draft') return 'stale';
	return missingAnswers(existing.answers, questionsAsked(subject)).length > 0 ? 'incomplete' : null;
}

/** Withdraws a submitted evaluation before it is approved. */
export async function withdrawEvaluation(
	context: Context,
	target: EvaluationTarget
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'withdraw', action: 'evaluation.report' } as const;
	return runTransition(context, request, () => ok({ columns: { submittedAt: null } }));
}
