import { redirect } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { nextSteps } from '$lib/domain/plan/next-steps';
import { mayDo, permission } from '$lib/domain/permission';
import { planPath } from '$lib/i18n/plan-address';
import { requirePermission } from '$lib/server/http/guard';
import { areLinksHandedOut } from '$lib/server/http/mail';
import { planToEdit, requestPartnership } from '$lib/server/http/plan';
import { loadStartFacts } from '$lib/server/start/queries';
import { recentWork } from '$lib/server/start/recent';
import { planManagedElsewhere } from './elsewhere.server';
import type { PageServerLoad } from './$types';

/** Loads the next steps and the recent work of the secretariat, and of an administrator who sets up a partnership. */
export const load: PageServerLoad = async (event) => {
	const { actor, db, now, locale } = event.locals;
	const elsewhere = mayDo(actor, 'people.manage') ? null : await planManagedElsewhere(event);
	if (elsewhere) redirect(303, planPath('/start', elsewhere, locale));
	requirePermission(event, 'people.manage');
	const partnership = requestPartnership(event);
	const today = toOsloDate(now);
	const mayCreate = mayDo(actor, 'partnership.create');
	if (!partnership)
		return { today, mayCreate, round: null, steps: [], setup: null, done: [], handsOutLinks: false };
	const plan = planToEdit(event);
	const subject = { partnershipId: partnership.id, plan };
	const facts = await loadStartFacts(db.read, subject, now);
	const { steps, setup } = nextSteps(facts);
	const { round } = facts;
	return {
		...{ today, mayCreate, setup },
		done: await recentWork(db.read, subject, now),
		handsOutLinks: areLinksHandedOut(round) && mayDo(actor, 'mail.send'),
		round: round && {
			...{ key: round.key, state: round.state, opensOn: round.opensOn, reportBy: round.reportBy },
			...{ readBy: round.readBy, meetingOn: round.meetingOn },
			...{ asked: round.asked, approved: round.approved }
		},
		steps: steps.map((step) => {
			// These pages are of no plan, so that their address names the partnership.
			const named = step.path.startsWith('/admin') ? `?partnership=${partnership.slug}` : '';
			return { ...step, path: step.path + named, may: permission(actor, step.action) };
		})
	};
};
