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

describe('what a correction changed', () => {
	it('is nothing where the round closed again as it was, on another day', () => {
		expect(findCorrections(review(), review({ asOf: '2026-12-01' }))).toEqual([]);
	});

	it('names reports, and the progress that follows from them', () => {
		const corrected = review({ measures: [aMeasure({ report: anEvaluation({ progress: 41 }) })] });
		expect(findCorrections(review(), corrected)).toEqual([
			{ code: 'progress-changed', from: 50, to: 41 },
			{ code: 'report-changed', measure: { code: '3.1', title: aMeasure().title } }
		]);
		const silent = review({ measures: [aMeasure({ report: null })] });
		expect(codes(silent, review())).toContain('report-added');
		expect(codes(review(), silent)).toContain('report-removed');
	});

	it('names what else became of a measure', () => {
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

	it('names verdicts, texts and the rest', () => {
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

	it('names what became of indicators, rollout and answers, where the first version kept them', () => {
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

	it('is nothing for whatever review beside itself', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const content = createReviewContent({ ...standing, round: standing.round ?? aRound });
				expect(findCorrections(content, JSON.parse(JSON.stringify(content)) as ReviewContent)).toEqual([]);
			})
		);
	});
});
