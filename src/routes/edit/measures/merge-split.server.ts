import type { RequestEvent } from '@sveltejs/kit';
import { nextMeasureCode } from '$lib/domain/measure/measure';
import { measureTranslations } from '$lib/server/measures/queries';
import { areasOf, type Plan } from '$lib/server/plans/queries';

/** Returns the places for a measure: each area, and across areas, with the next free code. */
export async function placementOptions(event: RequestEvent, plan: Plan) {
	const { read } = event.locals.db;
	const codes = (await measureTranslations(read, plan.id)).map((one) => one.code);
	const areas = await areasOf(read, plan.id);
	return [
		...areas.map(({ number, name }) => ({ area: { number, name }, next: nextMeasureCode(number, codes) })),
		{ area: null, next: nextMeasureCode(null, codes) }
	];
}
