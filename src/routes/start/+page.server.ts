import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { nextSteps } from '$lib/domain/plan/next-steps';
import { permission } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { planToEdit, requestPartnership } from '$lib/server/http/plan';
import { loadStartFacts } from '$lib/server/start/queries';
import type { PageServerLoad } from './$types';

/** Loads the next steps of the secretariat, and of an administrator who sets up a partnership. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'people.manage');
	const { actor, db, now } = event.locals;
	const partnership = requestPartnership(event);
	const today = toOsloDate(now);
	const mayCreate = actor.administrator;
	if (!partnership) return { today, mayCreate, round: null, steps: [], setup: null };
	const plan = planToEdit(event);
	const facts = await loadStartFacts(db.read, { partnershipId: partnership.id, plan }, now);
	const { steps, setup } = nextSteps(facts);
	const { round } = facts;
	return {
		...{ today, mayCreate, setup },
		round: round && {
			...{ key: round.key, state: round.state, opensOn: round.opensOn, reportBy: round.reportBy },
			...{ readBy: round.readBy, meetingOn: round.meetingOn }
		},
		steps: steps.map((step) => ({ ...step, may: permission(actor, step.action) }))
	};
};
