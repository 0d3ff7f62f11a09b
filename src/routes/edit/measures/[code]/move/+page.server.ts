import { redirect } from '@sveltejs/kit';
import { moveForm } from '$lib/forms/lineage';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { moveMeasure } from '$lib/server/measures/merge-split';
import { again, placesIn, refusedForm } from '../../lineage.server';
import { editAt } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** A measure, and where it can be moved to. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await editAt(event);
	const { code, title, version, area } = measure;
	return {
		measure: { code, title, version, area: area?.number ?? null },
		places: await placesIn(event, plan)
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { plan, measure } = await editAt(event);
		const form = await parseForm(event.request, moveForm);
		if (!form.ok) return again(400, form.failure.data.values, form.failure.data.faults);
		const { version, placing, reason } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await moveMeasure(event.locals, target, placing, reason);
		if (outcome.ok) redirect(303, link(`/measures/${outcome.value.code}?saved=1`));
		return refusedForm(event, outcome.refused, form.values);
	}
};
