import type { RequestEvent } from '@sveltejs/kit';
import { continuesAsFunding, mayContinueInNextPeriod, suggestNextPeriod } from '$lib/domain/plan/next-period';
import { isReportable, type Lifecycle } from '$lib/domain/measure/measure';
import { nextPeriodForm } from '$lib/forms/next-period';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { measureTranslations } from '$lib/server/measures/queries';
import { createNextPeriodPlan } from '$lib/server/plans/next-period';
import { areasOf, planDirection, successorsOf, type Plan } from '$lib/server/plans/queries';
import { loadPlanSnapshot } from '$lib/server/reviews/plan-snapshot';
import { requireEditablePlan } from '../plan.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the entries that can be copied to the next period, with the latest evaluation of each measure. */
export const load: PageServerLoad = async (event) => {
	const plan = requireEditablePlan(event);
	const { read } = event.locals.db;
	const draft = (await successorsOf(read, plan)).find(({ state }) => state === 'draft');
	const period = { name: plan.name, slug: plan.slug, from: plan.fromYear, to: plan.toYear };
	return {
		plan: { name: plan.name, state: plan.state, version: plan.version },
		draft: draft ? { slug: draft.slug, name: draft.name } : null,
		next: suggestNextPeriod(period),
		areas: (await areasOf(read, plan.id)).map(({ number, name }) => ({ number, name })),
		measures: await measuresIn(event, plan),
		frame: await frameIn(event, plan)
	};
};

/** Returns the measures that can be copied by code, and the number that cannot. */
async function measuresIn({ locals, url }: RequestEvent, plan: Plan) {
	const { db, now } = locals;
	const standing = await loadPlanSnapshot(db.read, plan, { of: 'latest', audience: 'members' }, now);
	const reports = new Map(standing.measures.map(({ id, report }) => [id, report]));
	const all = await measureTranslations(db.read, plan.id);
	const preset = url.searchParams.get('choose');
	const rows = all
		.filter(({ lifecycle }) => mayContinueInNextPeriod(lifecycle))
		.map(({ id, code, title, lifecycle, areaNumber: area }) => {
			const { status = null, progress = null, recommendation = null } = reports.get(id) ?? {};
			const report = status && { status, progress, recommendation };
			const chosen = isChosen(preset, lifecycle, recommendation);
			return { id, code, title, lifecycle, area, report, chosen };
		});
	return { rows, ended: all.length - rows.length };
}

/** True if a measure is preselected: adopted ones by default; the preset excludes those recommended to end, or all. */
function isChosen(preset: string | null, lifecycle: Lifecycle, recommendation: string | null): boolean {
	if (preset === 'none' || !isReportable(lifecycle)) return false;
	return preset !== 'continuing' || (recommendation !== 'complete' && recommendation !== 'discontinue');
}

/** Returns the number of entries besides measures that are copied. */
async function frameIn({ locals }: RequestEvent, plan: Plan) {
	const { goalStates, values, drivers, funding } = await planDirection(locals.db.read, plan.id);
	const next = { from: plan.toYear + 1, to: plan.toYear + 1 };
	const ahead = funding.filter((one) => continuesAsFunding(one, next));
	return {
		goals: goalStates.length,
		values: values.length,
		drivers: drivers.length,
		funding: ahead.length,
		spent: funding.length - ahead.length
	};
}

export const actions: Actions = {
	default: (event) => {
		const plan = requireEditablePlan(event);
		return handleForm(event, {
			guard: 'plan.edit',
			shape: nextPeriodForm,
			run: ({ version, ...input }) => createNextPeriodPlan(event.locals, { planId: plan.id, version }, input),
			done: ({ slug }) => link(`/plans/${slug}/edit`),
			// The reloaded page shows the draft that already exists.
			conflictCodes: ['already-carried'],
			show: (state) => ({ ...showText(state), chosen: [state.values.measures ?? []].flat() })
		});
	}
};
