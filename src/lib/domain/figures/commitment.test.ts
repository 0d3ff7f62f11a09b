import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	aPreviousReview,
	anyPlanSnapshot,
	anEvaluation,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { computeCommitment } from './commitment';
import { computeFigures } from './figures';

const inYear = (id: string, deadline: string | null, status: 'on-track' | null = 'on-track') => ({
	id,
	status,
	deadline
});

describe('computeCommitment', () => {
	it('returns null without an earlier review', () => {
		expect(computeCommitment(aPlanSnapshot(), ['3'])).toBeNull();
	});

	it('counts deadlines moved out of the year', () => {
		const before = aPreviousReview({
			key: '2025',
			measures: [
				inYear('stands', '2026-12-31'),
				inYear('moved', '2026-06-30'),
				inYear('taken-away', '2026-06-30'),
				inYear('earlier', '2026-11-01'),
				inYear('later', '2027-06-30')
			]
		});
		const measures = [
			aMeasure({ id: 'stands', deadline: '2026-12-31' }),
			aMeasure({ id: 'moved', deadline: '2027-03-31' }),
			aMeasure({ id: 'taken-away', deadline: null }),
			aMeasure({ id: 'earlier', deadline: '2026-03-01' }),
			aMeasure({ id: 'later', deadline: '2028-06-30' })
		];
		expect(computeCommitment(aPlanSnapshot({ yearBefore: before, last: before, measures }), ['3'])).toEqual({
			since: '2025',
			year: 2026,
			due: 4,
			moved: [
				{ id: 'moved', from: '2026-06-30', to: '2027-03-31' },
				{ id: 'taken-away', from: '2026-06-30', to: null }
			],
			added: [],
			silent: [],
			areas: [{ area: '3', moved: 2, added: 0, silent: 0 }]
		});
	});

	it('compares with the annual review rather than the half-year one', () => {
		const yearBefore = aPreviousReview({ key: '2025', measures: [] });
		const last = aPreviousReview({ key: '2026-half', measures: [inYear('digital-follow-up', null)] });
		expect(computeCommitment(aPlanSnapshot({ last, yearBefore }), ['3'])).toMatchObject({
			since: '2025',
			added: ['digital-follow-up']
		});
	});

	it('counts reportable measures without an evaluation in two rounds as silent', () => {
		const last = aPreviousReview({
			measures: ['silent', 'spoke', 'old', 'completed'].map((id) => inYear(id, null, null))
		});
		const measures = [
			aMeasure({ id: 'silent', report: null }),
			aMeasure({ id: 'spoke' }),
			aMeasure({ id: 'old', report: anEvaluation({ round: '2025' }) }),
			aMeasure({ id: 'completed', lifecycle: 'completed', report: null }),
			aMeasure({ id: 'new', report: null })
		];
		expect(computeCommitment(aPlanSnapshot({ last, measures }), ['3'])?.silent).toEqual(['silent', 'old']);
	});

	it('counts by area', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const { commitment } = computeFigures(standing);
				if (!commitment) return;
				for (const kind of ['moved', 'added', 'silent'] as const)
					expect(commitment.areas.reduce((sum, area) => sum + area[kind], 0)).toBe(commitment[kind].length);
				expect(commitment.moved.length).toBeLessThanOrEqual(commitment.due);
			})
		);
	});
});
