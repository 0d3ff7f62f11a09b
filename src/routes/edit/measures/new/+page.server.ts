import { redirect } from '@sveltejs/kit';
import { newMeasureForm } from '$lib/forms/merge-split';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { createMeasure } from '$lib/server/measures/create';
import { requireEditablePlan } from '../../plan.server';
import { newMeasureFormFailure, placementOptions, refusedMeasureForm } from '../merge-split.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads an empty measure form in the requested area. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	return { places: await placementOptions(event, plan), area: event.url.searchParams.get('area') };
};

export const actions: Actions = {
	default: async (event) => {
		const plan = requireEditablePlan(event);
		const form = await parseForm(event.request, newMeasureForm);
		if (!form.ok) return newMeasureFormFailure(400, form.failure.data.values, form.failure.data.faults);
		const outcome = await createMeasure(event.locals, plan.id, form.input.measure, form.input.reason);
		if (outcome.ok) redirect(303, link(`/edit/measures/${outcome.value.code}`));
		return refusedMeasureForm(event, outcome.refused, form.values);
	}
};
