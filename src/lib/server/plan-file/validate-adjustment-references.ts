import type { PlanFileAdjustment } from '$lib/forms/plan-file/plan-file';
import type { KnownKeys, ReferenceChecker } from './reference-checker';

/** Reports duplicate years and items that refer to unknown measures, bodies or areas. */
export function checkAdjustments(
	search: ReferenceChecker,
	all: readonly PlanFileAdjustment[],
	known: KnownKeys<'areas' | 'bodies' | 'measures'>
): void {
	search.keys(all, (one) => one.year);
	all.forEach((one, i) => {
		if (one.state !== 'open') return;
		const items = search.at(i, 'items');
		const about = one.items.flatMap(({ measure }) => measure ?? []);
		items.keys(about, (measure) => measure);
		one.items.forEach(({ measure, outcome }, j) => {
			const item = items.at(j);
			item.at('measure').known(measure, known.measures);
			item.at('outcome', 'edit', 'body').known(outcome?.edit.body ?? null, known.bodies);
			if (outcome && 'area' in outcome) item.at('outcome', 'area').known(outcome.area, known.areas);
		});
	});
}
