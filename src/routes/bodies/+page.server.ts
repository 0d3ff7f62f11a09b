import { requirePermission } from '$lib/server/http/guard';
import { planOf, requestPartnership } from '$lib/server/http/plan';
import { listBodies } from '$lib/server/bodies/queries';
import type { PageServerLoad } from './$types';
import { seatReader } from './reader.server';

/** Loads the bodies of the partnership with their leaders, seats and areas. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const partnership = requestPartnership(event);
	if (!partnership) return { bodies: [], isPast: false };
	const planId = planOf(event)?.id ?? null;
	const reader = seatReader(event, partnership.id);
	const { read } = event.locals.db;
	return {
		bodies: await listBodies(read, { partnershipId: partnership.id, planId }, reader),
		isPast: reader.names === 'hidden'
	};
};
