import { error } from '@sveltejs/kit';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { areaKey, computeFigures } from '$lib/domain/figures/figures';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { progressPoints } from '$lib/i18n/progress-points';
import { audienceOf } from '$lib/server/http/audience';
import { planOf } from '$lib/server/http/plan';
import { requirePaperFormat, respondWithPlanPaper } from '$lib/server/http/plan-papers';
import { areaByNumber } from '$lib/server/plans/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { progressOfArea } from '../progress.server';
import type { RequestHandler } from './$types';

/** Returns a focus area with its measures as Word or PDF, as its reader sees it on its page. */
export const GET: RequestHandler = async (event) => {
	const { locals, params } = event;
	const { db, actor, now } = locals;
	const { number } = params;
	const format = await requirePaperFormat(params.format);
	const addressed = planOf(event);
	const current = addressed && (await currentPlanSnapshot(db, addressed.id, audienceOf(actor), now));
	if (!current || !/^([1-9]\d?|X)$/.test(number)) error(404, 'not-found');
	const { plan, standing } = current;
	const area = number === acrossAreasCode ? null : await areaByNumber(db.read, plan.id, Number(number));
	if (!area && number !== acrossAreasCode) error(404, 'not-found');
	const overTime = progressOfArea(current, number);
	return respondWithPlanPaper(event, format, {
		kind: 'area',
		partnership: standing.partnership.name,
		plan: plan.name,
		asOf: toOsloDate(now),
		area: number,
		summary: area?.summary ?? null,
		figures: computeFigures(standing).areas.find((one) => one.area === number) ?? null,
		series: progressPoints(overTime),
		of: { n: overTime.n, counted: overTime.counted, uncompared: overTime.uncompared },
		content: {
			areas: standing.areas,
			values: standing.values,
			measures: standing.measures.filter((one) => areaKey(one) === number)
		}
	});
};
