import { error, fail, redirect } from '@sveltejs/kit';
import { typedMeasure } from '$lib/components/measure/measure-values';
import { kindsFor } from '$lib/domain/adjustment';
import { outcomeForm } from '$lib/forms/adjustment';
import { link } from '$lib/i18n/link';
import type { Outcomed } from '$lib/server/adjustments/apply';
import { settleItem } from '$lib/server/adjustments/commands';
import { itemsOf } from '$lib/server/adjustments/queries';
import { parseForm } from '$lib/server/http/forms';
import { answerRefusal } from '$lib/server/http/guard';
import { measureDetails } from '$lib/server/measures/queries';
import { bodiesOf } from '$lib/server/plans/queries';
import type { Actions, PageServerLoad, RequestEvent } from './$types';
import { edited } from '../../../measures/[code]/edit.server';
import { rework } from '../../../measures/[code]/rework.server';
import { adjustmentAt } from '../adjustment.server';

/** A measure as the adjustment is to make it. */
export const load: PageServerLoad = async (event) => {
	const { plan, open, measure, item } = await matterAt(event);
	const kept = item?.outcome as Outcomed | null | undefined;
	const bodies = await bodiesOf(event.locals.db.read, plan.partnershipId);
	const as = kept?.madeFrom === measure.version ? asEdited(measure, kept) : measure;
	return {
		year: open.year,
		measure: { code: measure.code, title: measure.title, version: measure.version },
		values: { ...typedMeasure(as), reason: item?.reason ?? '' },
		itemVersion: item?.version ?? null,
		bodies: bodies.map(({ slug, name }) => ({ slug, name }))
	};
};

async function matterAt(event: RequestEvent) {
	const { plan, open } = await adjustmentAt(event);
	if (open.state === 'adopted') redirect(303, link(`/adjustments/${open.year}`));
	const { read } = event.locals.db;
	const measure = await measureDetails(read, plan.id, event.params.code);
	if (!measure || !kindsFor(measure.lifecycle).includes('adjust')) error(404, 'not-found');
	const item = (await itemsOf(read, open.id)).get(measure.id) ?? null;
	return { plan, open, measure, item };
}

function asEdited(measure: Parameters<typeof typedMeasure>[0], { edit }: Outcomed) {
	const { body, milestones = measure.milestones, ...texts } = edit;
	return { ...texts, body: body === null ? null : { slug: body }, milestones };
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, open, measure } = await matterAt(event);
		const form = await parseForm(event.request, outcomeForm);
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, { ...(await edited(event, values)), faults });
		}
		const { itemVersion, version, reason = '', measure: edit } = form.input;
		const outcome = await settleItem(
			event.locals,
			{ planId: plan.id, year: open.year },
			measure.code,
			itemVersion,
			{ kind: 'adjust', stance: 'taken', reason, outcome: { madeFrom: version, edit } }
		);
		const anchor = `m-${measure.code.replace('.', '-')}`;
		if (outcome.ok) redirect(303, link(`/edit/adjustments/${open.year}?saved=${measure.code}#${anchor}`));
		const { refused } = outcome;
		if (refused.code === 'invalid')
			return fail(400, { ...(await edited(event, form.values)), faults: refused.faults });
		if (refused.code === 'stale')
			return fail(409, { ...(await edited(event, form.values, true)), faults: [], focus: 'conflict' });
		return answerRefusal(event, refused);
	},
	rework: async (event) => {
		await matterAt(event);
		return rework(event);
	}
};
