import { redirect } from '@sveltejs/kit';
import { postedMeasureValues } from '$lib/forms/measure-values';
import { removeSplitPart, addSplitPart } from '$lib/forms/split-values';
import { acrossAreasCode, mayChangeLifecycle } from '$lib/domain/measure/measure';
import { splitMeasureForm } from '$lib/forms/merge-split';
import { measureFormEditForm } from '$lib/forms/measure';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { splitMeasure } from '$lib/server/measures/merge-split';
import { newMeasureFormFailure, placementOptions, refusedMeasureForm } from '../../merge-split.server';
import { requireEditedMeasure } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form for splitting a measure, with two empty parts. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const { code, title, version, lifecycle, area } = measure;
	const mark = String(area?.number ?? acrossAreasCode);
	return {
		measure: { code, title, version },
		mayEnd: mayChangeLifecycle(lifecycle, 'discontinued'),
		values: addSplitPart(addSplitPart({}, mark), mark),
		mark,
		places: await placementOptions(event, plan)
	};
};

export const actions: Actions = {
	save: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, splitMeasureForm);
		if (!form.ok) return newMeasureFormFailure(400, form.failure.data.values, form.failure.data.faults);
		const { version, rows, parts, ...grounds } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await splitMeasure(event.locals, target, parts, grounds);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		// The command counts parts; form rows keep their numbers when one is removed.
		const named = (field: string) =>
			field.replace(/^parts\.(\d+)/, (_, index: string) => `parts.${rows[Number(index)]}`);
		return refusedMeasureForm(event, outcome.refused, form.values, named);
	},
	/** Adds or removes a part without saving. Works without scripts. */
	rework: async (event) => {
		const { measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, measureFormEditForm);
		if (!form.ok) return newMeasureFormFailure(400, form.failure.data.values, form.failure.data.faults);
		const { add: _add, remove: _remove, ...posted } = form.values;
		const { remove } = form.input;
		const values = postedMeasureValues(posted);
		const mark = String(measure.area?.number ?? acrossAreasCode);
		return {
			values: remove === null ? addSplitPart(values, mark) : removeSplitPart(values, remove),
			faults: []
		};
	}
};
