import { describe, expect, it } from 'vitest';
import { allStatuses, type StatusOrNone } from '$lib/domain/evaluation/evaluation';
import { statusShares } from './status-shares';

function counts(some: Partial<Record<StatusOrNone, number>>): Record<StatusOrNone, number> {
	return {
		...(Object.fromEntries(allStatuses.map((status) => [status, 0])) as Record<StatusOrNone, number>),
		...some
	};
}

describe('statusShares', () => {
	it('returns nothing without measures', () => {
		expect(statusShares(counts({}))).toEqual([]);
	});

	it('returns one full segment if all statuses are equal', () => {
		expect(statusShares(counts({ delayed: 1 }))).toEqual([
			{ status: 'delayed', count: 1, start: 0, width: 100 }
		]);
	});

	it('follows the status order and fills the bar', () => {
		const shares = statusShares(counts({ 'not-reported': 2, 'on-track': 15, done: 3 }));
		expect(shares.map((share) => share.status)).toEqual(['done', 'on-track', 'not-reported']);
		expect(shares.map((share) => share.width)).toEqual([15, 75, 10]);
		expect(shares.map((share) => share.start)).toEqual([0, 15, 90]);
	});

	it('keeps every segment visible and fills the bar', () => {
		const shares = statusShares(counts({ done: 1, 'on-track': 198, delayed: 1 }));
		expect(shares.map((share) => share.width)).toEqual([1.5, 97, 1.5]);
	});
});
