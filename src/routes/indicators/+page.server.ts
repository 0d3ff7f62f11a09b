import { dayIn } from '$lib/domain/calendar';
import { areaKey } from '$lib/domain/figures';
import { judged, latestReading, standingOf } from '$lib/domain/indicator';
import { acrossMark } from '$lib/domain/measure';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership, planOf } from '$lib/server/http/plan';
import { indicatorsOfPlan } from '$lib/server/indicators/queries';
import { areasOf } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** The plan's indicators that are still measured; with `?area=3` one area's. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, now } = event.locals;
	const plan = planOf(event);
	if (!plan) return { plan: null };
	const areas = await areasOf(db.read, plan.id);
	const measuredNow = (await indicatorsOfPlan(db.read, plan.id)).filter(({ endedOn }) => endedOn === null);
	const keys = [...areas.map(({ number }) => String(number)), acrossMark].filter((key) =>
		measuredNow.some(({ measure }) => areaKey(measure) === key)
	);
	const area = keys.find((key) => key === event.url.searchParams.get('area')) ?? null;
	const shown = measuredNow.filter(({ measure }) => area === null || areaKey(measure) === area);
	const standings = shown.map((one) => standingOf(one, latestReading(one.readings)));
	return {
		plan: { name: plan.name },
		partnership: requestPartnership(event),
		today: dayIn(now),
		areas: areas.map(({ number, name, shortName }) => ({ number, name, shortName })),
		keys,
		area,
		counts: {
			all: shown.length,
			known: standings.filter((one) => one !== 'unknown').length,
			behind: standings.filter((one) => one === 'behind-target').length
		},
		indicators: shown.map(({ readings, ...one }) => ({
			...one,
			readings: judged(one, readings)
		}))
	};
};
