import { allStatuses } from '$lib/domain/evaluation/evaluation';
import type { AreaFigures } from '$lib/domain/figures/figures';

/** Maximum number of separate blocks that fit on a phone. */
const most = 40;

export function countMeasures(statuses: AreaFigures['statuses']): number {
	return allStatuses.reduce((sum, status) => sum + statuses[status], 0);
}

/** True if every row has room for a block per measure, so that blocks mean the same in all rows. */
export function fitSeparateBlocks(rows: readonly Pick<AreaFigures, 'statuses'>[]): boolean {
	return rows.every(({ statuses }) => countMeasures(statuses) <= most);
}
