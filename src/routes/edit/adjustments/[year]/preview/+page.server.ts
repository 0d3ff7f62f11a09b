import { fail, redirect } from '@sveltejs/kit';
import { adoptionForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { adoptAdjustment, isUnsettled, previewAdjustment } from '$lib/server/adjustments/commands';
import { mattersOf } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { answerRefusal } from '$lib/server/http/guard';
import type { Actions, PageServerLoad } from './$types';
import { adjustmentAt } from '../adjustment.server';

/** What adopting the adjustment now would change, and what stands in its way. */
export const load: PageServerLoad = async (event) => {
	const { plan, open } = await adjustmentAt(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const preview = await previewAdjustment(event.locals, { planId: plan.id, year: open.year });
	if (!preview.ok && preview.refused.code !== 'invalid') answerRefusal(event, preview.refused);
	const { matters } = await mattersOf(event.locals.db.read, plan, open.id, event.locals.now);
	return {
		year: open.year,
		changes: preview.ok ? preview.value : [],
		faults: !preview.ok && preview.refused.code === 'invalid' ? preview.refused.faults : [],
		unsettled: matters.filter(isUnsettled).length
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { plan, open } = await adjustmentAt(event);
		const form = await parseForm(event.request, adoptionForm);
		if (!form.ok) return form.failure;
		const target = { planId: plan.id, year: open.year };
		const outcome = await adoptAdjustment(event.locals, target, form.input.decision);
		if (outcome.ok) redirect(303, link(`/adjustments/${open.year}`));
		if (outcome.refused.code === 'invalid')
			return fail(400, { values: form.values, faults: outcome.refused.faults });
		return answerRefusal(event, outcome.refused);
	}
};
