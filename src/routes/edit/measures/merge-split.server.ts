import { fail, type RequestEvent } from '@sveltejs/kit';
import { postedMeasureValues, type MeasureFormValues } from '$lib/forms/measure-values';
import { nextCode } from '$lib/domain/measure';
import type { Fault, Refusal } from '$lib/domain/outcome';
import type { Posted } from '$lib/forms/evaluation';
import { throwRefusal } from '$lib/server/http/guard';
import { measureTranslations } from '$lib/server/measures/queries';
import { areasOf, type Plan } from '$lib/server/plans/queries';

/** Where a measure can stand: the areas, and across them, each with the next code that is free. */
export async function placementOptions(event: RequestEvent, plan: Plan) {
	const { read } = event.locals.db;
	const codes = (await measureTranslations(read, plan.id)).map((one) => one.code);
	const areas = await areasOf(read, plan.id);
	return [
		...areas.map(({ number, name }) => ({ area: { number, name }, next: nextCode(number, codes) })),
		{ area: null, next: nextCode(null, codes) }
	];
}

/** A form that was not taken, with all that was typed. */
export function newMeasureFormFailure(status: number, posted: Posted, faults: Fault[]) {
	return fail<{ values: MeasureFormValues; faults: Fault[] }>(status, {
		values: postedMeasureValues(posted),
		faults
	});
}

/** What a refusal makes of a form: what was typed stays, and the next try is made from what stands now. */
export function refusedMeasureForm(
	event: RequestEvent,
	refused: Refusal,
	posted: Posted,
	named = (field: string) => field
) {
	if (refused.code === 'invalid')
		return newMeasureFormFailure(
			400,
			posted,
			refused.faults.map(({ field, code }) => ({ field: named(field), code }))
		);
	if (refused.code === 'stale' || refused.code === 'wrong-state')
		return newMeasureFormFailure(409, posted, [{ field: '', code: 'stale' }]);
	return throwRefusal(event, refused);
}
