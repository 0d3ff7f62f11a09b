import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { mayDo } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { countMeetings, listMeetings, type MeetingSelection } from '$lib/server/meetings/queries';
import { bodiesOf } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** Meetings on a page of the list. */
const pageSize = 50;

/** Loads the meetings of the partnership: upcoming or `?when=earlier`, of all bodies or `&body=`, with `&page=`. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'meeting.read-published');
	const { db, actor, now } = event.locals;
	const { searchParams } = event.url;
	const partnership = requestPartnership(event);
	const when = searchParams.get('when') === 'earlier' ? 'earlier' : 'upcoming';
	if (!partnership) return { when, body: null, meetings: [], page: 1, pages: 1, mayPlan: false } as const;
	const bodies = await bodiesOf(db.read, partnership.id);
	const body = bodies.find(({ slug }) => slug === searchParams.get('body')) ?? null;
	const may = (action: 'meeting.read' | 'meeting.plan', bodyId: number) =>
		mayDo(actor, action, { responsibleBodyId: bodyId });
	const selection: MeetingSelection = {
		partnershipId: partnership.id,
		readableBodies: mayDo(actor, 'meeting.read')
			? 'all'
			: bodies.filter(({ id }) => may('meeting.read', id)).map(({ id }) => id),
		body: body?.slug ?? null,
		when,
		today: toOsloDate(now)
	};
	const pages = Math.max(1, Math.ceil((await countMeetings(db.read, selection)) / pageSize));
	const asked = searchParams.get('page') ?? '';
	// A page number beyond the end shows the last page.
	const page = Math.min(pages, /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 1);
	return {
		...{ when, page, pages, body: body && { slug: body.slug, name: body.name } },
		meetings: await listMeetings(db.read, selection, { page, pageSize }),
		mayPlan: bodies.some(({ id }) => may('meeting.plan', id))
	};
};
