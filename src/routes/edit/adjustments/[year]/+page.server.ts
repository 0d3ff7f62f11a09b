import { redirect } from '@sveltejs/kit';
import { additionDispositionForm, dispositionForm, withdrawAdditionForm } from '$lib/forms/adjustment';
import { toConflict } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { decideAddition, withdrawAddition } from '$lib/server/adjustments/additions';
import { decideItem } from '$lib/server/adjustments/commands';
import { additionField, additionsOf, adjustmentItems } from '$lib/server/adjustments/queries';
import { handleForm } from '$lib/server/http/form-action';
import { areasOf } from '$lib/server/plans/queries';
import { recordPresence } from '../../presence.server';
import type { Actions, PageServerLoad } from './$types';
import { requireOpenAdjustment, savedAddress } from './adjustment.server';
import { shownAddition, shownItem } from './items.server';

/** Loads the recommendations for the plan's measures, and SSU's decisions on them. */
export const load: PageServerLoad = async (event) => {
	const { plan, open } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { read } = event.locals.db;
	const items = await adjustmentItems(read, plan, open.id, event.locals.now);
	const areas = await areasOf(read, plan.id);
	const additions = await additionsOf(read, open.id);
	return {
		year: open.year,
		items: items.map(shownItem),
		additions: additions.map((one) => shownAddition(one, areas)),
		presence: await recordPresence(event, 'adjustments', String(open.year)),
		saved: event.url.searchParams.get('saved')
	};
};

export const actions: Actions = {
	settle: async (event) => {
		const { target } = await requireOpenAdjustment(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: dispositionForm,
			run: ({ code, itemVersion, ...settlement }) =>
				decideItem(event.locals, { ...target, code, version: itemVersion }, settlement),
			done: (_, { input }) => savedAddress(target.year, input.code),
			conflict: itemConflict
		});
	},
	settleAddition: async (event) => {
		const { target } = await requireOpenAdjustment(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: additionDispositionForm,
			run: ({ item, itemVersion: version, stance, reason }) =>
				decideAddition(event.locals, { ...target, item, version }, { stance, reason }),
			done: (_, { input }) => savedAddress(target.year, additionField({ id: input.item })),
			conflict: itemConflict
		});
	},
	withdraw: async (event) => {
		const { target } = await requireOpenAdjustment(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: withdrawAdditionForm,
			run: ({ item, itemVersion: version }) => withdrawAddition(event.locals, { ...target, item, version }),
			done: link(`/edit/adjustments/${target.year}?saved=withdrawn`),
			conflict: itemConflict
		});
	}
};

/** The reloaded page shows what someone else decided. */
const itemConflict = () => toConflict(null, null, null);
