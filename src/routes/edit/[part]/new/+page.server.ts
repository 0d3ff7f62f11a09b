import { error, fail, redirect } from '@sveltejs/kit';
import { toSectionFormValues } from '$lib/forms/plan-section-values';
import { planSections, isPlanEditable, planChangeNeedsReason } from '$lib/domain/plan/plan-structure';
import { planSectionForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { addEntry } from '$lib/server/plan-structure/commands';
import { sectionEntries, bodyReferences } from '$lib/server/plan-structure/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { selectableBodies, postedSectionValues } from '../../entry.server';
import { requirePlanSection } from '../../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads an empty form; for an area with the next number. */
export const load: PageServerLoad = async (event) => {
	const { plan, part } = requirePlanSection(event);
	if (planSections[part].single || !isPlanEditable(plan.state)) error(404, 'not-found');
	const { read } = event.locals.db;
	const numbers = part === 'areas' ? await sectionEntries(read, plan, part, []) : [];
	const next = Math.max(0, ...numbers.map((one) => Number(one.key))) + 1;
	return {
		part,
		values: toSectionFormValues(part, part === 'areas' ? { number: next } : {}, true),
		bodies: selectableBodies(await bodyReferences(read, plan.partnershipId), null),
		reasoned: planChangeNeedsReason(plan.state)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { plan, part } = requirePlanSection(event);
		const form = await parseForm(event.request, planSectionForm(part, true));
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, { values: postedSectionValues(values), faults });
		}
		const { values, reason } = form.input;
		const outcome = await addEntry(event.locals, { planId: plan.id, part }, values, reason);
		if (outcome.ok) redirect(303, link(`/edit/${part}?saved=1`));
		if (outcome.refused.code !== 'invalid') return throwRefusal(event, outcome.refused);
		return fail(400, { values: postedSectionValues(form.values), faults: outcome.refused.faults });
	}
};
