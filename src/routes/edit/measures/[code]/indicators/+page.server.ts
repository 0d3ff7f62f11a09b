import { error, fail, redirect } from '@sveltejs/kit';
import {
	differingIndicatorFields,
	toIndicatorFormValues,
	postedIndicatorValues,
	type IndicatorFormValues
} from '$lib/forms/indicator-values';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import { endIndicatorForm, indicatorForm, useCurrentIndicatorFieldForm } from '$lib/forms/indicator';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { addIndicator, editIndicator, endIndicator } from '$lib/server/indicators/definitions';
import { lastMeasureChange } from '$lib/server/measures/queries';
import { requireEditedMeasure, type MeasureEditEvent } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the forms of a measure's indicators, and an empty one. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const indicators = await indicatorsOfMeasure(event.locals.db.read, measure.id);
	const { code, title, version } = measure;
	return {
		measure: { code, title, version },
		years: Array.from({ length: plan.toYear - plan.fromYear + 1 }, (_, index) => plan.fromYear + index),
		indicators: indicators.map(({ readings, ...one }) => ({
			...one,
			values: toIndicatorFormValues(one),
			readings: readings.length
		})),
		empty: toIndicatorFormValues(null)
	};
};

/** State of a rejected form. */
interface Shown {
	/** Indicator of the form; null for the new one. */
	indicator: number | null;
	values: IndicatorFormValues;
	faults: ValidationError[];
	/** Version the next save is based on. */
	version: number;
	/** True if someone else saved the measure in between. */
	overtaken: boolean;
	/** Indicator as the other person saved it; null for a new one. */
	conflict: { theirs: IndicatorFormValues; by: string | null; at: Instant | null } | null;
	/** Name of the field to focus. */
	focus: string | null;
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, indicatorForm);
		const values = postedIndicatorValues(form.ok ? form.values : form.failure.data.values);
		const id = idIn(values);
		const shown: Shown = {
			...{ indicator: id, values, faults: form.ok ? [] : form.failure.data.faults },
			...{ version: Number(values.version) || 0, overtaken: false, conflict: null, focus: null }
		};
		if (!form.ok) return fail(400, shown);
		const { version, indicator } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome =
			id === null
				? await addIndicator(event.locals, target, indicator)
				: await editIndicator(event.locals, target, id, indicator);
		if (outcome.ok) return saved(event);
		const { refused } = outcome;
		if (refused.code === 'invalid') return fail(400, { ...shown, faults: refused.faults });
		if (refused.code !== 'stale') return throwRefusal(event, refused);
		const { version: now } = (await requireEditedMeasure(event)).measure;
		const conflict = await conflictOf(event, measure.id, id);
		return fail(409, { ...shown, version: now, overtaken: true, conflict, focus: 'conflict' });
	},
	/** Takes over the saved value of one field, without saving. */
	take: async (event) => {
		const { measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, useCurrentIndicatorFieldForm);
		const { take = '', ...values } = postedIndicatorValues(form.ok ? form.values : form.failure.data.values);
		const indicator = idIn(values);
		const conflict = await conflictOf(event, measure.id, indicator);
		if (!form.ok || !conflict) error(400, 'unreadable');
		const taken = differingIndicatorFields(values, conflict.theirs).includes(take)
			? { [take]: conflict.theirs[take] ?? '' }
			: {};
		const version = Number(values.version) || 0;
		const shown = { indicator, values: { ...values, ...taken }, faults: [], version };
		return { ...shown, overtaken: true, conflict, focus: take } satisfies Shown;
	},
	end: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, endIndicatorForm);
		const id = idIn(postedIndicatorValues(form.ok ? form.values : form.failure.data.values));
		if (!form.ok || id === null) error(400, 'unreadable');
		// This overwrites no text, even after a conflict.
		const target = { planId: plan.id, code: measure.code, version: measure.version };
		const outcome = await endIndicator(event.locals, target, id, form.input.ended);
		if (!outcome.ok) return throwRefusal(event, outcome.refused);
		return saved(event);
	}
};

/** Returns the current indicator and the last editor of its measure; null for a new one. */
async function conflictOf(
	event: MeasureEditEvent,
	measureId: string,
	indicator: number | null
): Promise<Shown['conflict']> {
	const { read } = event.locals.db;
	const found = (await indicatorsOfMeasure(read, measureId)).find(({ id }) => id === indicator);
	if (!found) return null;
	const change = await lastMeasureChange(read, measureId);
	return { theirs: toIndicatorFormValues(found), by: change?.by ?? null, at: change?.at ?? null };
}

function saved({ params }: MeasureEditEvent): never {
	redirect(303, link(`/edit/measures/${params.code}/indicators?saved=1`));
}

/** Returns the indicator of the form; null for a new one. */
function idIn({ indicator }: IndicatorFormValues): number | null {
	return indicator && /^\d{1,9}$/.test(indicator) ? Number(indicator) : null;
}
