import { error, type RequestEvent } from '@sveltejs/kit';
import { permission, evaluationReadAction } from '$lib/domain/permission';
import { extraordinaryRoundKey } from '$lib/domain/round/round';
import { approvalForm } from '$lib/forms/approval';
import { link } from '$lib/i18n/link';
import { approveEvaluation, returnEvaluation, type ApprovalDecision } from '$lib/server/evaluations/approval';
import { lastApproved, openExtraordinary, scorableValues } from '$lib/server/evaluations/queries';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode } from '$lib/server/measures/queries';
import { commentForm } from '../../[round]/round.server';
import type { Actions, PageServerLoad } from './$types';

type OutsideEvent = RequestEvent<{ code: string }>;

/** Loads an extraordinary evaluation beside the previously approved one. */
export const load: PageServerLoad = async (event) => {
	const { db, actor } = event.locals;
	const { plan, measure, report } = await outsideAt(event);
	const responsible = { responsibleBodyId: measure.bodyId };
	return {
		measure: { code: measure.code, title: measure.title },
		report,
		last: await lastApproved(db.read, measure.id, null),
		values: await scorableValues(db.read, plan.id),
		lang: await commentForm(event.locals),
		may: {
			approve: permission(actor, 'evaluation.approve', responsible),
			return: permission(actor, 'evaluation.return', responsible)
		}
	};
};

export const actions: Actions = {
	approve: (event) => handleOutside(event, 'approve', approveEvaluation),
	return: (event) => handleOutside(event, 'return', returnEvaluation)
};

async function outsideAt(event: OutsideEvent) {
	const { db } = event.locals;
	requirePermission(event, 'round.read');
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	if (!measure) error(404, { message: 'not-found' });
	const report = await openExtraordinary(db.read, measure.id);
	const action = report ? evaluationReadAction(report.state, false) : 'evaluation.read-unapproved';
	requirePermission(event, action, { responsibleBodyId: measure.bodyId });
	return { plan, measure, report };
}

/** Decides on the evaluation with a comment, and returns to the list. */
async function handleOutside(event: OutsideEvent, name: ApprovalDecision, decide: typeof returnEvaluation) {
	const { plan, measure } = await outsideAt(event);
	const target = { planId: plan.id, round: extraordinaryRoundKey, measure: measure.code };
	return handleForm(event, {
		shape: approvalForm,
		run: async ({ version, comment }) => {
			const remark = { ...comment, lang: await commentForm(event.locals) };
			return decide(event.locals, { ...target, version }, remark);
		},
		done: link(`/rounds?${name}=${measure.code}`),
		conflictCodes: ['wrong-state']
	});
}
