import { error, fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { postedIndicatorValues, type IndicatorFormValues } from '$lib/forms/indicator-values';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import { readingsImportForm, indicatorReadingForm } from '$lib/forms/indicator';
import { parseReadings } from '$lib/forms/readings-import';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { addReading, correctReading, importReadings } from '$lib/server/indicators/commands';
import { indicatorsOfMeasure, type StoredReading } from '$lib/server/indicators/queries';
import { measureByCode } from '$lib/server/measures/queries';
import { uploadedText } from './upload.server';
import type { Actions, PageServerLoad } from './$types';

type ReadingsEvent = RequestEvent<{ code: string }>;

/** Loads a measure's readings, for those who may enter them. */
export const load: PageServerLoad = async (event) => {
	const { measure } = await measuredAt(event);
	const { code, title } = measure;
	const added = event.url.searchParams.get('added');
	return {
		measure: { code, title },
		today: toOsloDate(event.locals.now),
		indicators: await indicatorsOfMeasure(event.locals.db.read, measure.id),
		saved: event.url.searchParams.has('saved'),
		imported:
			added === null ? null : { added: Number(added), left: Number(event.url.searchParams.get('left')) }
	};
};

/** State of a rejected form. */
interface Shown {
	of: 'reading' | 'import';
	indicator: number;
	/** Reading to be corrected; null for a new one. */
	reading: number | null;
	values: IndicatorFormValues;
	faults: ValidationError[];
	/** Reading as someone else corrected it in between. */
	theirs: { on: CalendarDate; value: number } | null;
}

export const actions: Actions = {
	save: async (event) => {
		const { planId, measure } = await measuredAt(event);
		const form = await parseForm(event.request, indicatorReadingForm);
		const values = postedIndicatorValues(form.ok ? form.values : form.failure.data.values);
		const shown = shownOf('reading', values, form.ok ? [] : form.failure.data.faults);
		if (!form.ok) return fail(400, shown);
		const { indicator, reading, was, ...input } = form.input;
		const target = { planId, code: measure.code, indicator };
		const outcome =
			reading === null || was === null
				? await addReading(event.locals, target, input)
				: await correctReading(event.locals, { ...target, reading, was }, input);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}/readings?saved=1`));
		const { refused } = outcome;
		if (refused.code === 'invalid') return fail(400, { ...shown, faults: refused.faults });
		if (refused.code !== 'stale') return throwRefusal(event, refused);
		const { on, value } = refused.current as StoredReading;
		return fail(409, { ...shown, theirs: { on, value } });
	},
	import: async (event) => {
		const { planId, measure } = await measuredAt(event);
		const file = await uploadedText(event.request.clone(), 'file');
		const form = await parseForm(event.request, readingsImportForm);
		const values = postedIndicatorValues(form.ok ? form.values : form.failure.data.values);
		const shown = shownOf('import', file ? { ...values, text: file } : values, []);
		if (!form.ok) return fail(400, { ...shown, faults: form.failure.data.faults });
		const read = parseReadings(file ?? form.input.text);
		if (!read.ok) return fail(400, { ...shown, faults: read.faults });
		const target = { planId, code: measure.code, indicator: form.input.indicator };
		const outcome = await importReadings(event.locals, target, read.rows);
		if (!outcome.ok) {
			const { refused } = outcome;
			if (refused.code !== 'invalid') return throwRefusal(event, refused);
			return fail(400, { ...shown, faults: refused.faults });
		}
		const { added, left } = outcome.value;
		redirect(303, link(`/measures/${measure.code}/readings?added=${added}&left=${left}`));
	}
};

/** Requires the measure of the address and permission to enter its readings; 404 without a measure. */
async function measuredAt(event: ReadingsEvent) {
	const { db } = event.locals;
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	requirePermission(event, 'indicator.report', { responsibleBodyId: measure?.bodyId ?? null });
	if (!measure) error(404, 'not-found');
	return { planId: plan.id, measure };
}

function shownOf(of: Shown['of'], values: IndicatorFormValues, faults: ValidationError[]): Shown {
	const reading = values.reading ? Number(values.reading) : null;
	return { of, indicator: Number(values.indicator) || 0, reading, values, faults, theirs: null };
}
