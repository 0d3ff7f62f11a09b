import { fail, type RequestEvent } from '@sveltejs/kit';
import { postedMeasureValues, type MeasureFormValues } from '$lib/forms/measure-values';
import { nextMeasureCode } from '$lib/domain/measure/measure';
import type { ValidationError, Refusal } from '$lib/domain/result';
import type { PostedForm } from '$lib/forms/evaluation';
import { throwRefusal } from '$lib/server/http/guard';
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

/** Returns the rejected form with its submitted values. */
export function newMeasureFormFailure(status: number, posted: PostedForm, faults: ValidationError[]) {
	return fail<{ values: MeasureFormValues; faults: ValidationError[] }>(status, {
		values: postedMeasureValues(posted),
		faults
	});
}

/** Converts a refusal to a rejected form based on the current version. */
export function refusedMeasureForm(
	event: RequestEvent,
	refused: Refusal,
	posted: PostedForm,
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
