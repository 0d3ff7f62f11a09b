import type { ReviewFigures } from '$lib/domain/review/review';
import type { SnapshotChartName } from './snapshot-charts';

/*
 * Which charts a review shows. Apart from the charts themselves, so that a page can place them before the
 * code that draws them has come.
 */

/** Whether figures say anything of a chart's matter: what came in later years is left out of reviews from before. */
const isAvailable: Record<SnapshotChartName, (figures: ReviewFigures) => boolean> = {
	status: () => true,
	progress: () => true,
	movement: ({ movement }) => movement !== null,
	commitment: ({ commitment }) => !!commitment,
	values: () => true,
	valuesOverTime: ({ valuesOverTime }) => !!valuesOverTime,
	coverage: ({ coverage }) => !!coverage,
	rollout: ({ rollout }) => !!rollout,
	response: ({ reporting }) => !!reporting
};

/** The charts of a review in its order: before the areas, after them, and where it tells how it was answered. */
export const reviewChartOrder = {
	first: ['status', 'progress', 'movement', 'commitment'],
	wider: ['values', 'valuesOverTime', 'coverage', 'rollout'],
	reporting: ['response']
} as const satisfies Record<string, SnapshotChartName[]>;

/** Those of some charts that figures say anything of. */
export function availableCharts(
	figures: ReviewFigures,
	some: readonly SnapshotChartName[]
): SnapshotChartName[] {
	return some.filter((one) => isAvailable[one](figures));
}
