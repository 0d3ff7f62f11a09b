import { computeCoverage } from '$lib/domain/figures/coverage';
import { mayDo } from '$lib/domain/permission';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { loadPlanThreads } from '$lib/server/threads/plan-threads';
import type { PageServerLoad } from './$types';

/** Loads the coverage of threads by area; `?thread=U1` lists the measures of a thread, `&area=3` those in one area. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, asked: earlier } = event.locals;
	const plan = planOf(event);
	if (!plan) return { plan: null };
	const { areas, values, drivers, measures } = await loadPlanThreads(db.read, plan.id);
	const coverage = computeCoverage({ areas, values, drivers, measures });
	const asked = event.url.searchParams;
	const row = coverage.rows.find(({ code }) => code === asked.get('thread'));
	const cell = row?.cells.find(({ area }) => area === asked.get('area'));
	const codes = cell?.measures ?? row?.measures ?? [];
	const titles = new Map(measures.map(({ code, title }) => [code, title]));
	const named = (code: string) => ({ code, title: titles.get(code) ?? {} });
	return {
		plan: { name: plan.name },
		areas,
		coverage,
		threads: [
			...drivers.map(({ kind, code, title, description }) => ({ kind, code, title, description })),
			...values.map(({ code, name, description }) => ({
				...{ kind: 'value' as const, code, title: name, description }
			}))
		],
		values,
		untied: coverage.untied.map(named),
		chosen: row ? { code: row.code, area: cell?.area ?? null, measures: codes.map(named) } : null,
		mayEdit: !earlier && mayDo(actor, 'plan.edit')
	};
};
