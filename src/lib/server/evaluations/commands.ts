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
 * Keeps what is written so far. Demands nothing of it but that it can be read. What indicators showed is kept
 * with it: readings they are when the report is sent.
 *
 * @param unasked saved while it is being written: of those, history tells one a sitting
 */
export async function saveDraft(
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	{ unasked = false, readings = [] }: { unasked?: boolean; readings?: readonly ReportedReading[] } = {}
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'save', 'evaluation.report', async (subject) => {
		const { faults } = await validateDraftReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		return saveAnswers(context, { ...subject, unasked }, answers, { readings: [...readings] });
	});
}

/**
 * Sends a report to its readers, and enters what indicators showed. Refuses one that lacks what
 * `missingAnswers` names, with its readings.
 */
export async function submitEvaluation(
	context: Context,
	target: EvaluationTarget,
	answers: EvaluationAnswers,
	readings: readonly ReportedReading[] = []
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'submit', 'evaluation.report', async (subject) => {
		const missing = missingAnswers(answers, questionsAsked(subject));
		if (missing.length > 0)
			return refuseInvalid(...missing.map(({ question, code }) => ({ field: question, code })));
		const { good, faults } = await validateDraftReadings(context, subject, readings);
		if (faults.length > 0) return refuseInvalid(...faults);
		return submitInTransaction(context, subject, answers, good);
	});
}

/** What a report's readings come to. Nothing is asked where it has none. */
async function validateDraftReadings(
	context: Context,
	{ tx, measure }: Transition,
	told: readonly ReportedReading[]
): Promise<CheckedReadings> {
	if (told.length === 0) return { good: [], faults: [] };
	return checkReadings(context, await indicatorsOfMeasure(tx, measure.id), told);
}

/** Sends a report in its turn: its readings first, then the report, which then keeps none of its own. */
async function submitInTransaction(
	context: Context,
	subject: Transition,
	answers: EvaluationAnswers,
	good: CheckedReadings['good'],
	unchanged = false
): Promise<Result<SavedEvaluation>> {
	const { tx, planId, measure } = subject;
	await writeReadings(context, tx, { planId, measureId: measure.id }, good);
	return saveAnswers(context, subject, answers, {
		submittedAt: context.now.toISOString(),
		unchanged,
		readings: []
	});
}

/** Of what a draft keeps, what can stand: an indicator may have ended since. */
async function validDraftReadings(context: Context, subject: Transition): Promise<CheckedReadings['good']> {
	return (await validateDraftReadings(context, subject, subject.given?.readings ?? [])).good;
}

/**
 * Sends last time's approved answers again, marked as unchanged: a full answer in one click
 * (domain-rules.md §3.4). What a draft tells of indicators goes
 * along. Refuses where there is no last time.
 */
export async function submitUnchanged(
	context: Context,
	target: EvaluationTarget
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'submit', 'evaluation.report', async (subject) => {
		const last = await lastApproved(subject.tx, subject.measure.id, subject.round);
		if (!last) return refuseInvalid({ field: 'unchanged', code: 'nothing-before' });
		return submitInTransaction(
			context,
			subject,
			last.answers,
			await validDraftReadings(context, subject),
			true
		);
	});
}

/** A draft as its giver saw it: the measure's code and the version it had. */
export type DraftVersion = Pick<EvaluationTarget, 'measure'> & { version: number };

/**
 * Sends several drafts at once, all of them or none. A draft that came back from its readers is not among
 * them: it is sent by whoever has opened it and read what they said.
 *
 * @returns refused `refuseInvalid` with a fault for each that stands in the way, under the measure's code:
 *   "incomplete" where something is missing, "stale" where it is no longer the draft that was seen
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
			const found = await loadTransition(tx, actor, { ...within, ...draft }, 'submit', 'evaluation.report');
			if (!found.ok && found.refused.code !== 'stale' && found.refused.code !== 'wrong-state') return found;
			const code = found.ok ? draftObstacle(found.value) : 'stale';
			if (code) faults.push({ field: draft.measure, code });
			else if (found.ok) ready.push(found.value);
		}
		if (faults.length > 0) return refuseInvalid(...faults);
		for (const subject of ready)
			await submitInTransaction(
				context,
				subject,
				subject.given!.answers,
				await validDraftReadings(context, subject)
			);
		return ok({ sent: ready.length });
	});
}

/** Why a draft cannot be sent as it stands; null where it can. */
function draftObstacle(subject: Transition): 'stale' | 'incomplete' | null {
	const { given } = subject;
	if (given?.state !== 'draft') return 'stale';
	return missingAnswers(given.answers, questionsAsked(subject)).length > 0 ? 'incomplete' : null;
}

/** Takes a report back before it is approved. */
export async function withdrawEvaluation(
	context: Context,
	target: EvaluationTarget
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'withdraw', 'evaluation.report', (subject) =>
		updateEvaluation(context, subject, { submittedAt: null })
	);
}
