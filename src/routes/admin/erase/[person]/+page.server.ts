import { error } from '@sveltejs/kit';
import { emptyForm } from '$lib/forms/invitation';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { personById } from '$lib/server/identity/person';
import { erasePerson, hasAnotherAdministrator, isErased } from '$lib/server/people/erase';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Loads the person to erase, and if that would leave nobody to administer the installation. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'people.erase');
	event.setHeaders({ 'Cache-Control': 'no-store' });
	const { read } = event.locals.db;
	const personId = requestedPerson(event);
	const found = await personById(read, personId);
	if (!found || (await isErased(read, personId))) error(404, { message: 'not-found' });
	const { id, name, email, administrator } = found;
	const isLast = administrator && !(await hasAnotherAdministrator(read, personId));
	return { person: { id, name, email }, isLast, self: personId === event.locals.actor.personId };
};

export const actions: Actions = {
	default: (event) =>
		handleForm(event, {
			guard: 'people.erase',
			shape: emptyForm,
			run: () => erasePerson(event.locals, requestedPerson(event)),
			done: ({ number }) => `${pathInLocale('/admin', event.locals.locale)}?done=erase&number=${number}`
		})
};

function requestedPerson({ params }: RequestEvent): number {
	return /^\d{1,15}$/.test(params.person) ? Number(params.person) : 0;
}
