import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { areaKey } from '$lib/domain/figures/figures';
import { assessReadings, latestReading, indicatorVerdict } from '$lib/domain/indicator';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership, planOf } from '$lib/server/http/plan';
import { indicatorsOfPlan } from '$lib/server/indicators/queries';
import { areasOf } from '$lib/server/plans/queries';
import type { PageServerLoad } from './$types';

/** Loads the plan's active indicators; `?area=3` filters by area. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, now } = event.locals;
	const plan = planOf(event);
	if (!plan) return { plan: null };
	const areas = await areasOf(db.read, plan.id);
	const measuredNow = (await indicatorsOfPlan(db.read, plan.id)).filter(({ endedOn }) => endedOn === null);
	const keys = [...areas.map(({ number }) => String(number)), acrossAreasCode].filter((key) =>
		measuredNow.some(({ measure }) => areaKey(measure) === key)
	);
	const area = keys.find((key) => key === event.url.searchParams.get('area')) ?? null;
	const shown = measuredNow.filter(({ measure }) => area === null || areaKey(measure) === area);
	const standings = shown.map((one) => indicatorVerdict(one, latestReading(one.readings)));
	return {
		plan: { name: plan.name },
		partnership: requestPartnership(event),
		today: toOsloDate(now),
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
			readings: assessReadings(one, readings)
		}))
	};
};
