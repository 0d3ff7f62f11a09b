import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership, planOf } from '$lib/server/http/plan';
import { municipalAdoption, rolloutMatrix, type RolloutMatrixRow } from '$lib/server/rollout/matrix';
import { rolloutOfPlan } from '$lib/server/rollout/queries';
import type { PageServerLoad } from './$types';

/**
 * Loads measures by partner, and the spread of one measure: the one in the address, or the one that spread most
 * in a year.
 */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'rollout.read');
	const { db, now } = event.locals;
	const plan = planOf(event);
	if (!plan) return { rollout: null };
	const today = toOsloDate(now);
	const facts = await rolloutOfPlan(db.read, plan);
	const rows = rolloutMatrix(facts, today);
	const news = rows.toSorted((a, b) => growthOf(b) - growthOf(a) || b.spread.inUse - a.spread.inUse).at(0);
	const chosen = rows.find(({ code }) => code === event.url.searchParams.get('measure')) ?? news ?? null;
	const id = facts.measures.find(({ code }) => code === chosen?.code)?.id;
	return {
		rollout: {
			today,
			partnership: requestPartnership(event),
			parties: facts.parties.map(({ number, name }) => ({ number, name })),
			rows,
			chosen: chosen && {
				...chosen,
				series: municipalAdoption(
					{ parties: facts.parties, steps: facts.steps.filter(({ measureId }) => measureId === id) },
					today
				)
			}
		}
	};
};

function growthOf({ spread: { inUse, before } }: RolloutMatrixRow): number {
	return inUse - (before ?? inUse);
}
