import { error, type RequestEvent } from '@sveltejs/kit';
import type { Need } from '$lib/domain/evaluation/evaluation';
import { filterNeeds, needsListChoices } from '$lib/domain/figures/needs-list';
import { groupReportedNeeds, type ReportedNeed } from '$lib/domain/figures/reported-needs';
import { readListFilter } from '$lib/domain/list-filter';
import { mayDo } from '$lib/domain/permission';
import { roundKey } from '$lib/domain/round/round';
import { needForm } from '$lib/forms/matter';
import { toTextValues } from '$lib/forms/form-state';
import { link } from '$lib/i18n/link';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { needMatters, registerNeed, type NeedMatter } from '$lib/server/matters/from-need';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { runningRound } from '$lib/server/rounds/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the needs reported by committees, for SSU and the annual meeting, with the matters made of them. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'evaluation.read-approved');
	const { db, now, actor, asked } = event.locals;
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, 'members', now));
	const filter = readListFilter(event.url.searchParams, needsListChoices);
	const empty = { filter, list: null, reported: false, areas: [], reading: null };
	if (!current) return { ...empty, mayRegister: false, showsMatters: false, matters: [] };
	const { plan, standing } = current;
	const running = await runningRound(db.read, plan.id);
	// Matters have no history.
	const showsMatters = !asked && mayDo(actor, 'matter.read');
	const matters = showsMatters ? await needMatters(db.read, plan.id) : [];
	const groups = groupReportedNeeds(standing);
	const listed = (need: Need) =>
		groups[need].map((one) => ({ ...one, hasMatter: matters.some((matter) => isMatterOf(matter, one)) }));
	return {
		filter,
		list: filterNeeds(
			{
				decision: listed('decision'),
				money: listed('money'),
				clarification: listed('clarification')
			},
			filter
		),
		reported: standing.measures.some(({ report }) => report),
		areas: standing.areas,
		reading: !asked && running && mayDo(actor, 'evaluation.approve') ? roundKey(running) : null,
		mayRegister: !asked && mayDo(actor, 'matter.register'),
		showsMatters,
		matters
	};
};

function isMatterOf(
	{ measureId, submittedOn }: Pick<NeedMatter, 'measureId' | 'submittedOn'>,
	need: ReportedNeed
): boolean {
	return measureId === need.measure.id && submittedOn === need.submittedOn;
}

export const actions: Actions = {
	/** Makes a matter of a need, and shows it. */
	default: (event) => {
		const planId = requirePlan(event);
		return handleForm(event, {
			guard: () => requirePlan(event),
			shape: needForm,
			run: ({ measure }) => registerNeed(event.locals, { planId, code: measure }),
			done: ({ id }) => link(`/matters/${id}`),
			show: ({ values, faults }) => ({ values: toTextValues(values), faults })
		});
	}
};

/** Returns the plan of the page, for those who may register a matter there. */
function requirePlan(event: RequestEvent): number {
	requirePermission(event, 'matter.register');
	const plan = planOf(event);
	if (!plan) error(404, { message: 'not-found' });
	return plan.id;
}
