import { firstToDo, stepsOf } from '$lib/components/evaluation/report-steps';
import { dayIn } from '$lib/domain/calendar';
import { rolesOf } from '$lib/domain/permission';
import { roundKey, takesReports } from '$lib/domain/round';
import { reportingIn } from '$lib/server/evaluations/queries';
import { currentPlan } from '$lib/server/plans/queries';
import { roundsOf } from '$lib/server/rounds/queries';
import type { PageServerLoad } from './$types';
import { deadlinesOf, demandReporting } from './reporting.server';

/** The running round and the measures the reader reports in it. Three statements. */
export const load: PageServerLoad = async (event) => {
	const { db, actor, now } = event.locals;
	demandReporting(event);
	const plan = await currentPlan(db.read);
	const rounds = plan ? await roundsOf(db.read, plan.id) : [];
	const running = rounds.find(({ state }) => takesReports(state)) ?? null;
	const planned = rounds.find(({ state }) => state === 'planned') ?? null;
	const within = plan && running && { planId: plan.id, round: roundKey(running) };
	const steps = within ? stepsOf(await reportingIn(db.read, plan.id, running.id), actor, within) : [];
	const led = new Set((actor.link ?? actor).seats.map(({ bodyId }) => bodyId));
	const sent = event.url.searchParams.get('sent');
	return {
		today: dayIn(now),
		round: running && { ...deadlinesOf(running), instruction: running.instruction },
		planned: planned && deadlinesOf(planned),
		steps,
		/** The secretariat writes down what others say: what is first for it is its own. */
		first: firstToDo(
			steps.filter(({ bodyId }) => actor.link?.measureId || (bodyId !== null && led.has(bodyId)))
		),
		link: actor.link ? { name: actor.name } : null,
		onBehalf: rolesOf(actor).has('secretariat'),
		receipt: steps.find(({ code, state }) => code === sent && state === 'submitted') ?? null
	};
};
