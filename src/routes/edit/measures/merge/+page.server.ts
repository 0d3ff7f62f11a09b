import { mayChangeLifecycle } from '$lib/domain/measure/measure';
import { mergeMeasuresForm } from '$lib/forms/merge-split';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { mergeMeasures } from '$lib/server/measures/merge-split';
import { measureTranslations } from '$lib/server/measures/queries';
import { requireEditablePlan } from '../../plan.server';
import { placementOptions } from '../merge-split.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the measures that can be merged; for those in the address, a proposal for the new one. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const all = await measureTranslations(event.locals.db.read, plan.id);
	const asked = event.url.searchParams.getAll('from[]');
	const mergeable = all.filter(({ lifecycle }) => mayChangeLifecycle(lifecycle, 'discontinued'));
	const chosen = mergeable.filter(({ code }) => asked.includes(code));
	return {
		measures: mergeable.map(({ code, title, areaNumber }) => ({ code, title, areaNumber })),
		chosen: chosen.map(({ code, title, version, areaNumber }) => ({ code, title, version, areaNumber })),
		tooFew: asked.length > 0 && chosen.length < 2,
		places: await placementOptions(event, plan)
	};
};

export const actions: Actions = {
	default: (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: mergeMeasuresForm,
			run: ({ sources, heir, ...grounds }) =>
				mergeMeasures(event.locals, { planId: plan.id, sources }, { ...grounds, heir }),
			done: ({ code }) => link(`/measures/${code}?saved=1`),
			conflictCodes: ['wrong-state'],
			show: showText
		});
	}
};
