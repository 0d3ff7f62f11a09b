import { adoptPlanForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { decisionOptions } from '$lib/server/decisions/choices';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { measureTranslations } from '$lib/server/measures/queries';
import { adoptPlan } from '$lib/server/workflows/adopt-plan';
import { requireEditablePlan } from '../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the draft plan to be adopted, with its number of proposed measures. */
export const load: PageServerLoad = async (event) => {
	const { id, name, state, version, partnershipId } = requireEditablePlan(event);
	const measures = await measureTranslations(event.locals.db.read, id);
	const proposed = measures.filter(({ lifecycle }) => lifecycle === 'proposed').length;
	const { db, actor } = event.locals;
	const decisions = await decisionOptions(db.read, { partnershipId, actor }, null);
	return { plan: { name, state, version }, proposed, decisions };
};

export const actions: Actions = {
	default: (event) => {
		requirePermission(event, 'plan.adopt');
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.adopt',
			shape: adoptPlanForm,
			run: ({ version, ...input }) => adoptPlan(event.locals, { planId: plan.id, version }, input),
			done: link('/edit?done=adopt'),
			show: showText
		});
	}
};
