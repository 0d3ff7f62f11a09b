import { error } from '@sveltejs/kit';
import { scopeToPartnership } from '$lib/domain/permission';
import { planOf } from '$lib/server/http/plan';
import { calendarReader } from '$lib/server/identity/calendar-feed';
import { calendarResponse } from '../../calendar.ics/calendar.server';
import type { RequestHandler } from './$types';

/** Returns the calendar of the person whose address it is; 404 for an unknown or ended one. */
export const GET: RequestHandler = async (event) => {
	const { db, now } = event.locals;
	const reader = await calendarReader(db.read, event.params.token, now);
	const { partnership } = event.locals.scope;
	if (!reader || !partnership) error(404, { message: 'not-found' });
	const actor = scopeToPartnership(reader, partnership.id);
	const planId = planOf(event)?.id ?? null;
	return calendarResponse(event, { partnershipId: partnership.id, planId, actor, name: partnership.name });
};
