import { ok, refuseInvalid, type Result, type Refusal } from '$lib/domain/result';
import { returnedReminders } from '$lib/domain/mail/reminder';
import { toRemarks, type RemarkInput } from '$lib/domain/evaluation/remark';
import type { Context } from '../context';
import { queueMail } from '../database/outbox';
import { remark } from '../database/schema';
import { extraordinaryFacts, reportingFacts } from '../reminders/queries';
import {
	runTransition,
	loadTransition,
	updateEvaluation,
	type SavedEvaluation,
	type Transition,
	type EvaluationTarget
} from './transition';

/** Sends a report back to its giver, with the reader's words: without any, its giver would not know why. */
export async function returnEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment: RemarkInput
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'return', 'evaluation.return', async (subject) => {
		const outcome = await returnInTransaction(context, subject, comment);
		if (outcome.ok) await queueReturnedMails(context, [subject]);
		return outcome;
	});
}

/** Sends one back, within a turn. Whoever does it tells the givers. */
async function returnInTransaction(
	context: Context,
	subject: Transition,
	comment: RemarkInput
): Promise<Result<SavedEvaluation>> {
	const remarks = toRemarks(comment);
	if (remarks.length === 0) return refuseInvalid({ field: 'comment', code: 'comment-required' });
	const outcome = await updateEvaluation(
		context,
		subject,
		{ approvedAt: null },
		{ reason: joinRemarks(remarks) }
	);
	await insertRemarks(context, subject, remarks, comment.lang);
	return outcome;
}

type NewRemark = ReturnType<typeof toRemarks>[number];

/** Writes down what a reader says of a report, in the turn that answers it. */
async function insertRemarks(
	{ actor, now }: Context,
	{ tx, given }: Transition,
	remarks: readonly NewRemark[],
	lang: RemarkInput['lang']
): Promise<void> {
	const from = { evaluationId: given!.id, lang, by: actor.name, byId: actor.personId, at: now.toISOString() };
	if (remarks.length > 0) await tx.insert(remark).values(remarks.map((one) => ({ ...one, ...from })));
}

function joinRemarks(remarks: readonly NewRemark[]): string {
	return remarks.map(({ text }) => text).join('\n\n');
}

/** Whoever is to report learns that it came back, in the same turn. */
async function queueReturnedMails({ now }: Context, returned: readonly Transition[]): Promise<void> {
	const [first] = returned;
	if (!first) return;
	const { tx, round, planId } = first;
	const facts = round ? await reportingFacts(tx, round, now) : await extraordinaryFacts(tx, planId, now);
	const roundId = round?.id ?? null;
	for (const { measure } of returned)
		for (const { reader, reason } of returnedReminders(facts, measure.id))
			await queueMail(tx, now, { ...reader, roundId, reason, about: measure.id });
}

/**
 * Accepts a report: from now on it says how the measure stands. What its reader says of it all the same
 * goes along, and nothing they typed is lost.
 */
export async function approveEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment?: RemarkInput
): Promise<Result<SavedEvaluation>> {
	return runTransition(context, target, 'approve', 'evaluation.approve', (subject) =>
		approveInTransaction(context, subject, comment)
	);
}

/** Accepts one, within a turn. */
async function approveInTransaction(
	context: Context,
	subject: Transition,
	comment?: RemarkInput
): Promise<Result<SavedEvaluation>> {
	const remarks = comment ? toRemarks(comment) : [];
	const reason = remarks.length > 0 ? joinRemarks(remarks) : undefined;
	const outcome = await updateEvaluation(
		context,
		subject,
		{ approvedAt: context.now.toISOString() },
		{ reason }
	);
	if (comment) await insertRemarks(context, subject, remarks, comment.lang);
	return outcome;
}

/** What a reader may do to several reports at once. */
export type ApprovalDecision = 'approve' | 'return';

/** A report as its reader saw it: the measure's code and the version it had. */
export type EvaluationVersion = Pick<EvaluationTarget, 'measure'> & { version: number };

export interface ApprovalResult {
	/** The codes of the measures whose reports were answered. */
	answered: string[];
	/** The ones that were left as they are, and why. */
	left: { measure: string; refused: Refusal }[];
}

/**
 * Approves or returns several reports in one turn, each from the version its reader saw. One that changed
 * in between is left as it is, and named; the others are not held back by it. All get the same words,
 * without which none can be returned.
 */
export async function decideEvaluations(
	context: Context,
	within: Pick<EvaluationTarget, 'planId' | 'round'>,
	answer: ApprovalDecision,
	chosen: readonly EvaluationVersion[],
	comment: RemarkInput
): Promise<Result<ApprovalResult>> {
	if (chosen.length === 0) return refuseInvalid({ field: 'chosen', code: 'none-chosen' });
	if (answer === 'return' && toRemarks(comment).length === 0)
		return refuseInvalid({ field: 'comment', code: 'comment-required' });
	return context.db.write(async (tx) => {
		const ready: Transition[] = [];
		const left: ApprovalResult['left'] = [];
		for (const one of chosen) {
			const found = await loadTransition(
				tx,
				context.actor,
				{ ...within, ...one },
				answer,
				`evaluation.${answer}`
			);
			if (found.ok) ready.push(found.value);
			else if (concernsOneEvaluation(found.refused))
				left.push({ measure: one.measure, refused: found.refused });
			else return found;
		}
		for (const subject of ready)
			await (answer === 'return' ? returnInTransaction : approveInTransaction)(context, subject, comment);
		if (answer === 'return') await queueReturnedMails(context, ready);
		return ok({ answered: ready.map(({ measure }) => measure.code), left });
	});
}

/** Whether a refusal is about one report, and not about who asks or what they ask for. */
function concernsOneEvaluation({ code }: Refusal): boolean {
	return code === 'stale' || code === 'wrong-state';
}
