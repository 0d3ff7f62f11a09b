import { redirect } from '@sveltejs/kit';
import { moveMeasureForm } from '$lib/forms/merge-split';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { moveMeasure } from '$lib/server/measures/merge-split';
import { newMeasureFormFailure, placementOptions, refusedMeasureForm } from '../../merge-split.server';
import { requireEditedMeasure } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads a measure and the places it can be moved to. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const { code, title, version, area } = measure;
	return {
		measure: { code, title, version, area: area?.number ?? null },
		places: await placementOptions(event, plan)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, moveMeasureForm);
		if (!form.ok) return newMeasureFormFailure(400, form.failure.data.values, form.failure.data.faults);
		const { version, placing, reason } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await moveMeasure(event.locals, target, placing, reason);
		if (outcome.ok) redirect(303, link(`/measures/${outcome.value.code}?saved=1`));
		return refusedMeasureForm(event, outcome.refused, form.values);
	}
};
