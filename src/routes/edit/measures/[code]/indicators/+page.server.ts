import { error } from '@sveltejs/kit';
import type { PostedForm } from '$lib/forms/evaluation';
import { takeTheirField, toTextValues } from '$lib/forms/form-state';
import { endIndicatorForm, indicatorForm } from '$lib/forms/indicator';
import { indicatorFields, toIndicatorFormValues } from '$lib/forms/indicator-values';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { indicatorsOfMeasure } from '$lib/server/indicators/queries';
import { addIndicator, editIndicator, endIndicator } from '$lib/server/indicators/definitions';
import { measureConflict, requireEditedMeasure } from '../edit.server';
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

export const actions: Actions = {
	save: async (event) => {
		const { measure, target } = await requireEditedMeasure(event);
		const current = async (values: PostedForm) => {
			const all = await indicatorsOfMeasure(event.locals.db.read, measure.id);
			const found = all.find(({ id }) => id === indicatorId(values));
			return found ? toIndicatorFormValues(found) : null;
		};
		return handleForm(event, {
			guard: 'plan.edit',
			shape: indicatorForm,
			run: ({ version, indicator }, values) => {
				const id = indicatorId(values);
				return id === null
					? addIndicator(event.locals, { ...target, version }, indicator)
					: editIndicator(event.locals, { ...target, version, id }, indicator);
			},
			done: savedAddress(target),
			conflict: (values) => measureConflict(event, () => current(values)),
			take: ({ mine, theirs }, field) => {
				const typed = toTextValues(mine);
				return takeTheirField(indicatorFields(typed, theirs), { mine: typed, theirs }, field);
			},
			show: (state) => ({ ...showText(state), indicator: indicatorId(state.values) })
		});
	},
	end: async (event) => {
		const { measure, target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: endIndicatorForm,
			run: ({ ended }, values) => {
				const id = indicatorId(values) ?? error(400, 'unreadable');
				// This overwrites no text, even after a conflict.
				return endIndicator(event.locals, { ...target, version: measure.version, id }, ended);
			},
			done: savedAddress(target),
			show: () => error(400, 'unreadable')
		});
	}
};

function savedAddress({ code }: { code: string }): string {
	return link(`/edit/measures/${code}/indicators?saved=1`);
}

/** Returns the indicator of the form; null for a new one. */
function indicatorId({ indicator }: PostedForm): number | null {
	return typeof indicator === 'string' && /^\d{1,9}$/.test(indicator) ? Number(indicator) : null;
}
