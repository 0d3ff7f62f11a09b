import { error } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { abolishSeatForm, seatForm, standInForm } from '$lib/forms/body';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { link } from '$lib/i18n/link';
import { abolishSeat, createSeat, editSeat, standIn } from '$lib/server/bodies/commands';
import { alternatesOf, seatsOf } from '$lib/server/bodies/queries';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { partnersOf } from '$lib/server/rollout/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { bodyTarget, requireManagedBody } from '../../body.server';

/** Loads the form of a seat; "new" is an empty one. */
export const load: PageServerLoad = async (event) => {
	const { partnershipId, body } = await requireManagedBody(event);
	const { db, now } = event.locals;
	const { seat: key } = event.params;
	const day = toOsloDate(now);
	const seats = await seatsOf(db.read, [body.id], { day, names: 'all' });
	const found = seats.find(({ id }) => String(id) === key) ?? null;
	if (!found && key !== 'new') error(404, { message: 'not-found' });
	return {
		body: { slug: body.slug, name: body.name },
		seat: found && { id: found.id, role: found.role, version: found.version, state: found.state },
		values: {
			role: found?.role ?? 'member',
			represents: found?.represents ?? '',
			appointedBy: found?.appointedBy ?? '',
			termFrom: formatDateInput(found?.termFrom ?? null),
			termTo: formatDateInput(found?.termTo ?? null)
		},
		chosen: found?.partners.map(({ number }) => number) ?? [],
		partners: (await partnersOf(db.read, partnershipId)).map(({ number, name }) => ({ number, name })),
		alternates: found ? await alternatesOf(db.read, body.id, day) : []
	};
};

export const actions: Actions = {
	save: (event) => {
		const { target, seatId, done } = seatTarget(event);
		return handleForm(event, {
			guard: () => bodyTarget(event),
			shape: seatForm,
			run: ({ version, ...values }) =>
				seatId === null
					? createSeat(event.locals, target, values)
					: editSeat(event.locals, { ...target, seatId, version }, values),
			done,
			show: showNamed('save')
		});
	},
	abolish: (event) => {
		const { target, seatId, done } = seatTarget(event);
		return handleForm(event, {
			guard: () => bodyTarget(event),
			shape: abolishSeatForm,
			run: ({ version }) => abolishSeat(event.locals, { ...target, seatId: seatId ?? 0, version }),
			done,
			show: showNamed('abolish')
		});
	},
	'stand-in': (event) => {
		const { target, seatId, done } = seatTarget(event);
		return handleForm(event, {
			guard: () => bodyTarget(event),
			shape: standInForm,
			run: ({ person, from, to }) =>
				standIn(event.locals, { ...target, seatId: seatId ?? 0 }, { person: person ?? 0, from, to }),
			done,
			show: showNamed('stand-in')
		});
	}
};

function seatTarget(event: RequestEvent) {
	const target = bodyTarget(event);
	const { seat } = event.params;
	const seatId = /^\d{1,15}$/.test(seat) ? Number(seat) : null;
	if (seatId === null && seat !== 'new') error(404, { message: 'not-found' });
	return { target, seatId, done: `${link(`/bodies/${target.slug}/edit`)}?saved` };
}
