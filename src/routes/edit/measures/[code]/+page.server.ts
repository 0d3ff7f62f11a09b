import { toMeasureFormValues } from '$lib/forms/measure-values';
import { introducedAtHomeForm, lifecycleForm, measureForm, removalForm } from '$lib/forms/measure';
import { link } from '$lib/i18n/link';
import { decisionOptions } from '$lib/server/decisions/choices';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { editMeasure } from '$lib/server/measures/commands';
import { loadRemovalObstacle, removeMeasure } from '$lib/server/measures/remove';
import { measureCode, measureDetails, type MeasureDetails } from '$lib/server/measures/queries';
import { bodiesOf, type Plan } from '$lib/server/plans/queries';
import { setIntroducedAtHome } from '$lib/server/rollout/commands';
import { changeLifecycleByDecision } from '$lib/server/workflows/change-lifecycle';
import type { Actions, PageServerLoad } from './$types';
import { loadHistoricalPlan } from '../../historical-plan.server';
import { recordPresence } from '../../presence.server';
import {
	requireEditedMeasure,
	measureConflict,
	takeMeasureField,
	changeMilestones,
	type MeasureEditEvent
} from './edit.server';

/** Loads the form of a measure. */
export const load: PageServerLoad = async (event) => {
	const { plan, measure } = await requireEditedMeasure(event);
	const { code, title, lifecycle, introducedAtHome, version, body } = measure;
	const former = await formerVersion(event, plan, measure);
	const { db, actor } = event.locals;
	const { partnershipId } = plan;
	const bodies = await bodiesOf(db.read, partnershipId);
	// An inactive body stays on the measures it already has.
	const own = body && !bodies.some(({ slug }) => slug === body.slug) ? [body] : [];
	return {
		measure: { code, title, lifecycle, introducedAtHome, version },
		presence: await recordPresence(event, 'measures', measure.id),
		values: former?.values ?? toMeasureFormValues(measure),
		former: former?.notice ?? null,
		obstacle: await loadRemovalObstacle(db.read, plan, measure),
		decisions: await decisionOptions(db.read, { partnershipId, actor }, null),
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
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: measureForm,
			run: ({ version, measure, reason }) =>
				editMeasure(event.locals, { ...target, version }, { ...measure, reason }),
			done: savedAddress(target),
			conflict: () => measureConflict(event, toMeasureFormValues),
			take: takeMeasureField(),
			show: showNamed('measure')
		});
	},
	rework: async (event) => {
		await requireEditedMeasure(event);
		return changeMilestones(event, () => measureConflict(event, toMeasureFormValues));
	},
	introduced: async (event) => {
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: introducedAtHomeForm,
			run: ({ version, introduced }) => setIntroducedAtHome(event.locals, { ...target, version }, introduced),
			done: savedAddress(target),
			show: (state) => ({ ...state, of: 'introduced' as const, introduced: 'introduced' in state.values })
		});
	},
	remove: async (event) => {
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: removalForm,
			run: ({ version, reason }) => removeMeasure(event.locals, { ...target, version }, reason),
			done: link('/edit/measures'),
			conflictCodes: ['wrong-state'],
			show: showNamed('removal')
		});
	},
	lifecycle: async (event) => {
		const { target } = await requireEditedMeasure(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: lifecycleForm,
			run: ({ version, lifecycle: to, ...why }) =>
				changeLifecycleByDecision(event.locals, { ...target, version }, { to, ...why }),
			done: savedAddress(target),
			conflictCodes: ['wrong-state'],
			conflict: () => measureConflict(event, () => null),
			show: showNamed('lifecycle')
		});
	}
};

function savedAddress({ code }: { code: string }): string {
	return link(`/measures/${code}?saved=1`);
}
