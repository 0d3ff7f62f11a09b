import { error, redirect } from '@sveltejs/kit';
import { toConflict, type Conflict } from '$lib/forms/form-state';
import { newMeasureFormFields, toMeasureFormValues, type MeasureFormValues } from '$lib/forms/measure-values';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { additionForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { saveAddition } from '$lib/server/adjustments/additions';
import {
	additionField,
	additionsOf,
	lastItemChange,
	type AdditionItem
} from '$lib/server/adjustments/queries';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { bodiesOf } from '$lib/server/plans/queries';
import { placementOptions } from '../../../../measures/merge-split.server';
import { changeMilestones, takeMeasureField } from '../../../../measures/[code]/edit.server';
import { recordPresence } from '../../../../presence.server';
import { requireOpenAdjustment, savedAddress } from '../../adjustment.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';

/** Loads the form of a new measure; empty if the address names no item. */
export const load: PageServerLoad = async (event) => {
	const { plan, open, found } = await additionAt(event);
	const bodies = await bodiesOf(event.locals.db.read, plan.partnershipId);
	return {
		year: open.year,
		item: found && { id: found.item.id, title: found.addition.edit.title },
		presence:
			found && (await recordPresence(event, 'adjustments', `${open.year}/${additionField(found.item)}`)),
		values: found ? typedAddition(found) : {},
		places: await placementOptions(event, plan),
		bodies: bodies.map(({ slug, name }) => ({ slug, name }))
	};
};

async function additionAt(event: RequestEvent) {
	const { plan, open, target } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { item: named } = event.params;
	if (named === undefined) return { plan, open, target, found: null };
	const all = await additionsOf(event.locals.db.read, open.id);
	const found = all.find(({ item }) => String(item.id) === named);
	return found ? { plan, open, target, found } : error(404, 'not-found');
}

/** Returns the form values of a new measure. */
function typedAddition({ item, addition: { area, code, edit } }: AdditionItem) {
	const { body, milestones = [], ...texts } = edit;
	return {
		...toMeasureFormValues({ ...texts, body: body === null ? null : { slug: body }, milestones }),
		area: String(area ?? acrossAreasCode),
		code: code ?? '',
		reason: item.reason,
		itemVersion: String(item.version)
	};
}

/** Returns the item's current values and version, and its latest change. */
async function additionConflict(event: RequestEvent): Promise<Conflict<MeasureFormValues>> {
	const { target, found } = await additionAt(event);
	if (!found) error(404, 'not-found');
	const last = await lastItemChange(event.locals.db.read, { ...target, item: found.item.id });
	return toConflict(typedAddition(found), 0, last);
}

export const actions: Actions = {
	save: async (event) => {
		const { target, found } = await additionAt(event);
		return handleForm(event, {
			guard: 'plan.edit',
			creates: found === null,
			shape: additionForm,
			run: ({ addition, reason, itemVersion }) => {
				const standing = found && { item: found.item.id, version: itemVersion ?? 0 };
				return saveAddition(event.locals, { ...target, ...standing }, { ...addition, reason });
			},
			done: ({ item }) => savedAddress(target.year, additionField({ id: item })),
			conflict: () => additionConflict(event),
			take: takeMeasureField(['reason', ...newMeasureFormFields]),
			show: showNamed('measure')
		});
	},
	rework: async (event) => {
		await additionAt(event);
		return changeMilestones(event, () => additionConflict(event));
	}
};
