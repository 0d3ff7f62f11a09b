import { describe, expect, it } from 'vitest';
import { aMeasure, anEvaluation, aPlanSnapshot } from '../../../../tests/support/plan-snapshots';
import { computeDriverFigures } from './driver-figures';
import { allStatuses } from '../evaluation/evaluation';

const drivers = [
	{ code: 'U1', kind: 'challenge', title: { nb: 'Demografi' } },
	{ code: 'M1', kind: 'opportunity', title: { nb: 'Forebygging' } }
] as const;

describe('computeDriverFigures', () => {
	it('counts only active measures, by status', () => {
		const measures = [
			aMeasure({ id: 'a', drivers: ['U1'] }),
			aMeasure({
				id: 'b',
				drivers: ['U1'],
				lifecycle: 'in-operation',
				report: anEvaluation({ status: 'delayed' })
			}),
			aMeasure({ id: 'c', drivers: ['U1', 'M1'], lifecycle: 'completed' }),
			aMeasure({ id: 'd', drivers: ['M1'], lifecycle: 'proposed' }),
			aMeasure({ id: 'e', drivers: ['M1'], lifecycle: 'discontinued' })
		];
		const [challenge, opportunity] = computeDriverFigures(aPlanSnapshot({ drivers: [...drivers], measures }));
		expect(challenge).toMatchObject({ code: 'U1', active: 2 });
		expect(challenge?.statuses).toMatchObject({ 'on-track': 1, delayed: 1, done: 0 });
		expect(opportunity).toMatchObject({ code: 'M1', kind: 'opportunity', active: 0 });
		expect(allStatuses.every((status) => opportunity?.statuses[status] === 0)).toBe(true);
	});

	it('is empty without challenges, or in a snapshot without drivers', () => {
		expect(computeDriverFigures(aPlanSnapshot({ drivers: [] }))).toEqual([]);
		expect(computeDriverFigures(aPlanSnapshot())).toEqual([]);
	});
});
