import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';

export interface StatusShare {
	status: StatusOrNone;
	count: number;
	/** Start and width in per cent of the bar. */
	start: number;
	width: number;
}

/** Minimum width of a segment in per cent, so that one measure in a hundred is visible. */
const thinnest = 1.5;

/**
 * Returns the non-empty segments of a bar in status order. They fill the bar; what the thinnest gain, the
 * others lose in proportion.
 */
export function statusShares(statuses: Record<StatusOrNone, number>): StatusShare[] {
	const present = allStatuses.filter((status) => statuses[status] > 0);
	const total = present.reduce((sum, status) => sum + statuses[status], 0);
	const exact = (status: StatusOrNone) => (100 * statuses[status]) / total;
	const thin = present.filter((status) => exact(status) < thinnest);
	const taken = thin.reduce((sum, status) => sum + exact(status), 0);
	const shrink = (100 - thinnest * thin.length) / (100 - taken);
	let start = 0;
	return present.map((status) => {
		const width = thin.includes(status) ? thinnest : exact(status) * shrink;
		const share = { status, count: statuses[status], start, width };
		start += width;
		return share;
	});
}
