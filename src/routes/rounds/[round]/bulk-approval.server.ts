import { fail } from '@sveltejs/kit';
import type { LatestEvent } from '$lib/i18n/round-labels';
import { bulkApprovalForm } from '$lib/forms/approval';
import { link } from '$lib/i18n/link';
import { lastEvaluationEvent } from '$lib/server/evaluations/last-event';
import {
	decideEvaluations,
	type ApprovalDecision,
	type ApprovalResult
} from '$lib/server/evaluations/approval';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import {
	commentForm,
	requireRound,
	roundConflict,
	type RequiredRound,
	type RoundEvent
} from './round.server';

/** Result of a bulk approval in which some evaluations had changed. */
interface BulkApprovalOutcome {
	answer: ApprovalDecision;
	/** Codes of the measures approved or returned. */
	answered: string[];
	/** Measures whose evaluation had changed, with the latest event of each. */
	left: { code: string; happened: LatestEvent | null }[];
}

/** Approves or returns the selected evaluations. If some had changed: 409 with their names and the comment. */
export async function handleBulkApproval(event: RoundEvent, answer: ApprovalDecision) {
	const at = await requireRound(event);
	requirePermission(event, `evaluation.${answer}`);
	return handleForm(event, {
		guard: `evaluation.${answer}`,
		shape: bulkApprovalForm,
		run: async ({ chosen, comment: text }) => {
			const comment = { text, lang: await commentForm(event.locals) };
			return decideEvaluations(event.locals, at.target, { decision: answer, chosen, comment });
		},
		done: async ({ answered, left }, { values }) => {
			const of = answered.map((code) => `&of=${code}`).join('');
			if (left.length === 0) return link(`/rounds/${at.key}?done=${answer}-several${of}`);
			const several: BulkApprovalOutcome = { answer, answered, left: await namedLeft(event, at, left) };
			return fail(409, { values, faults: [{ field: '', code: 'stale' }], conflict: null, several });
		},
		conflictCodes: ['wrong-state'],
		conflict: () => roundConflict(event, () => null)
	});
}

async function namedLeft({ locals }: RoundEvent, { plan, key }: RequiredRound, left: ApprovalResult['left']) {
	const named: BulkApprovalOutcome['left'] = [];
	for (const { measure } of left) {
		const target = { planId: plan.id, round: key, measure };
		named.push({ code: measure, happened: await lastEvaluationEvent(locals.db.read, target) });
	}
	return named;
}
