import { redirect } from '@sveltejs/kit';
import { adoptAdjustmentForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { adoptAdjustment, previewAdjustment } from '$lib/server/workflows/adopt-adjustment';
import { undecidedItems, additionField, additionsOf, adjustmentItems } from '$lib/server/adjustments/queries';
import { decisionOptions } from '$lib/server/decisions/choices';
import { handleForm } from '$lib/server/http/form-action';
import { throwRefusal } from '$lib/server/http/guard';
import type { Actions, PageServerLoad } from './$types';
import { recordPresence } from '../../../presence.server';
import { requireOpenAdjustment } from '../adjustment.server';

/** Loads the changes adopting the adjustment would make, and the errors that prevent it. */
export const load: PageServerLoad = async (event) => {
	const { plan, open } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const preview = await previewAdjustment(event.locals, { planId: plan.id, year: open.year });
	if (!preview.ok && preview.refused.code !== 'invalid') throwRefusal(event, preview.refused);
	const { actor, db } = event.locals;
	const { read } = db;
	const items = await adjustmentItems(read, plan, open.id, event.locals.now);
	const additions = await additionsOf(read, open.id);
	return {
		year: open.year,
		changes: preview.ok ? preview.value : [],
		faults: !preview.ok && preview.refused.code === 'invalid' ? preview.refused.faults : [],
		unsettled: undecidedItems({ items, additions }).length,
		/** Titles of new measures, for error messages. */
		titles: additions.map(({ item, addition }) => ({
			name: additionField(item),
			title: addition.edit.title
		})),
		decisions: await decisionOptions(read, { partnershipId: plan.partnershipId, actor }, null),
		presence: await recordPresence(event, 'adjustments', String(open.year))
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { target } = await requireOpenAdjustment(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: adoptAdjustmentForm,
			run: ({ decision, decisionId }) => adoptAdjustment(event.locals, { ...target, decisionId }, decision),
			done: link(`/adjustments/${target.year}`)
		});
	}
};
