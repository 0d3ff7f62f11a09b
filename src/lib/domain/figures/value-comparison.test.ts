import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	anEvaluation,
	aPlanSnapshot,
	aPreviousReview
} from '../../../../tests/support/plan-snapshots';
import { compareValues } from './value-comparison';

const values = [{ code: 'trust', name: { nb: 'Tillit' } }];
const last = aPreviousReview({ key: '2025', asOf: '2025-11-28' });

/** Measures with a score each, by id; null without a score. */
function scored(scores: Record<string, number | null>, round: string) {
	return Object.entries(scores).map(([id, score]) =>
		aMeasure({ id, report: anEvaluation({ round, scores: [{ value: 'trust', score, comment: '' }] }) })
	);
}

function compare(now: Record<string, number | null>, then: Record<string, number | null>, round = '2026') {
	return compareValues(aPlanSnapshot({ values, last, measures: scored(now, round) }), scored(then, '2025'));
}

describe('compareValues', () => {
	it('compares the same measures only', () => {
		expect(compare({ a: 5, b: 4, c: 3, d: 1, e: null }, { a: 2, b: 2, c: 2, e: 5, f: 5 })).toEqual([
			{ value: 'trust', n: 3, scored: 4, means: { now: 4, before: 2 } }
		]);
	});

	it.each([
		['fewer than three', { a: 5, b: 4 }, { a: 2, b: 2 }, 2, 2],
		['fewer than half', { a: 5, b: 4, c: 3, d: 1, e: 1, f: 1, g: 1 }, { a: 2, b: 2, c: 2 }, 3, 7],
		['none', { a: 5, b: 4, c: 3 }, { f: 2 }, 0, 3]
	])('compares nothing if %s are scored both times', (_, now, then, n, of) => {
		expect(compare(now, then)).toEqual([{ value: 'trust', n, scored: of, means: null }]);
	});

	it('does not compare a review with itself', () => {
		const scores = { a: 5, b: 4, c: 3 };
		expect(compare(scores, scores, '2025')).toEqual([{ value: 'trust', n: 0, scored: 3, means: null }]);
	});

	it('says nothing of a value without scores now or in the previous review', () => {
		expect(compare({ a: 5, b: 4, c: 3 }, {})).toEqual([]);
		expect(compare({ a: null }, { a: 2 })).toEqual([]);
	});
});
