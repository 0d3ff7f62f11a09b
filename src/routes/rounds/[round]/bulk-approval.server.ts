import { fail, redirect, type ActionFailure } from '@sveltejs/kit';
import type { LatestEvent } from '$lib/i18n/round-labels';
import { bulkApprovalForm } from '$lib/forms/approval';
import { link } from '$lib/i18n/link';
import { lastEvaluationEvent } from '$lib/server/evaluations/last-event';
import {
	decideEvaluations,
	type ApprovalDecision,
	type ApprovalResult
} from '$lib/server/evaluations/approval';
import { parseForm } from '$lib/server/http/forms';
import { requirePermission } from '$lib/server/http/guard';
import { measureByCode } from '$lib/server/measures/queries';
import {
	commentForm,
	failRound,
	requireRound,
	type RoundFailure,
	type RequiredRound,
	type RoundEvent
} from './round.server';

/** Result of a bulk approval in which some evaluations had changed. */
export interface BulkApprovalOutcome {
	answer: ApprovalDecision;
	/** Codes of the measures approved or returned. */
	answered: string[];
	/** Measures whose evaluation had changed, with the latest event of each. */
	left: { code: string; happened: LatestEvent | null }[];
}

/** Approves or returns the selected evaluations. If some had changed: 409 with their names and the comment. */
export async function handleBulkApproval(
	event: RoundEvent,
	answer: ApprovalDecision
): Promise<ActionFailure<RoundFailure & { several?: BulkApprovalOutcome }>> {
	const at = await requireRound(event);
	requirePermission(event, `evaluation.${answer}`);
	const form = await parseForm(event.request, bulkApprovalForm);
	if (!form.ok) return form.failure;
	const { chosen, comment } = form.input;
	const words = { text: comment, lang: await commentForm(event.locals) };
	const within = { planId: at.plan.id, round: at.key };
	const outcome = await decideEvaluations(event.locals, within, {
		decision: answer,
		chosen,
		comment: words
	});
	if (!outcome.ok) return failRound(event, at, { refused: outcome.refused, values: form.values });
	const { answered, left } = outcome.value;
	if (left.length === 0) {
		const of = answered.map((code) => `&of=${code}`).join('');
		redirect(303, link(`/rounds/${at.key}?done=${answer}-several${of}`));
	}
	const several: BulkApprovalOutcome = { answer, answered, left: await namedLeft(event, at, left) };
	return fail(409, { values: form.values, faults: [{ field: '', code: 'stale' }], several });
}

async function namedLeft(
	{ locals }: RoundEvent,
	{ plan, round }: RequiredRound,
	left: ApprovalResult['left']
) {
	const { read } = locals.db;
	const named: BulkApprovalOutcome['left'] = [];
	for (const { measure: code } of left) {
		const measure = await measureByCode(read, plan.id, code);
		named.push({ code, happened: measure && (await lastEvaluationEvent(read, round, measure.id)) });
	}
	return named;
}
