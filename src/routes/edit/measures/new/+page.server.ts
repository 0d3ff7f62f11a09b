import { newMeasureForm } from '$lib/forms/merge-split';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { createMeasure } from '$lib/server/measures/create';
import { requireEditablePlan } from '../../plan.server';
import { placementOptions } from '../merge-split.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads an empty measure form in the requested area. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	return { places: await placementOptions(event, plan), area: event.url.searchParams.get('area') };
};

export const actions: Actions = {
	default: (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			creates: true,
			shape: newMeasureForm,
			run: ({ measure, reason }) => createMeasure(event.locals, plan.id, { ...measure, reason }),
			done: ({ code }) => link(`/edit/measures/${code}`),
			conflictCodes: ['wrong-state'],
			show: showText
		});
	}
};
