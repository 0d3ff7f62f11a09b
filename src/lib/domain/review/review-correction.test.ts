import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	anyPlanSnapshot,
	anEvaluation,
	aRound,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { findCorrections } from './review-correction';
import { assessReadings } from '../indicator';
import { computeResponse } from '../figures/response-rate';
import { createReviewContent, type ReviewContent, type ReviewParts } from './review';
import { buildReviewRollout } from './review-parts';
import type { ReviewTexts } from './review-text';
import type { RolloutState } from '../rollout';
import type { PlanSnapshot } from '../plan/plan-snapshot';

const review = (given: Partial<PlanSnapshot> = {}, texts?: ReviewTexts): ReviewContent =>
	createReviewContent({ ...aPlanSnapshot(given), round: given.round ?? aRound }, { texts });
const codes = (first: ReviewContent, second: ReviewContent) =>
	findCorrections(first, second).map(({ code }) => code);

describe('findCorrections', () => {
	it('is empty if the round was closed again unchanged on another day', () => {
		expect(findCorrections(review(), review({ asOf: '2026-12-01' }))).toEqual([]);
	});

	it('returns evaluations, and the progress that follows', () => {
		const corrected = review({ measures: [aMeasure({ report: anEvaluation({ progress: 41 }) })] });
		expect(findCorrections(review(), corrected)).toEqual([
			{ code: 'progress-changed', from: 50, to: 41 },
			{ code: 'report-changed', measure: { code: '3.1', title: aMeasure().title } }
		]);
		const silent = review({ measures: [aMeasure({ report: null })] });
		expect(codes(silent, review())).toContain('report-added');
		expect(codes(review(), silent)).toContain('report-removed');
	});

	it('returns other changes to a measure', () => {
		const moved = review({ measures: [aMeasure({ deadline: '2028-12-31', title: { nb: 'Nytt navn' } })] });
		expect(findCorrections(review(), moved)).toEqual([
			{
				code: 'measure-changed',
				measure: { code: '3.1', title: { nb: 'Nytt navn' } },
				traits: ['title', 'deadline']
			}
		]);
		const more = review({ measures: [aMeasure(), aMeasure({ id: 'new', code: '3.2', report: null })] });
		expect(codes(review(), more)).toEqual(['measure-added']);
		expect(codes(more, review())).toEqual(['measure-removed']);
	});

	it('returns verdicts, texts and other parts', () => {
		const [area] = aPlanSnapshot().areas;
		const verdict = { status: 'on-track', text: 'Bra', lang: 'nb', by: 'Kari', on: '2026-11-01' } as const;
		expect(codes(review(), review({ areas: [{ ...area!, verdict }] }))).toEqual(['verdict-changed']);
		expect(codes(review(), review({ areas: [{ ...area!, name: { nb: 'Nytt' } }] }))).toEqual([
			'area-changed'
		]);
		expect(findCorrections(review(), review({}, { 'area:3': { nn: 'Om området' } }))).toEqual([
			{ code: 'text-changed', section: 'area:3', area: 3 }
		]);
		expect(codes(review(), review({ round: { ...aRound, meetingOn: '2026-12-24' } }))).toEqual([
			'frame-changed'
		]);
	});

	it('returns indicators, rollout and response if the first version stored them', () => {
		const cells = (state: RolloutState) => [
			{ number: '4001', name: 'Porsgrunn', kind: 'municipality' as const, cells: [state] }
		];
		const kept = (state: RolloutState, value: number, fresh: number): ReviewParts => {
			const { code, title } = aMeasure();
			const course = { direction: 'up', baseline: null, baselineOn: null, targets: [] } as const;
			const readings = assessReadings(course, [{ on: '2026-06-30', value }]);
			const own = { name: title, unit: title, source: null, targets: [], readings };
			return {
				indicators: [{ ...course, measure: { code, title }, ...own }],
				rollout: buildReviewRollout([{ code, title }], cells(state)),
				reporting: { response: computeResponse([], '2026-10-30'), freshness: { limit: 180, asked: 1, fresh } }
			};
		};
		const of = (parts: ReviewParts) => createReviewContent({ ...aPlanSnapshot(), round: aRound }, parts);
		const first = of(kept('started', 3, 1));
		expect(codes(first, of(kept('started', 3, 1)))).toEqual([]);
		expect(codes(first, of(kept('in-use', 4, 0)))).toEqual([
			'indicators-changed',
			'rollout-changed',
			'reporting-changed'
		]);
		expect(codes(review(), first)).toEqual([]);
	});

	it('is empty for equal reviews', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const content = createReviewContent({ ...standing, round: standing.round ?? aRound });
				expect(findCorrections(content, JSON.parse(JSON.stringify(content)) as ReviewContent)).toEqual([]);
			})
		);
	});
});
