import { error, redirect } from '@sveltejs/kit';
import { toConflict, type Conflict } from '$lib/forms/form-state';
import { measureFormFields, toMeasureFormValues, type MeasureFormValues } from '$lib/forms/measure-values';
import { allowedAdjustmentKinds } from '$lib/domain/adjustment';
import { adjustedMeasureForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { decideItem } from '$lib/server/adjustments/commands';
import { itemRowsByMeasure, lastItemChange, type StoredEdit } from '$lib/server/adjustments/queries';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { lastMeasureChange, measureDetails } from '$lib/server/measures/queries';
import { bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { changeMilestones, takeMeasureField } from '../../../measures/[code]/edit.server';
import { recordPresence } from '../../../presence.server';
import { requireOpenAdjustment, savedAddress } from '../adjustment.server';

/** Loads a measure as the adjustment would change it. */
export const load: PageServerLoad = async (event) => {
	const { plan, open, measure, values } = await loadItem(event);
	const bodies = await bodiesOf(event.locals.db.read, plan.partnershipId);
	return {
		year: open.year,
		measure: { code: measure.code, title: measure.title, version: measure.version },
		presence: await recordPresence(event, 'adjustments', `${open.year}/${measure.id}`),
		values,
		bodies: bodies.map(({ slug, name }) => ({ slug, name }))
	};
};

async function loadItem(event: RequestEvent) {
	const { plan, open, target } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { read } = event.locals.db;
	const measure = await measureDetails(read, plan.id, event.params.code);
	if (!measure || !allowedAdjustmentKinds(measure.lifecycle).includes('adjust')) error(404, 'not-found');
	const item = (await itemRowsByMeasure(read, open.id)).get(measure.id) ?? null;
	const kept = item?.outcome as StoredEdit | null | undefined;
	const as = kept?.madeFrom === measure.version ? asEdited(measure, kept) : measure;
	const versioned = { reason: item?.reason ?? '', itemVersion: String(item?.version ?? '') };
	return { plan, open, target, measure, values: { ...toMeasureFormValues(as), ...versioned } };
}

/** Returns the item's current values and versions, with the latest change of it or its measure. */
async function itemConflict(event: RequestEvent): Promise<Conflict<MeasureFormValues>> {
	const { target, measure, values } = await loadItem(event);
	const { read } = event.locals.db;
	const changes = [
		await lastItemChange(read, { ...target, measure: measure.code }),
		await lastMeasureChange(read, measure.id)
	];
	const [last] = changes.flatMap((one) => one ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
	return toConflict(values, measure.version, last);
}

function asEdited(measure: Parameters<typeof toMeasureFormValues>[0], { edit }: StoredEdit) {
	const { body, milestones = measure.milestones, ...texts } = edit;
	return { ...texts, body: body === null ? null : { slug: body }, milestones };
}

export const actions: Actions = {
	save: async (event) => {
		const { target, measure } = await loadItem(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: adjustedMeasureForm,
			run: ({ itemVersion, version, reason = '', measure: edit }) =>
				decideItem(
					event.locals,
					{ ...target, code: measure.code, version: itemVersion },
					{
						...{ kind: 'adjust', stance: 'taken', reason },
						outcome: { madeFrom: version, edit }
					}
				),
			done: savedAddress(target.year, measure.code),
			conflict: () => itemConflict(event),
			take: takeMeasureField(['reason', ...measureFormFields]),
			show: showNamed('measure')
		});
	},
	rework: async (event) => {
		await loadItem(event);
		return changeMilestones(event, () => itemConflict(event));
	}
};
