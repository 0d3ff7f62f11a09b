import { error } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { representedPartners } from '$lib/domain/permission';
import { parseRoundKey } from '$lib/domain/round/round';
import { decisionCounts } from '$lib/server/decisions/lists';
import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { hasMeasuresOf } from '$lib/server/measures/list';
import { overviewPage } from '$lib/server/reviews/overview';
import type { PageServerLoad } from './$types';

/** Loads the current plan: published figures for everyone, approved ones for members too. */
export const load: PageServerLoad = async (event) => {
	const { locals, url } = event;
	const plan = planOf(event);
	const audience = audienceOf(locals.actor);
	const own = {
		bodyIds: locals.actor.seats.map(({ bodyId }) => bodyId),
		partnerIds: representedPartners(locals.actor)
	};
	const asked = url.searchParams.get('year');
	if (asked !== null && !parseRoundKey(asked)) error(404, 'not-found');
	const page =
		plan && (await overviewPage(locals.db, { planId: plan.id, audience, round: asked }, locals.now));
	if (!page && asked) error(404, 'not-found');
	const decisions =
		plan && (await decisionCounts(locals.db.read, { ...locals, partnershipId: plan.partnershipId }));
	return {
		page,
		isMember: audience === 'members',
		hasOwnMeasures: plan !== null && (await hasMeasuresOf(locals.db.read, plan.id, own)),
		today: toOsloDate(locals.now),
		lateDecisions: decisions?.late ?? 0
	};
};
