import { fail, redirect } from '@sveltejs/kit';
import type { SectionFormValues } from '$lib/forms/plan-section-values';
import type { ValidationError } from '$lib/domain/result';
import { adoptPlanForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { measureTranslations } from '$lib/server/measures/queries';
import { adoptPlan } from '$lib/server/plans/adoption';
import { postedSectionValues } from '../entry.server';
import { requireEditablePlan } from '../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the draft plan to be adopted, with its number of proposed measures. */
export const load: PageServerLoad = async (event) => {
	const { id, name, state, version } = requireEditablePlan(event);
	const measures = await measureTranslations(event.locals.db.read, id);
	const proposed = measures.filter(({ lifecycle }) => lifecycle === 'proposed').length;
	return { plan: { name, state, version }, proposed };
};

export const actions: Actions = {
	default: async (event) => {
		requirePermission(event, 'plan.adopt');
		const plan = requireEditablePlan(event);
		const form = await parseForm(event.request, adoptPlanForm);
		if (!form.ok) return again(400, postedSectionValues(form.failure.data.values), form.failure.data.faults);
		const { version, ...input } = form.input;
		const outcome = await adoptPlan(event.locals, { planId: plan.id, version }, input);
		if (outcome.ok) redirect(303, link('/edit'));
		const { refused } = outcome;
		if (refused.code === 'invalid') return again(400, postedSectionValues(form.values), refused.faults);
		if (refused.code === 'stale')
			return again(409, postedSectionValues(form.values), [{ field: '', code: 'stale' }]);
		return throwRefusal(event, refused);
	}
};

function again(status: number, values: SectionFormValues, faults: ValidationError[]) {
	return fail(status, { values, faults });
}
