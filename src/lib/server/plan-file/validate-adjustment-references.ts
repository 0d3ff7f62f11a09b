import type { PlanFileAdjustment } from '$lib/forms/plan-file/plan-file';
import type { KnownKeys, ReferenceChecker } from './reference-checker';

/** Reports duplicate years and items that refer to unknown measures, bodies or areas. */
export function checkAdjustments(
	search: ReferenceChecker,
	at: string,
	all: readonly PlanFileAdjustment[],
	known: KnownKeys<'areas' | 'bodies' | 'measures'>
): void {
	search.keys(at, all, (one) => one.year);
	all.forEach((one, i) => {
		if (one.state !== 'open') return;
		const items = `${at}[${i}].items`;
		const about = one.items.flatMap(({ measure }) => measure ?? []);
		search.keys(items, about, (measure) => measure);
		one.items.forEach(({ measure, outcome }, j) => {
			const path = `${items}[${j}]`;
			search.known(`${path}.measure`, measure, known.measures, 'a measure');
			search.known(`${path}.outcome.edit.body`, outcome?.edit.body ?? null, known.bodies, 'a body');
			if (outcome && 'area' in outcome)
				search.known(`${path}.outcome.area`, outcome.area, known.areas, 'an area');
		});
	});
}
