import { randomUUID } from 'node:crypto';
import { error, type RequestEvent } from '@sveltejs/kit';
import { mayDo } from '$lib/domain/permission';
import { meetingForm } from '$lib/forms/meeting';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { planMeeting } from '$lib/server/meetings/commands';
import { bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that plans a meeting, with the bodies the reader may plan for. */
export const load: PageServerLoad = async (event) => {
	const { bodies, all } = await placeOf(event);
	const named = (list: typeof all) => list.map(({ slug, name }) => ({ slug, name }));
	return { bodies: named(bodies), all: named(all), chosen: event.url.searchParams.get('body') };
};

export const actions: Actions = {
	default: async (event) => {
		const { partnershipId } = await placeOf(event);
		const place = { partnershipId, uid: `${randomUUID()}@framdrift` };
		return handleForm(event, {
			guard: () => placeOf(event),
			shape: meetingForm,
			creates: true,
			run: (values) => planMeeting(event.locals, place, values),
			done: ({ id }) => `${link(`/meetings/${id}`)}?saved`,
			show: showText
		});
	}
};

/** Requires someone who may plan a meeting of some body, and returns those bodies. */
async function placeOf(event: RequestEvent) {
	const { db, actor } = event.locals;
	const partnership = requestPartnership(event);
	const all = partnership ? await bodiesOf(db.read, partnership.id) : [];
	const bodies = all.filter(({ id }) => mayDo(actor, 'meeting.plan', { responsibleBodyId: id }));
	requirePermission(event, 'meeting.plan', { responsibleBodyId: bodies[0]?.id ?? null });
	if (!partnership) error(404, { message: 'not-found' });
	return { partnershipId: partnership.id, bodies, all };
}
