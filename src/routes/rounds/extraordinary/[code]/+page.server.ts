import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { Result } from '$lib/domain/result';
import { permission, evaluationReadAction } from '$lib/domain/permission';
import type { RemarkInput } from '$lib/domain/evaluation/remark';
import { extraordinaryRoundKey } from '$lib/domain/round/round';
import { approvalForm } from '$lib/forms/approval';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import { type EvaluationTarget } from '$lib/server/evaluations/commands';
import { approveEvaluation, returnEvaluation } from '$lib/server/evaluations/approval';
import {
	lastApproved,
	openExtraordinary,
	scorableValues,
	likelyWrittenForm
} from '$lib/server/evaluations/queries';
import { parseForm, rejectForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode } from '$lib/server/measures/queries';
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
		lang: await commentForm(event),
		may: {
			approve: permission(actor, 'evaluation.approve', responsible),
			return: permission(actor, 'evaluation.return', responsible)
		}
	};
};

export const actions: Actions = {
	approve: (event) => read(event, 'approve', approveEvaluation),
	return: (event) => read(event, 'return', returnEvaluation)
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

/** Runs one step on the evaluation and returns to the list; 409 after a conflict. */
async function read(
	event: OutsideEvent,
	name: string,
	step: (context: Context, target: EvaluationTarget, comment: RemarkInput) => Promise<Result<unknown>>
) {
	const { plan, measure } = await outsideAt(event);
	const form = await parseForm(event.request, approvalForm);
	if (!form.ok) return form.failure;
	const { version, comment } = form.input;
	const target = { planId: plan.id, round: extraordinaryRoundKey, measure: measure.code, version };
	const outcome = await step(event.locals, target, { ...comment, lang: await commentForm(event) });
	if (outcome.ok) redirect(303, link(`/rounds?${name}=${measure.code}`));
	const { refused } = outcome;
	if (refused.code === 'invalid') return rejectForm(400, form.values, refused.faults);
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	return rejectForm(409, form.values, [{ field: '', code: 'stale' }]);
}

/** Returns the assumed written form of a comment: the page's, or the reader's own when reading English. */
async function commentForm({ locals }: OutsideEvent) {
	const { locale, actor, db } = locals;
	return locale === 'en' ? likelyWrittenForm(db.read, actor.personId) : locale;
}
