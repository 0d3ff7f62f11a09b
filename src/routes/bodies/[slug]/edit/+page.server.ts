import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { bodyForm } from '$lib/forms/body';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { formatNumberInput } from '$lib/forms/fields/number-field';
import { link } from '$lib/i18n/link';
import { editBody } from '$lib/server/bodies/commands';
import { seatsOf } from '$lib/server/bodies/queries';
import { handleForm, showText } from '$lib/server/http/form-action';
import type { Actions, PageServerLoad } from './$types';
import { bodyTarget, requireManagedBody } from '../body.server';

/** Loads the form of a body's facts, and its seats. */
export const load: PageServerLoad = async (event) => {
	const { body } = await requireManagedBody(event);
	const { db, now } = event.locals;
	const { slug, name, version, mandate, authority } = body;
	const day = toOsloDate(now);
	return {
		body: { slug, name, version },
		values: {
			'mandate.nb': mandate?.nb ?? '',
			'mandate.nn': mandate?.nn ?? '',
			'authority.nb': authority?.nb ?? '',
			'authority.nn': authority?.nn ?? '',
			appointedBy: body.appointedBy ?? '',
			startedOn: formatDateInput(body.startedOn),
			endedOn: formatDateInput(body.endedOn),
			noticeDays: formatNumberInput(body.noticeDays),
			quorum: formatNumberInput(body.quorum)
		},
		day,
		seats: await seatsOf(db.read, [body.id], { day, names: 'all' }),
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: (event) => {
		const target = bodyTarget(event);
		return handleForm(event, {
			guard: () => bodyTarget(event),
			shape: bodyForm,
			run: ({ version, values }) => editBody(event.locals, { ...target, version }, values),
			done: `${link(`/bodies/${target.slug}/edit`)}?saved`,
			show: showText
		});
	}
};
