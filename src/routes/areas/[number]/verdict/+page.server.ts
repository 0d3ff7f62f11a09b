import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import { areaKey } from '$lib/domain/figures/figures';
import { toMeasureListRow } from '$lib/domain/figures/plan-overview';
import { roundKey } from '$lib/domain/round/round';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { verdictForm } from '$lib/forms/verdict';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { latestEvent } from '$lib/server/database/event-log';
import { areaByNumber } from '$lib/server/plans/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { runningRound } from '$lib/server/rounds/queries';
import { judgeArea } from '$lib/server/verdicts/commands';
import { verdictOfArea } from '$lib/server/verdicts/queries';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form for a body's verdict on its area in the open round. */
export const load: PageServerLoad = async (event) => {
	const { db, now } = event.locals;
	const { plan, area, round } = await judgedAt(event);
	const current = await currentPlanSnapshot(db, plan.id, 'members', now);
	const past = current?.past.at(-1);
	const before = past?.content.areas.find((one) => one.number === area.number)?.verdict;
	return {
		area: { number: area.number, name: area.name },
		round: { year: round.year, kind: round.kind, reportBy: round.reportBy },
		measures:
			current?.standing.measures
				.filter((one) => areaKey(one) === String(area.number))
				.map(toMeasureListRow) ?? [],
		verdict: await verdictOfArea(db.read, round.id, area.id),
		before: past && before ? { round: past.name, verdict: before } : null
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { plan, area, round } = await judgedAt(event);
		const target = { planId: plan.id, round: roundKey(round), area: area.number };
		return handleForm(event, {
			guard: () => judgedAt(event),
			shape: verdictForm,
			run: ({ version, ...verdict }) => judgeArea(event.locals, { ...target, version }, verdict),
			done: link(`/areas/${area.number}?saved=1`),
			conflict: async () => {
				const { read } = event.locals.db;
				const {
					status = '',
					text = '',
					lang = '',
					version = null
				} = (await verdictOfArea(read, round.id, area.id)) ?? {};
				const about = { noun: 'area', nounId: `${target.round}/${area.number}` } as const;
				return toConflict(
					{ status, text, lang },
					version,
					await latestEvent(read, { planId: plan.id, ...about })
				);
			},
			take: (both, field) => takeTheirField(Object.keys(both.theirs), both, field),
			show: showText
		});
	}
};

/** Requires the area of the address and the open round, for those who may judge it. */
async function judgedAt(event: RequestEvent<{ number: string }>) {
	const { db, actor } = event.locals;
	// Visitors are sent to sign in before the area is looked up.
	if (actor.personId === null) requirePermission(event, 'area.judge');
	const plan = planOf(event);
	const number = /^\d{1,2}$/.test(event.params.number) ? Number(event.params.number) : 0;
	const area = plan && (await areaByNumber(db.read, plan.id, number));
	if (!area) error(404, 'not-found');
	requirePermission(event, 'area.judge', { responsibleBodyId: area.bodyId });
	const round = await runningRound(db.read, plan.id);
	if (!round) redirect(303, link(`/areas/${number}`));
	return { plan, area, round };
}
