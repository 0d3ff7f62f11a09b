import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';

/** One status's part of a bar. */
export interface StatusShare {
	status: StatusOrNone;
	count: number;
	/** Where it begins and how much it takes, in per cent of the bar. */
	start: number;
	width: number;
}

/** No part is thinner, in per cent: one measure of a hundred is still seen. */
const thinnest = 1.5;

/**
 * The parts of a bar in the order a reader ranks the statuses, without the empty ones. They fill the
 * bar; what the thinnest are given is taken from the others in proportion.
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
