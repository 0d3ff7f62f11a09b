import { moveFaults, ok } from '$lib/domain/result';
import { toTextValues } from '$lib/forms/form-state';
import { removeSplitPart, addSplitPart } from '$lib/forms/split-values';
import { acrossAreasCode, mayChangeLifecycle } from '$lib/domain/measure/measure';
import { splitMeasureForm } from '$lib/forms/merge-split';
import { measureFormEditForm } from '$lib/forms/measure';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { splitMeasure } from '$lib/server/measures/merge-split';
import type { MeasureDetails } from '$lib/server/measures/queries';
import { placementOptions } from '../../merge-split.server';
import { requireEditedMeasure } from '../edit.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form for splitting a measure, with two empty parts. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const { code, title, version, lifecycle } = measure;
	const mark = placeOf(measure);
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
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: splitMeasureForm,
			run: async ({ version, rows, parts, ...grounds }) => {
				const outcome = await splitMeasure(
					event.locals,
					{ ...target, version },
					{ ...grounds, heirs: parts }
				);
				// The command counts parts; form rows keep their numbers when one is removed.
				return moveFaults(outcome, ({ field }) =>
					field.replace(/^parts\.(\d+)/, (_, index: string) => `parts.${rows[Number(index)]}`)
				);
			},
			done: link(`/measures/${target.code}?saved=1`),
			conflictCodes: ['wrong-state'],
			show: showText
		});
	},
	/** Adds or removes a part without saving. Works without scripts. */
	rework: async (event) => {
		const { measure } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: measureFormEditForm,
			run: ({ remove }) => Promise.resolve(ok(remove)),
			done: (remove, { values: { add: _add, remove: _remove, ...posted } }) => {
				const values = toTextValues(posted);
				return {
					values: remove === null ? addSplitPart(values, placeOf(measure)) : removeSplitPart(values, remove),
					faults: []
				};
			},
			show: showText
		});
	}
};

/** Returns the number of a measure's area as posted, or X for one across areas. */
function placeOf({ area }: MeasureDetails): string {
	return String(area?.number ?? acrossAreasCode);
}
