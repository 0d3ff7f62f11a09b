import { error } from '@sveltejs/kit';
import { toSectionFormValues } from '$lib/forms/plan-section-values';
import { planSections, isPlanEditable, planChangeNeedsReason } from '$lib/domain/plan/plan-structure';
import { planSectionForm } from '$lib/forms/plan-structure';
import { link } from '$lib/i18n/link';
import { addEntry } from '$lib/server/plan-structure/commands';
import { sectionEntries, bodyReferences } from '$lib/server/plan-structure/queries';
import { handleForm, showText } from '$lib/server/http/form-action';
import { selectableBodies } from '../../entry.server';
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
	default: (event) => {
		const { plan, part } = requirePlanSection(event);
		return handleForm(event, {
			guard: 'plan.edit',
			creates: true,
			shape: planSectionForm(part, true),
			run: ({ values, reason }) => addEntry(event.locals, { planId: plan.id, part }, values, reason),
			done: link(`/edit/${part}?saved=1`),
			show: showText
		});
	}
};
