import { redirect } from '@sveltejs/kit';
import { typedValues } from '$lib/components/measure/measure-values';
import { withoutPart, withPart } from '$lib/components/measure/split-values';
import { acrossMark, mayBecome } from '$lib/domain/measure';
import { splitForm } from '$lib/forms/lineage';
import { reworkForm } from '$lib/forms/measure';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { splitMeasure } from '$lib/server/measures/merge-split';
import { again, placesIn, refusedForm } from '../../lineage.server';
import { editAt } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** A measure that is to be split, with room for two parts. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await editAt(event);
	const { code, title, version, lifecycle, area } = measure;
	const mark = String(area?.number ?? acrossMark);
	return {
		measure: { code, title, version },
		mayEnd: mayBecome(lifecycle, 'discontinued'),
		values: withPart(withPart({}, mark), mark),
		mark,
		places: await placesIn(event, plan)
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { plan, measure } = await editAt(event);
		const form = await parseForm(event.request, splitForm);
		if (!form.ok) return again(400, form.failure.data.values, form.failure.data.faults);
		const { version, rows, parts, ...grounds } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await splitMeasure(event.locals, target, parts, grounds);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		// The command counts the parts; the form's rows keep their numbers when one is taken away.
		const named = (field: string) =>
			field.replace(/^parts\.(\d+)/, (_, index: string) => `parts.${rows[Number(index)]}`);
		return refusedForm(event, outcome.refused, form.values, named);
	},
	/** Adds or takes away a part without saving. The page needs no script for it. */
	rework: async (event) => {
		const { measure } = await editAt(event);
		const form = await parseForm(event.request, reworkForm);
		if (!form.ok) return again(400, form.failure.data.values, form.failure.data.faults);
		const { add: _add, remove: _remove, ...posted } = form.values;
		const { remove } = form.input;
		const values = typedValues(posted);
		const mark = String(measure.area?.number ?? acrossMark);
		return { values: remove === null ? withPart(values, mark) : withoutPart(values, remove), faults: [] };
	}
};
