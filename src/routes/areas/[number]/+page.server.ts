import { error } from '@sveltejs/kit';
import { areaKey, computeFigures } from '$lib/domain/figures/figures';
import { acrossAreasCode, compareCodes } from '$lib/domain/measure/measure';
import { toMeasureListRow } from '$lib/domain/figures/plan-overview';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { mayDo } from '$lib/domain/permission';
import { audienceOf } from '$lib/server/http/audience';
import { installedChromium } from '$lib/server/http/pdf';
import { planOf } from '$lib/server/http/plan';
import { areaByNumber } from '$lib/server/plans/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { progressOfArea } from './progress.server';
import type { PageServerLoad } from './$types';

/** Loads a focus area with its measures and its past rounds; "X" is across areas. */
export const load: PageServerLoad = async (event) => {
	const { locals, params, url } = event;
	const { db, actor, now } = locals;
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, audienceOf(actor), now));
	if (!current || !/^([1-9]\d?|X)$/.test(params.number)) error(404, 'not-found');
	const { plan, standing } = current;
	const across = params.number === acrossAreasCode;
	const area = across ? null : await areaByNumber(db.read, plan.id, Number(params.number));
	if (!area && !across) error(404, 'not-found');

	const own = (one: { area: number | null }) => areaKey(one) === params.number;
	const figures = computeFigures(standing).areas.find((one) => one.area === params.number) ?? null;
	return {
		number: params.number,
		area: area && {
			number: area.number,
			name: area.name,
			summary: area.summary,
			kind: area.kind,
			source: area.source,
			body: area.bodyName && { name: area.bodyName, slug: area.bodySlug }
		},
		neighbours: neighbours(standing.areas, params.number),
		figures,
		freshnessDays: plan.freshnessDays,
		verdict: standing.areas.find((one) => one.number === area?.number)?.verdict ?? null,
		mayJudge:
			!locals.asked &&
			standing.round !== null &&
			mayDo(actor, 'area.judge', { responsibleBodyId: area?.bodyId }),
		saved: url.searchParams.has('saved'),
		measures: standing.measures.filter(own).sort(compareCodes).map(toMeasureListRow),
		overTime: progressOfArea(current, params.number),
		/** True if the server makes PDFs. */
		pdf: (await installedChromium()) !== null
	};
};

/** Returns the focus areas before and after one. */
function neighbours(areas: PlanSnapshot['areas'], number: string) {
	const place = areas.findIndex((one) => String(one.number) === number);
	const at = (index: number) => {
		const found = areas[index];
		return found ? { number: found.number, name: found.name } : null;
	};
	return place < 0 ? { previous: null, next: null } : { previous: at(place - 1), next: at(place + 1) };
}
