import { acrossAreasCode, isCounted } from '$lib/domain/measure/measure';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { loadPlanThreads } from '$lib/server/threads/plan-threads';
import type { PageServerLoad } from './$types';

/** Loads the plan with its threads; `?thread=U1` highlights one, and `?area=3` opens an area of a long plan. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db } = event.locals;
	const plan = planOf(event);
	if (!plan) return { map: null };
	const { areas, values, drivers, measures } = await loadPlanThreads(db.read, plan.id);
	const counted = measures.filter(({ lifecycle }) => isCounted(lifecycle));
	const asked = event.url.searchParams.get('thread');
	const named = [...drivers, ...values].map(({ code }) => code);
	const driversOf = (wanted: 'challenge' | 'opportunity') =>
		drivers.filter(({ kind }) => kind === wanted).map(({ code, title }) => ({ code, title, coded: true }));
	const keys = [
		...areas.map(({ number }) => String(number)),
		...(counted.some(({ area }) => area === null) ? [acrossAreasCode] : [])
	];
	return {
		map: {
			name: plan.name,
			areas,
			keys,
			measures: counted.map(({ code, title, area, drivers: answered, values: lived }) => ({
				...{ code, title, area },
				threads: [...answered, ...lived]
			})),
			challenges: driversOf('challenge'),
			opportunities: driversOf('opportunity'),
			values: values.map(({ code, name }) => ({ code, title: name, coded: false })),
			opened: keys.find((key) => key === event.url.searchParams.get('area')) ?? null,
			chosen: named.find((code) => code === asked) ?? null
		}
	};
};
