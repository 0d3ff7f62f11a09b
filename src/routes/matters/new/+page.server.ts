import { error, type RequestEvent } from '@sveltejs/kit';
import { matterForm } from '$lib/forms/matter';
import type { PostedForm } from '$lib/forms/evaluation';
import { toTextValues, type FormState } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf, requestPartnership } from '$lib/server/http/plan';
import { registerMatter } from '$lib/server/matters/commands';
import { areasOf, bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that registers a matter. */
export const load: PageServerLoad = async (event) => {
	const { partnershipId, planId } = placeOf(event);
	const { read } = event.locals.db;
	return {
		bodies: (await bodiesOf(read, partnershipId)).map(({ slug, name }) => ({ slug, name })),
		areas: planId === null ? [] : (await areasOf(read, planId)).map(({ number, name }) => ({ number, name }))
	};
};

export const actions: Actions = {
	default: (event) => {
		const place = placeOf(event);
		return handleForm(event, {
			guard: () => placeOf(event),
			shape: matterForm,
			creates: true,
			run: (values) => registerMatter(event.locals, place, values),
			done: ({ id }) => `${link(`/matters/${id}`)}?saved`,
			show: withAreas
		});
	}
};

/** Returns the partnership and plan of the page, for those who may register a matter there. */
function placeOf(event: RequestEvent) {
	requirePermission(event, 'matter.register');
	const partnership = requestPartnership(event);
	if (!partnership) error(404, { message: 'not-found' });
	return { partnershipId: partnership.id, planId: planOf(event)?.id ?? null };
}

function withAreas({ values, faults }: FormState<PostedForm>) {
	return { values: toTextValues(values), areas: [values.areas ?? []].flat(), faults };
}
