import { error, fail, redirect } from '@sveltejs/kit';
import { newMeasureFormFields, toMeasureFormValues, postedMeasureValues } from '$lib/forms/measure-values';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { additionForm } from '$lib/forms/adjustment';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import { saveAddition } from '$lib/server/adjustments/additions';
import { additionField } from '$lib/server/adjustments/create-measures';
import { additionsOf, lastItemChange, type AdditionItem } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { bodiesOf } from '$lib/server/plans/queries';
import { placementOptions } from '../../../../measures/merge-split.server';
import { changedMeasureForm } from '../../../../measures/[code]/form-changes.server';
import { recordPresence } from '../../../../presence.server';
import {
	requireOpenAdjustment,
	adjustmentItemAnchor,
	type AdjustmentItemState
} from '../../adjustment.server';
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
		itemVersion: String(found?.item.version ?? ''),
		places: await placementOptions(event, plan),
		bodies: bodies.map(({ slug, name }) => ({ slug, name }))
	};
};

async function additionAt(event: RequestEvent) {
	const { plan, open } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { item: named } = event.params;
	if (named === undefined) return { plan, open, found: null };
	const all = await additionsOf(event.locals.db.read, open.id);
	const found = all.find(({ item }) => String(item.id) === named);
	return found ? { plan, open, found } : error(404, 'not-found');
}

/** Returns the form values of a new measure. */
function typedAddition({ item, addition: { area, code, edit } }: AdditionItem) {
	const { body, milestones = [], ...texts } = edit;
	return {
		...toMeasureFormValues({ ...texts, body: body === null ? null : { slug: body }, milestones }),
		area: String(area ?? acrossAreasCode),
		code: code ?? '',
		reason: item.reason
	};
}

/** Returns the rejected form, with the other person's values after a conflict. */
async function edited(
	event: RequestEvent,
	posted: PostedForm,
	overtaken = false
): Promise<AdjustmentItemState> {
	const values = postedMeasureValues(posted);
	const shown = { of: 'measure' as const, values, version: 0, itemVersion: values.itemVersion ?? '' };
	if (!overtaken && values.conflict !== '1') return { ...shown, conflict: null };
	const { plan, open, found } = await additionAt(event);
	if (!found) return { ...shown, conflict: null };
	const last = await lastItemChange(event.locals.db.read, plan.id, open.year, { item: found.item.id });
	return {
		...shown,
		itemVersion: String(found.item.version),
		conflict: { theirs: typedAddition(found), by: last?.by ?? null, at: last?.at ?? null }
	};
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, open, found } = await additionAt(event);
		const form = await parseForm(event.request, additionForm);
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, { ...(await edited(event, values)), faults });
		}
		const { addition, reason, itemVersion } = form.input;
		const standing = found && { item: found.item.id, version: itemVersion ?? 0 };
		const target = { planId: plan.id, year: open.year };
		const outcome = await saveAddition(event.locals, target, standing, addition, reason);
		if (outcome.ok) {
			const name = additionField({ id: outcome.value.item });
			redirect(303, link(`/edit/adjustments/${open.year}?saved=${name}#${adjustmentItemAnchor(name)}`));
		}
		const { refused } = outcome;
		if (refused.code === 'invalid')
			return fail(400, { ...(await edited(event, form.values)), faults: refused.faults });
		if (refused.code === 'stale')
			return fail(409, { ...(await edited(event, form.values, true)), faults: [], focus: 'conflict' });
		return throwRefusal(event, refused);
	},
	rework: async (event) => {
		await additionAt(event);
		const again = (posted: PostedForm) => edited(event, posted);
		return changedMeasureForm(event.request, again, ['reason', ...newMeasureFormFields]);
	}
};
