import { requirePermission } from '$lib/server/http/guard';
import { anonymous } from '$lib/domain/permission';
import { planOf } from '$lib/server/http/plan';
import { calendarResponse } from './calendar.server';
import type { RequestHandler } from './$types';

/** Returns the public calendar of the partnership, the same for everyone. */
export const GET: RequestHandler = (event) => {
	requirePermission(event, 'plan.read');
	const { partnership } = event.locals.scope;
	const planId = planOf(event)?.id ?? null;
	const scope = partnership && { partnershipId: partnership.id, planId, actor: anonymous };
	return calendarResponse(event, scope && { ...scope, name: partnership.name });
};
