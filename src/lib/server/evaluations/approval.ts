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

/** Returns a submitted evaluation to its reporter. Refuses (`comment-required`) without a comment. */
export async function returnEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment: RemarkInput
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'return', action: 'evaluation.return' } as const;
	return runTransition(context, request, async (subject) => {
		const outcome = await returnInTransaction(context, subject, comment);
		if (outcome.ok) await queueReturnedMails(context, [subject]);
		return outcome;
	});
}

/** Returns one evaluation inside a transaction; the caller queues the mail. */
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
	await insertRemarks(context, subject, comment);
	return outcome;
}

type NewRemark = ReturnType<typeof toRemarks>[number];

async function insertRemarks(
	{ actor, now }: Context,
	{ tx, given }: Transition,
	comment: RemarkInput
): Promise<void> {
	const remarks = toRemarks(comment);
	const by = { by: actor.name, byId: actor.personId, at: now.toISOString() };
	const from = { evaluationId: given!.id, lang: comment.lang, ...by };
	if (remarks.length > 0) await tx.insert(remark).values(remarks.map((one) => ({ ...one, ...from })));
}

function joinRemarks(remarks: readonly NewRemark[]): string {
	return remarks.map(({ text }) => text).join('\n\n');
}

/** Queues mail to the people who report the returned evaluations. */
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

/** Approves a submitted evaluation, and keeps any remarks the approver typed. */
export async function approveEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment?: RemarkInput
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'approve', action: 'evaluation.approve' } as const;
	return runTransition(context, request, (subject) => approveInTransaction(context, subject, comment));
}

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
	if (comment) await insertRemarks(context, subject, comment);
	return outcome;
}

/** A decision that can be made on several evaluations at once. */
export type ApprovalDecision = 'approve' | 'return';

/** The measure's code and the evaluation's version as the approver saw it. */
export type EvaluationVersion = Pick<EvaluationTarget, 'measure'> & { version: number };

/** One decision on several evaluations, with the same comment for all. */
export interface ApprovalRequest {
	decision: ApprovalDecision;
	chosen: readonly EvaluationVersion[];
	comment: RemarkInput;
}

export interface ApprovalResult {
	/** Codes of the measures whose evaluations were approved or returned. */
	answered: string[];
	/** Measures whose evaluations did not change, with the refusal. */
	left: { measure: string; refused: Refusal }[];
}

/**
 * Approves or returns several evaluations in one transaction, with the same comment. An evaluation that
 * has changed is skipped and listed in `left`. Refuses (`comment-required`) to return without a comment.
 */
export async function decideEvaluations(
	context: Context,
	within: Pick<EvaluationTarget, 'planId' | 'round'>,
	{ decision, chosen, comment }: ApprovalRequest
): Promise<Result<ApprovalResult>> {
	if (chosen.length === 0) return refuseInvalid({ field: 'chosen', code: 'none-chosen' });
	if (decision === 'return' && toRemarks(comment).length === 0)
		return refuseInvalid({ field: 'comment', code: 'comment-required' });
	return context.db.write(async (tx) => {
		const ready: Transition[] = [];
		const left: ApprovalResult['left'] = [];
		for (const one of chosen) {
			const found = await loadTransition(tx, context.actor, {
				...within,
				...one,
				step: decision,
				action: `evaluation.${decision}`
			});
			if (found.ok) ready.push(found.value);
			else if (concernsOneEvaluation(found.refused))
				left.push({ measure: one.measure, refused: found.refused });
			else return found;
		}
		for (const subject of ready)
			await (decision === 'return' ? returnInTransaction : approveInTransaction)(context, subject, comment);
		if (decision === 'return') await queueReturnedMails(context, ready);
		return ok({ answered: ready.map(({ measure }) => measure.code), left });
	});
}

/** True if the refusal concerns one evaluation, not the actor or the request. */
function concernsOneEvaluation({ code }: Refusal): boolean {
	return code === 'stale' || code === 'wrong-state';
}
