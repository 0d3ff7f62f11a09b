import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	aPreviousReview,
	anyPlanSnapshot,
	anEvaluation,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { summarizeReview } from './review-summary';
import { computeFigures } from '../figures/figures';
import { groupReportedNeeds } from '../figures/reported-needs';
import type { PlanSnapshot } from '../plan/plan-snapshot';

const nothing = { decision: 0, money: 0, clarification: 0 };

function briefOf(standing: PlanSnapshot) {
	const { decision, money, clarification } = groupReportedNeeds(standing);
	return summarizeReview(computeFigures(standing), {
		decision: decision.length,
		money: money.length,
		clarification: clarification.length
	});
}

const codes = (standing: PlanSnapshot) => briefOf(standing).map(({ code }) => code);

describe('summarizeReview', () => {
	it('returns five sentences, the second about the requests', () => {
		const earlier = aPreviousReview({
			measures: [{ id: 'digital-follow-up', status: 'on-track', deadline: null }]
		});
		expect(codes(aPlanSnapshot({ last: earlier }))).toEqual([
			'status',
			'asked',
			'progress',
			'movement',
			'areas'
		]);
	});

	it('returns five sentences in the first year, with the values in place of movement', () => {
		expect(codes(aPlanSnapshot())).toEqual(['status', 'asked', 'progress', 'areas', 'values']);
	});

	it('returns one sentence without adopted measures', () => {
		expect(codes(aPlanSnapshot({ measures: [] }))).toEqual(['nothing-adopted']);
		expect(codes(aPlanSnapshot({ measures: [aMeasure({ lifecycle: 'proposed' })] }))).toEqual([
			'nothing-adopted'
		]);
	});

	it('names the best and worst areas by share', () => {
		const area = (number: number) => ({ ...aPlanSnapshot().areas[0]!, number });
		const delayed = anEvaluation({ status: 'delayed', deviation: 'x' });
		const standing = aPlanSnapshot({
			areas: [area(1), area(2), area(3)],
			measures: [
				aMeasure({ id: 'a', area: 1 }),
				aMeasure({ id: 'b', area: 1, report: delayed }),
				aMeasure({ id: 'c', area: 2 }),
				aMeasure({ id: 'd', area: 3, report: delayed }),
				aMeasure({ id: 'e', area: 3, report: delayed }),
				aMeasure({ id: 'f', area: 3 })
			]
		});
		expect(briefOf(standing)).toContainEqual({
			code: 'areas',
			best: { area: '2', part: 1, whole: 1 },
			heaviest: { area: '3', part: 2, whole: 3 }
		});
	});

	it('does not name one area as both best and worst', () => {
		const measures = [
			aMeasure({ id: 'a' }),
			aMeasure({ id: 'b', report: anEvaluation({ status: 'on-hold' }) })
		];
		expect(briefOf(aPlanSnapshot({ measures }))).toContainEqual({
			code: 'areas',
			best: { area: '3', part: 1, whole: 2 },
			heaviest: null
		});
	});

	it('counts each measure once, under its most important request', () => {
		const asks = anEvaluation({ needs: ['clarification', 'decision'], needsText: 'x' });
		expect(briefOf(aPlanSnapshot({ measures: [aMeasure({ report: asks })] })).at(1)).toEqual({
			code: 'asked',
			measures: 1,
			needs: { ...nothing, decision: 1 }
		});
	});

	it('never returns more than five sentences or a duplicate', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const all = codes(standing);
				expect(all.length).toBeLessThanOrEqual(5);
				expect(new Set(all).size).toBe(all.length);
			})
		);
	});
});
