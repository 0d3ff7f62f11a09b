import { error, fail, redirect } from '@sveltejs/kit';
import { measureFormFields, toMeasureFormValues, postedMeasureValues } from '$lib/forms/measure-values';
import { allowedAdjustmentKinds } from '$lib/domain/adjustment';
import { adjustedMeasureForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import { decideItem } from '$lib/server/adjustments/commands';
import { itemRowsByMeasure, lastItemChange, type StoredEdit } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import type { PostedForm } from '$lib/forms/evaluation';
import { lastMeasureChange, measureDetails } from '$lib/server/measures/queries';
import { bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { changedMeasureForm } from '../../../measures/[code]/form-changes.server';
import { recordPresence } from '../../../presence.server';
import { requireOpenAdjustment, adjustmentItemAnchor, type AdjustmentItemState } from '../adjustment.server';

/** Loads a measure as the adjustment would change it. */
export const load: PageServerLoad = async (event) => {
	const { plan, open, measure, item, values } = await matterAt(event);
	const bodies = await bodiesOf(event.locals.db.read, plan.partnershipId);
	return {
		year: open.year,
		measure: { code: measure.code, title: measure.title, version: measure.version },
		presence: await recordPresence(event, 'adjustments', `${open.year}/${measure.id}`),
		values,
		itemVersion: item?.version ?? null,
		bodies: bodies.map(({ slug, name }) => ({ slug, name }))
	};
};

async function matterAt(event: RequestEvent) {
	const { plan, open } = await requireOpenAdjustment(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { read } = event.locals.db;
	const measure = await measureDetails(read, plan.id, event.params.code);
	if (!measure || !allowedAdjustmentKinds(measure.lifecycle).includes('adjust')) error(404, 'not-found');
	const item = (await itemRowsByMeasure(read, open.id)).get(measure.id) ?? null;
	const kept = item?.outcome as StoredEdit | null | undefined;
	const as = kept?.madeFrom === measure.version ? asEdited(measure, kept) : measure;
	return { plan, open, measure, item, values: { ...toMeasureFormValues(as), reason: item?.reason ?? '' } };
}

/** Returns the rejected form. After a conflict it includes the current values, and the next save is based on them. */
async function edited(
	event: RequestEvent,
	posted: PostedForm,
	overtaken = false
): Promise<AdjustmentItemState> {
	const typed = postedMeasureValues(posted);
	const shown = { of: 'measure' as const, values: typed, version: Number(typed.version) || 0 };
	if (!overtaken && typed.conflict !== '1')
		return { ...shown, conflict: null, itemVersion: typed.itemVersion ?? '' };
	const { plan, open, measure, item, values } = await matterAt(event);
	const { read } = event.locals.db;
	const changes = [
		await lastItemChange(read, plan.id, open.year, { measure: measure.code }),
		await lastMeasureChange(read, measure.id)
	];
	const [last] = changes.flatMap((one) => one ?? []).sort((a, b) => (a.at < b.at ? 1 : -1));
	return {
		...shown,
		version: measure.version,
		itemVersion: String(item?.version ?? ''),
		conflict: { theirs: values, by: last?.by ?? null, at: last?.at ?? null }
	};
}

function asEdited(measure: Parameters<typeof toMeasureFormValues>[0], { edit }: StoredEdit) {
	const { body, milestones = measure.milestones, ...texts } = edit;
	return { ...texts, body: body === null ? null : { slug: body }, milestones };
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, open, measure } = await matterAt(event);
		const form = await parseForm(event.request, adjustedMeasureForm);
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, { ...(await edited(event, values)), faults });
		}
		const { itemVersion, version, reason = '', measure: edit } = form.input;
		const outcome = await decideItem(
			event.locals,
			{ planId: plan.id, year: open.year },
			measure.code,
			itemVersion,
			{ kind: 'adjust', stance: 'taken', reason, outcome: { madeFrom: version, edit } }
		);
		const anchor = adjustmentItemAnchor(measure.code);
		if (outcome.ok) redirect(303, link(`/edit/adjustments/${open.year}?saved=${measure.code}#${anchor}`));
		const { refused } = outcome;
		if (refused.code === 'invalid')
			return fail(400, { ...(await edited(event, form.values)), faults: refused.faults });
		if (refused.code === 'stale')
			return fail(409, { ...(await edited(event, form.values, true)), faults: [], focus: 'conflict' });
		return throwRefusal(event, refused);
	},
	rework: async (event) => {
		await matterAt(event);
		const again = (posted: PostedForm) => edited(event, posted);
		return changedMeasureForm(event.request, again, ['reason', ...measureFormFields]);
	}
};
