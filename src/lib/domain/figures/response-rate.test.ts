import { describe, expect, it } from 'vitest';
import {
	computeFreshness,
	computeResponseFromSnapshot,
	computeResponse,
	responsePercent
} from './response-rate';
import type { SnapshotMeasure, SnapshotRound } from '../plan/plan-snapshot';

describe('computeResponse', () => {
	const measures = [
		{ area: 1, answeredOn: '2026-11-20' },
		{ area: 1, answeredOn: '2026-11-27' },
		{ area: 1, answeredOn: null },
		{ area: null, answeredOn: '2026-11-28' }
	];

	it('counts submitted and timely evaluations, in total and by area', () => {
		expect(computeResponse(measures, '2026-11-27')).toEqual({
			total: { area: 'all', asked: 4, answered: 3, onTime: 2 },
			areas: [
				{ area: '1', asked: 3, answered: 2, onTime: 2 },
				{ area: 'X', asked: 1, answered: 1, onTime: 0 }
			]
		});
	});

	it('gives whole per cent, and null if no measures are asked', () => {
		expect(responsePercent({ asked: 3, answered: 2 })).toBe(67);
		expect(responsePercent({ asked: 0, answered: 0 })).toBeNull();
	});

	it('is derived from approved evaluations if a review did not store it', () => {
		const measure = (lifecycle: string, report: object | null) => ({ area: 1, lifecycle, report });
		const told = computeResponseFromSnapshot({
			round: { year: 2026, kind: 'half', reportBy: '2026-05-05' } as SnapshotRound,
			measures: [
				measure('adopted', { round: '2026-half', submittedOn: '2026-05-06' }),
				measure('adopted', { round: '2025', submittedOn: '2025-11-06' }),
				measure('completed', { round: '2026-half', submittedOn: '2026-05-01' }),
				measure('completed', null),
				measure('proposed', null)
			] as SnapshotMeasure[]
		});
		expect(told.total).toEqual({ area: 'all', asked: 3, answered: 2, onTime: 1 });
	});
});

describe('computeFreshness', () => {
	it('counts measures with an evaluation within the limit, to the day', () => {
		const days = ['2026-11-21', '2026-05-25', '2026-05-24', null];
		expect(computeFreshness(days, '2026-11-21', 180)).toEqual({ limit: 180, asked: 4, fresh: 2 });
	});
});
