import { moveMeasureForm } from '$lib/forms/merge-split';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { moveMeasure } from '$lib/server/measures/merge-split';
import { placementOptions } from '../../merge-split.server';
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
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: moveMeasureForm,
			run: ({ version, placing, reason }) =>
				moveMeasure(event.locals, { ...target, version }, { ...placing, reason }),
			done: ({ code }) => link(`/measures/${code}?saved=1`),
			conflictCodes: ['wrong-state'],
			show: showText
		});
	}
};
