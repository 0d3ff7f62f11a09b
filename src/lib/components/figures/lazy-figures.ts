import { lazyComponent } from '$lib/charts/lazy-component';

/*
 * Lazily loaded chart figures: texts and tables come with the page, drawing code after it
 * (docs/decisions/0008-charts-after-the-page.md).
 */

export const AdoptionFigure = lazyComponent(
	() => import('./AdoptionFigure.svelte'),
	import.meta.env.SSR ? await import('./AdoptionFigure.svelte') : null
);

export const IndicatorFigure = lazyComponent(
	() => import('./IndicatorFigure.svelte'),
	import.meta.env.SSR ? await import('./IndicatorFigure.svelte') : null
);

export const ProgressOverTimeFigure = lazyComponent(
	() => import('./ProgressOverTimeFigure.svelte'),
	import.meta.env.SSR ? await import('./ProgressOverTimeFigure.svelte') : null
);

export const SnapshotFigure = lazyComponent(
	() => import('./SnapshotFigure.svelte'),
	import.meta.env.SSR ? await import('./SnapshotFigure.svelte') : null
);
