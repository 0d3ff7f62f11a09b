import { measureValuesForm } from '$lib/forms/thread';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { setMeasureValues } from '$lib/server/measures/value-ties';
import { loadPlanThreads } from '$lib/server/threads/plan-threads';
import { requireEditablePlan } from '../../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the plan's core values and the measures with theirs, without those discontinued. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const { areas, values, measures } = await loadPlanThreads(event.locals.db.read, plan.id);
	return {
		areas,
		values,
		measures: measures
			.filter(({ lifecycle }) => lifecycle !== 'discontinued')
			.map(({ code, title, version, area, values: tied }) => ({ code, title, version, area, values: tied })),
		saved: Number(event.url.searchParams.get('saved') ?? -1)
	};
};

export const actions: Actions = {
	default: (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: measureValuesForm,
			run: (input) => setMeasureValues(event.locals, plan.id, input),
			done: ({ changed }) => link(`/edit/measures/values?saved=${changed}`)
		});
	}
};
