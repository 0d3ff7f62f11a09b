import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	anyPlanSnapshot,
	anEvaluation,
	aRound,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { compareReviews } from './review-comparison';
import { createReviewContent, type ReviewContent } from './review';
import type { SnapshotMeasure } from '../plan/plan-snapshot';

const reviewOf = (measures: SnapshotMeasure[], year = 2026): ReviewContent =>
	createReviewContent({ ...aPlanSnapshot({ measures }), round: { ...aRound, year } });
const then = (...measures: SnapshotMeasure[]) => reviewOf(measures, 2025);
const now = (...measures: SnapshotMeasure[]) => reviewOf(measures);

describe('compareReviews', () => {
	it('returns moved measures, backward first', () => {
		const { moved } = compareReviews(
			then(
				aMeasure({ id: 'up', report: anEvaluation({ status: 'delayed' }) }),
				aMeasure({ id: 'down', report: anEvaluation({ status: 'on-track' }) }),
				aMeasure({ id: 'still' }),
				aMeasure({ id: 'unknown', report: null })
			),
			now(
				aMeasure({ id: 'up', report: anEvaluation({ status: 'done' }) }),
				aMeasure({ id: 'down', report: anEvaluation({ status: 'on-hold' }) }),
				aMeasure({ id: 'still' }),
				aMeasure({ id: 'unknown' })
			)
		);
		expect(moved.map(({ id, from, to, way }) => [id, from, to, way])).toEqual([
			['down', 'on-track', 'on-hold', -1],
			['up', 'delayed', 'done', 1]
		]);
	});

	it('returns the reasons for stalled measures', () => {
		const before = (id: string, given: Partial<SnapshotMeasure>) => aMeasure({ id, ...given });
		const { stalled, silent, once, total } = compareReviews(
			then(
				before('late', { report: anEvaluation({ status: 'delayed', progress: 20 }) }),
				before('stuck', { report: anEvaluation({ progress: 50 }) }),
				before('silent', { report: null }),
				before('once', { report: null }),
				before('well', { report: anEvaluation({ progress: 50 }) }),
				before('done', { report: anEvaluation({ status: 'done', progress: 100 }) })
			),
			now(
				before('late', { report: anEvaluation({ status: 'on-hold', progress: 20 }) }),
				before('stuck', { report: anEvaluation({ progress: 50 }) }),
				before('silent', { report: null }),
				before('once', { report: anEvaluation({ status: 'delayed' }) }),
				before('well', { report: anEvaluation({ progress: 51 }) }),
				before('done', { report: anEvaluation({ status: 'done', progress: 100 }) })
			)
		);
		expect(stalled.map(({ id, reasons }) => [id, reasons])).toEqual([
			['late', ['behind-twice', 'no-progress']],
			['stuck', ['no-progress']]
		]);
		expect([silent, once].map((list) => list.map(({ id }) => id))).toEqual([['silent'], ['once']]);
		expect(total).toMatchObject({
			both: { then: 4, now: 4 },
			good: { then: 3, now: 3 },
			behind: { then: 1, now: 1 }
		});
	});

	it('counts no statuses if no measure has one in both reviews', () => {
		const { total, areas } = compareReviews(
			then(aMeasure({ id: 'one', report: anEvaluation({ status: 'delayed' }) })),
			now(aMeasure({ id: 'one', report: null }))
		);
		expect(total).toMatchObject({ both: { now: 0 }, good: { then: null, now: null }, behind: { now: null } });
		expect(areas).toMatchObject([{ good: { then: null, now: null }, both: 0, counted: 1 }]);
	});

	it('pairs next steps with the work done, also if there is none', () => {
		const promise = anEvaluation({ nextSteps: 'Inngå avtaler.', lang: 'nb' });
		const { promises } = compareReviews(
			then(
				aMeasure({ id: 'kept', report: promise }),
				aMeasure({ id: 'silent', report: promise }),
				aMeasure({ id: 'no-promise', report: anEvaluation({ nextSteps: ' ' }) })
			),
			now(
				aMeasure({ id: 'kept', report: anEvaluation({ done: 'Avtalane er inngått.', lang: 'nn' }) }),
				aMeasure({ id: 'silent', report: null }),
				aMeasure({ id: 'no-promise' })
			)
		);
		expect(promises).toMatchObject([
			{
				id: 'kept',
				promised: { nextSteps: 'Inngå avtaler.', lang: 'nb' },
				came: { done: 'Avtalane er inngått.', lang: 'nn' }
			},
			{ id: 'silent', came: null }
		]);
	});

	it('separates new from ended measures, without those not counted', () => {
		const { added, ended } = compareReviews(
			then(aMeasure({ id: 'old' }), aMeasure({ id: 'stays' })),
			now(aMeasure({ id: 'stays' }), aMeasure({ id: 'new' }), aMeasure({ id: 'idea', lifecycle: 'proposed' }))
		);
		expect([added.map(({ id }) => id), ended.map(({ id }) => id)]).toEqual([['new'], ['old']]);
	});

	it('returns each measure once in a list, and no changes for equal reviews', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, anyPlanSnapshot, (first, second) => {
				const one = createReviewContent({ ...first, round: first.round ?? aRound });
				const other = createReviewContent({ ...second, round: second.round ?? aRound });
				const found = compareReviews(one, other);
				for (const list of [found.moved, found.stalled, found.promises, found.added, found.ended])
					expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
				const itself = compareReviews(one, one);
				expect([itself.moved, itself.added, itself.ended]).toEqual([[], [], []]);
				for (const pair of Object.values(itself.total)) expect(pair.then).toBe(pair.now);
			})
		);
	});
});
