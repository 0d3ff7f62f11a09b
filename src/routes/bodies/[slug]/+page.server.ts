import { error, type RequestEvent } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { toMeasureListRow } from '$lib/domain/figures/plan-overview';
import { compareCodes } from '$lib/domain/measure/measure';
import { mayDo } from '$lib/domain/permission';
import { representation } from '$lib/domain/representation';
import { bodyBySlug, seatsOf, workOfBody } from '$lib/server/bodies/queries';
import { audienceOf } from '$lib/server/http/audience';
import { requirePermission } from '$lib/server/http/guard';
import { planOf, requestPartnership } from '$lib/server/http/plan';
import { listMeetings } from '$lib/server/meetings/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { partnersOf } from '$lib/server/rollout/queries';
import type { PageServerLoad } from './$types';
import { seatReader } from '../reader.server';

/** Loads a body: its mandate, seats and whom they represent, areas and measures. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, asked, now } = event.locals;
	const partnership = requestPartnership(event);
	const found = partnership && (await bodyBySlug(db.read, partnership.id, event.params.slug));
	if (!found) error(404, { message: 'not-found' });
	const reader = seatReader(event, partnership.id);
	const seats = await seatsOf(db.read, [found.id], reader);
	const plan = planOf(event);
	const current = plan && (await currentPlanSnapshot(db, plan.id, audienceOf(actor), now));
	const work = plan && (await workOfBody(db.read, plan.id, found.id));
	const { slug, kind, name, mandate, authority, note, appointedBy, startedOn, endedOn, quorum } = found;
	return {
		body: { slug, kind, name, mandate, authority, note, appointedBy, startedOn, endedOn, quorum },
		/** The next two meetings, and the latest two; they have no history. */
		meetings: asked ? [] : await meetingsOf(event, found, partnership.id),
		parent: found.parent,
		children: found.children,
		day: reader.day,
		isPast: reader.names === 'hidden',
		seats,
		represents: representation(
			seats,
			(await partnersOf(db.read, partnership.id)).map(({ number, name: partner }) => ({
				number,
				name: partner
			}))
		),
		areas: work?.areas ?? [],
		measures: (current?.standing.measures ?? [])
			.filter(({ id }) => work?.measureIds.includes(id))
			.sort(compareCodes)
			.map(toMeasureListRow),
		mayManage: !asked && mayDo(actor, 'people.manage', { partnershipId: partnership.id }),
		saved: event.url.searchParams.get('saved')
	};
};

async function meetingsOf(
	{ locals }: RequestEvent,
	{ id, slug }: { id: number; slug: string },
	partnershipId: number
) {
	const { db, actor, now } = locals;
	const mayRead = mayDo(actor, 'meeting.read', { responsibleBodyId: id, partnershipId });
	const selection = {
		partnershipId,
		readableBodies: mayRead ? [id] : [],
		body: slug,
		today: toOsloDate(now)
	};
	const page = { page: 1, pageSize: 2 };
	const upcoming = await listMeetings(db.read, { ...selection, when: 'upcoming' }, page);
	const earlier = await listMeetings(db.read, { ...selection, when: 'earlier' }, page);
	return [...upcoming.reverse(), ...earlier].map(({ id: meeting, day, state }) => ({
		id: meeting,
		day,
		state
	}));
}
