import { ok, refuseInvalid, type Result, type Refusal } from '$lib/domain/result';
import { returnedReminders } from '$lib/domain/mail/reminder';
import { toRemarks, type RemarkInput } from '$lib/domain/evaluation/remark';
import type { Context } from '../context';
import { queueMail } from '../database/outbox';
import { extraordinaryFacts, reportingFacts } from '../reminders/queries';
import { loadTransition, type EvaluationTarget, type Transition } from './load-transition';
import { applyChange, runTransition, type EvaluationChange, type SavedEvaluation } from './transition';

/** Returns a submitted evaluation to its reporter. Refuses (`comment-required`) without a comment. */
export async function returnEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment: RemarkInput
): Promise<Result<SavedEvaluation>> {
	return context.db.write(async (tx) => {
		const request = { ...target, step: 'return', action: 'evaluation.return' } as const;
		const subject = await loadTransition(tx, context.actor, request);
		if (!subject.ok) return subject;
		if (toRemarks(comment).length === 0) return commentRequired;
		const saved = await applyChange(context, subject.value, decisionChange(context, 'return', comment));
		await queueReturnedMails(context, [subject.value]);
		return ok(saved);
	});
}

/** Approves a submitted evaluation, and keeps any remarks the approver typed. */
export async function approveEvaluation(
	context: Context,
	target: EvaluationTarget,
	comment?: RemarkInput
): Promise<Result<SavedEvaluation>> {
	const request = { ...target, step: 'approve', action: 'evaluation.approve' } as const;
	return runTransition(context, request, () => ok(decisionChange(context, 'approve', comment)));
}

const commentRequired = refuseInvalid({ field: 'comment', code: 'comment-required' });

function decisionChange(
	{ now }: Context,
	decision: ApprovalDecision,
	comment: RemarkInput | undefined
): EvaluationChange {
	return { columns: { approvedAt: decision === 'approve' ? now.toISOString() : null }, comment };
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

/** A decision that can be made on several evaluations at once. */
export type ApprovalDecision = 'approve' | 'return';

/** The measure's code and the evaluation's version as the approver saw it. */
type EvaluationVersion = Pick<EvaluationTarget, 'measure'> & { version: number };

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
	if (decision === 'return' && toRemarks(comment).length === 0) return commentRequired;
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
			await applyChange(context, subject, decisionChange(context, decision, comment));
		if (decision === 'return') await queueReturnedMails(context, ready);
		return ok({ answered: ready.map(({ measure }) => measure.code), left });
	});
}

/** True if the refusal concerns one evaluation, not the actor or the request. */
function concernsOneEvaluation({ code }: Refusal): boolean {
	return code === 'stale' || code === 'wrong-state';
}
