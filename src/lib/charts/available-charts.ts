import type { ReviewFigures } from '$lib/domain/review/review';
import type { SnapshotChartName } from './snapshot-charts';

/* Separate from the charts, so that a page can place them before their code is loaded. */

/** True if the figures contain the chart's data: reviews sealed by older versions lack the newer charts. */
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

/** Charts of a review in order: before the areas, after them, and under the response rate. */
export const reviewChartOrder = {
	first: ['status', 'progress', 'movement', 'commitment'],
	wider: ['values', 'valuesOverTime', 'coverage', 'rollout'],
	reporting: ['response']
} as const satisfies Record<string, SnapshotChartName[]>;

/** Returns those of the given charts that the figures have data for. */
export function availableCharts(
	figures: ReviewFigures,
	some: readonly SnapshotChartName[]
): SnapshotChartName[] {
	return some.filter((one) => isAvailable[one](figures));
}
