import { groupReportedNeeds } from '$lib/domain/figures/reported-needs';
import { mayDo } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { runningRound } from '$lib/server/rounds/queries';
import { roundKey } from '$lib/domain/round/round';
import type { PageServerLoad } from './$types';

/** Loads the needs reported by committees, for SSU and the annual meeting. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'evaluation.read-approved');
	const { db, now, actor, asked } = event.locals;
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, 'members', now));
	if (!current) return { groups: null, reported: false, areas: [], asOf: '', reading: null };
	const { plan, standing } = current;
	const running = await runningRound(db.read, plan.id);
	return {
		groups: groupReportedNeeds(standing),
		reported: standing.measures.some(({ report }) => report),
		areas: standing.areas,
		asOf: standing.asOf,
		reading: !asked && running && mayDo(actor, 'evaluation.approve') ? roundKey(running) : null
	};
};
