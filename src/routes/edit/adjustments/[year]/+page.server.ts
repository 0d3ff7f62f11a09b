import { fail, redirect } from '@sveltejs/kit';
import { allowedAdjustmentKinds } from '$lib/domain/adjustment';
import { areaKey } from '$lib/domain/figures/figures';
import type { Result } from '$lib/domain/result';
import { additionDispositionForm, dispositionForm, withdrawAdditionForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { decideAddition, withdrawAddition } from '$lib/server/adjustments/additions';
import { isUndecided, decideItem } from '$lib/server/adjustments/commands';
import { additionField } from '$lib/server/adjustments/create-measures';
import {
	additionsOf,
	adjustmentItems,
	type AdditionItem,
	type AdjustmentItem
} from '$lib/server/adjustments/queries';
import { parseForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { areasOf } from '$lib/server/plans/queries';
import { recordPresence } from '../../presence.server';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { requireOpenAdjustment, adjustmentItemAnchor } from './adjustment.server';

/** Loads the recommendations for the plan's measures, and SSU's decisions on them. */
export const load: PageServerLoad = async (event) => {
	const { plan, open } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { read } = event.locals.db;
	const { matters } = await adjustmentItems(read, plan, open.id, event.locals.now);
	const areas = await areasOf(read, plan.id);
	const additions = await additionsOf(read, open.id);
	return {
		year: open.year,
		matters: matters.map(shown),
		additions: additions.map((one) => shownAddition(one, areas)),
		presence: await recordPresence(event, 'adjustments', String(open.year)),
		saved: event.url.searchParams.get('saved')
	};
};

function shownAddition({ item, addition }: AdditionItem, areas: Awaited<ReturnType<typeof areasOf>>) {
	const area = areas.find(({ number }) => number === addition.area);
	return {
		id: item.id,
		name: additionField(item),
		title: addition.edit.title,
		summary: addition.edit.summary,
		area: area ? { number: area.number, name: area.name } : null,
		code: addition.code,
		stance: item.stance,
		reason: item.reason,
		version: item.version
	};
}

function shown(matter: AdjustmentItem) {
	const { measure, recommended, item } = matter;
	const { report } = measure;
	return {
		code: measure.code,
		title: measure.title,
		area: areaKey(measure),
		status: report?.status ?? ('not-reported' as const),
		nextSteps: report?.nextSteps ? { text: report.nextSteps, lang: report.lang } : null,
		recommended,
		kinds: allowedAdjustmentKinds(measure.lifecycle),
		unsettled: isUndecided(matter),
		item: item && {
			kind: item.kind,
			stance: item.stance,
			reason: item.reason,
			version: item.version,
			edited: item.outcome !== null
		}
	};
}

export const actions: Actions = {
	settle: async (event) => {
		const { plan, open } = await requireOpenAdjustment(event);
		const form = await parseForm(event.request, dispositionForm);
		if (!form.ok) return form.failure;
		const { code, itemVersion, ...settlement } = form.input;
		const target = { planId: plan.id, year: open.year };
		const outcome = await decideItem(event.locals, target, code, itemVersion, settlement);
		return settled(event, code, outcome, form.values);
	},
	settleAddition: async (event) => {
		const { plan, open } = await requireOpenAdjustment(event);
		const form = await parseForm(event.request, additionDispositionForm);
		if (!form.ok) return form.failure;
		const { item, itemVersion: version, stance, reason } = form.input;
		const target = { planId: plan.id, year: open.year };
		const outcome = await decideAddition(event.locals, target, { item, version }, stance, reason);
		return settled(event, additionField({ id: item }), outcome, form.values);
	},
	withdraw: async (event) => {
		const { plan, open } = await requireOpenAdjustment(event);
		const form = await parseForm(event.request, withdrawAdditionForm);
		if (!form.ok) return form.failure;
		const { item, itemVersion: version } = form.input;
		const target = { planId: plan.id, year: open.year };
		const outcome = await withdrawAddition(event.locals, target, { item, version });
		if (outcome.ok) redirect(303, link(`/edit/adjustments/${open.year}?saved=withdrawn`));
		return settled(event, additionField({ id: item }), outcome, form.values);
	}
};

/** Returns the response after a decision on an item. */
function settled(
	event: RequestEvent,
	name: string,
	outcome: Result<unknown>,
	values: RejectedForm['values']
) {
	const { year } = event.params;
	if (outcome.ok)
		redirect(303, link(`/edit/adjustments/${year}?saved=${name}#${adjustmentItemAnchor(name)}`));
	const { refused } = outcome;
	if (refused.code === 'invalid') return fail(400, { values, faults: refused.faults });
	if (refused.code === 'stale') return fail(409, { values, faults: [], overtaken: true });
	return throwRefusal(event, refused);
}
