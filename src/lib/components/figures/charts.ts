import { late } from '$lib/charts/late';

/*
 * The figures that are charts, as pages place them. Their words and tables come with the page, what draws
 * them comes after: see docs/decisions/0008-charts-after-the-page.md.
 */

export const Adoption = late(
	() => import('./Adoption.svelte'),
	import.meta.env.SSR ? await import('./Adoption.svelte') : null
);

export const IndicatorFigure = late(
	() => import('./IndicatorFigure.svelte'),
	import.meta.env.SSR ? await import('./IndicatorFigure.svelte') : null
);

export const ProgressOverTime = late(
	() => import('./ProgressOverTime.svelte'),
	import.meta.env.SSR ? await import('./ProgressOverTime.svelte') : null
);

export const StandingFigure = late(
	() => import('./StandingFigure.svelte'),
	import.meta.env.SSR ? await import('./StandingFigure.svelte') : null
);
