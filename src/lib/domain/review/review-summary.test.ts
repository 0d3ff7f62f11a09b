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
			'commitment'
		]);
	});

	it('returns the values in place of movement in the first year', () => {
		expect(codes(aPlanSnapshot())).toEqual(['status', 'asked', 'progress', 'values']);
	});

	it('returns one sentence without adopted measures', () => {
		expect(codes(aPlanSnapshot({ measures: [] }))).toEqual(['nothing-adopted']);
		expect(codes(aPlanSnapshot({ measures: [aMeasure({ lifecycle: 'proposed' })] }))).toEqual([
			'nothing-adopted'
		]);
	});

	const area = (number: number) => ({ ...aPlanSnapshot().areas[0]!, number });
	const delayed = anEvaluation({ status: 'delayed', deviation: 'x' });
	/** Builds measures of an area, on track, delayed and silent. */
	const inArea = (number: number, onTrack: number, behind: number, silent = 0) =>
		Array.from({ length: onTrack + behind + silent }, (_, index) =>
			aMeasure({
				id: `${number}.${index}`,
				area: number,
				report: index < onTrack ? anEvaluation() : index < onTrack + behind ? delayed : null
			})
		);
	const areasSentence = (...measures: ReturnType<typeof aMeasure>[]) =>
		briefOf(aPlanSnapshot({ areas: [area(1), area(2), area(3), area(4)], measures })).find(
			({ code }) => code === 'areas'
		);

	it('names the best and worst areas by share, and those without a report', () => {
		const found = areasSentence(
			...inArea(1, 2, 1),
			...inArea(2, 1, 0),
			...inArea(3, 1, 2),
			...inArea(4, 0, 0, 2)
		);
		expect(found).toEqual({
			code: 'areas',
			best: [{ area: '1', part: 2, whole: 3 }],
			heaviest: [{ area: '3', part: 2, whole: 3 }],
			silent: ['4']
		});
	});

	it('names every area with the same share', () => {
		const found = areasSentence(...inArea(1, 3, 1), ...inArea(2, 6, 2), ...inArea(3, 1, 3));
		expect(found).toMatchObject({
			best: [
				{ area: '1', part: 3, whole: 4 },
				{ area: '2', part: 6, whole: 8 }
			],
			heaviest: [{ area: '3', part: 3, whole: 4 }]
		});
	});

	it('names no area as best without another to compare with, or with the same share in all', () => {
		expect(areasSentence(...inArea(1, 3, 0), ...inArea(2, 2, 0))).toBeUndefined();
		expect(areasSentence(...inArea(1, 3, 0), ...inArea(2, 3, 0))).toBeUndefined();
	});

	it('does not name one area as both best and worst', () => {
		expect(areasSentence(...inArea(1, 2, 2), ...inArea(2, 1, 2, 3))).toMatchObject({
			best: [{ area: '1' }],
			heaviest: []
		});
	});

	it('counts each measure once, under its most important request', () => {
		const asks = anEvaluation({ needs: ['clarification', 'decision'], needsText: 'x' });
		expect(briefOf(aPlanSnapshot({ measures: [aMeasure({ report: asks })] })).at(1)).toEqual({
			code: 'asked',
			measures: 1,
			needs: { ...nothing, decision: 1 },
			reported: 1
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
