import { fail, redirect } from '@sveltejs/kit';
import { toMeasureFormValues } from '$lib/forms/measure-values';
import { introducedAtHomeForm, lifecycleForm, measureForm, removalForm } from '$lib/forms/measure';
import { link } from '$lib/i18n/link';
import { parseForm } from '$lib/server/http/forms';
import { throwRefusal } from '$lib/server/http/guard';
import { changeLifecycle, editMeasure } from '$lib/server/measures/commands';
import { loadRemovalObstacle, removeMeasure } from '$lib/server/measures/remove';
import {
	measureCode,
	lastMeasureChange,
	measureDetails,
	type MeasureDetails
} from '$lib/server/measures/queries';
import { bodiesOf, type Plan } from '$lib/server/plans/queries';
import { setIntroducedAtHome } from '$lib/server/rollout/commands';
import type { Actions, PageServerLoad } from './$types';
import { loadHistoricalPlan } from '../../historical-plan.server';
import { recordPresence } from '../../presence.server';
import {
	requireEditedMeasure,
	measureFormFailure,
	rolloutScopeFailure,
	lifecycleFailure,
	removalFailure,
	type MeasureEditEvent
} from './edit.server';
import { changeMeasureForm } from './form-changes.server';

/** Loads the form of a measure. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const { code, title, lifecycle, introducedAtHome, version, body } = measure;
	const former = await formerVersion(event, plan, measure);
	const bodies = await bodiesOf(event.locals.db.read, plan.partnershipId);
	// An inactive body stays on the measures it already has.
	const own = body && !bodies.some(({ slug }) => slug === body.slug) ? [body] : [];
	return {
		measure: { code, title, lifecycle, introducedAtHome, version },
		presence: await recordPresence(event, 'measures', measure.id),
		values: former?.values ?? toMeasureFormValues(measure),
		former: former?.notice ?? null,
		obstacle: await loadRemovalObstacle(event.locals.db.read, plan, measure),
		bodies: [...bodies, ...own].map(({ slug, name }) => ({ slug, name }))
	};
};

/** Returns the form values of an earlier version of the measure; null if none is requested or it did not exist. */
async function formerVersion(event: MeasureEditEvent, plan: Plan, measure: MeasureDetails) {
	const former = await loadHistoricalPlan(event);
	if (!former) return null;
	const code = await measureCode(former.read, measure.id);
	const then = code && (await measureDetails(former.read, plan.id, code));
	if (!then) return null;
	return { notice: former.notice, values: { ...toMeasureFormValues(then), reason: former.reason } };
}

export const actions: Actions = {
	save: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, measureForm);
		if (!form.ok) {
			const { values, faults } = form.failure.data;
			return fail(400, { ...(await measureFormFailure(event, values)), faults });
		}
		const { version, measure: input, reason } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await editMeasure(event.locals, target, input, reason);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		const { refused } = outcome;
		if (refused.code === 'invalid')
			return fail(400, { ...(await measureFormFailure(event, form.values)), faults: refused.faults });
		if (refused.code === 'stale')
			return fail(409, {
				...(await measureFormFailure(event, form.values, true)),
				faults: [],
				focus: 'conflict'
			});
		return throwRefusal(event, refused);
	},
	rework: (event) => changeMeasureForm(event),
	introduced: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, introducedAtHomeForm);
		if (!form.ok) return rolloutScopeFailure(400, form.failure.data.faults);
		const { version, introduced } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await setIntroducedAtHome(event.locals, target, introduced);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		if (outcome.refused.code !== 'stale') return throwRefusal(event, outcome.refused);
		return rolloutScopeFailure(409, [{ field: '', code: 'stale' }], introduced);
	},
	remove: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, removalForm);
		if (!form.ok) return removalFailure(400, form.failure.data.values, form.failure.data.faults);
		const { version, reason } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await removeMeasure(event.locals, target, reason);
		if (outcome.ok) redirect(303, link('/edit/measures'));
		const { refused } = outcome;
		if (refused.code === 'invalid') return removalFailure(400, form.values, refused.faults);
		if (refused.code !== 'stale' && refused.code !== 'wrong-state') return throwRefusal(event, refused);
		return removalFailure(409, form.values, [{ field: '', code: 'stale' }]);
	},
	lifecycle: async (event) => {
		const { plan, measure } = await requireEditedMeasure(event);
		const form = await parseForm(event.request, lifecycleForm);
		if (!form.ok) return lifecycleFailure(400, form.failure.data.values, form.failure.data.faults);
		const { version, lifecycle, reason, decision } = form.input;
		const target = { planId: plan.id, code: measure.code, version };
		const outcome = await changeLifecycle(event.locals, target, lifecycle, reason, decision);
		if (outcome.ok) redirect(303, link(`/measures/${measure.code}?saved=1`));
		const { refused } = outcome;
		if (refused.code === 'invalid') return lifecycleFailure(400, form.values, refused.faults);
		if (refused.code !== 'stale' && refused.code !== 'wrong-state') return throwRefusal(event, refused);
		const change = await lastMeasureChange(event.locals.db.read, measure.id);
		return lifecycleFailure(409, form.values, [], change?.by ?? null);
	}
};
