import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	aPreviousReview,
	anyPlanSnapshot,
	anEvaluation,
	aRound,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { computeFigures, effectiveStatus } from '../figures/figures';
import { isCounted } from '../measure/measure';
import { toPreviousReview, canonicalJson, createReviewContent, reviewFormat } from './review';

/** Returns an equal value with the keys of all objects shuffled. */
function reordered(value: unknown, shuffle: (keys: string[]) => string[]): unknown {
	if (Array.isArray(value)) return value.map((one) => reordered(one, shuffle));
	if (value === null || typeof value !== 'object') return value;
	const members = new Map(Object.entries(value));
	return Object.fromEntries(
		shuffle([...members.keys()]).map((key) => [key, reordered(members.get(key), shuffle)])
	);
}

describe('canonicalJson', () => {
	it.each([
		['keys in order', { b: 1, a: 2 }, '{"a":2,"b":1}'],
		['at every depth', { a: [{ d: 1, c: { f: 1, e: 2 } }] }, '{"a":[{"c":{"e":2,"f":1},"d":1}]}'],
		[
			'capitals before small letters, æ ø å after both',
			{ å: 1, a: 2, B: 3, ø: 4, æ: 5 },
			'{"B":3,"a":2,"å":1,"æ":5,"ø":4}'
		],
		['numbers as the text they are', { '10': 1, '9': 2, all: 3, X: 4 }, '{"10":1,"9":2,"X":4,"all":3}'],
		['lists keep their order', [3, 1, 2], '[3,1,2]'],
		['what is not there is left out', { a: undefined, b: null }, '{"b":null}'],
		['and leaves its place in a list', [undefined, 1], '[null,1]'],
		['letters are written, not escaped', 'våren «2027»', '"våren «2027»"'],
		['quotation marks and line breaks are escaped', 'a"b\n', '"a\\"b\\n"'],
		['numbers as briefly as can be', [1.0, 0.1 + 0.2, 1e21, -0], '[1,0.30000000000000004,1e+21,0]'],
		['nothing', null, 'null']
	])('%s', (_rule, value, text) => {
		expect(canonicalJson(value)).toBe(text);
	});

	it('sorts as the example of RFC 8785', () => {
		const value = {
			'\u20ac': 'Euro Sign',
			'\r': 'Carriage Return',
			'\ufb33': 'Hebrew Letter Dalet With Dagesh',
			'1': 'One',
			'\ud83d\ude00': 'Emoji: Grinning Face',
			'\u0080': 'Control',
			'\u00f6': 'Latin Small Letter O With Diaeresis'
		};
		const order = [...canonicalJson(value).matchAll(/:"([A-Z]\w+)/g)].map(([, word]) => word);
		expect(order).toEqual(['Carriage', 'One', 'Control', 'Latin', 'Euro', 'Emoji', 'Hebrew']);
	});

	it('does not depend on key order', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const text = canonicalJson(value);
				expect(canonicalJson(reordered(value, (keys) => keys.reverse()))).toBe(text);
				expect(canonicalJson(reordered(value, (keys) => keys.sort((a, b) => b.length - a.length)))).toBe(
					text
				);
			})
		);
	});

	it('is parsed to equal content and serialized to the same text', () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				const read: unknown = JSON.parse(canonicalJson(value));
				expect(read).toEqual(JSON.parse(JSON.stringify(value)));
				expect(canonicalJson(read)).toBe(canonicalJson(value));
			})
		);
	});

	it('differs for different content', () => {
		fc.assert(
			fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
				const same =
					JSON.stringify(reordered(a, (keys) => keys.sort())) ===
					JSON.stringify(reordered(b, (keys) => keys.sort()));
				expect(canonicalJson(a) === canonicalJson(b)).toBe(same);
			})
		);
	});
});

describe('createReviewContent', () => {
	it('includes the snapshot, its figures and the format', () => {
		const standing = { ...aPlanSnapshot(), round: aRound };
		expect(createReviewContent(standing)).toEqual({
			format: reviewFormat,
			definition: '2026',
			...standing,
			figures: computeFigures(standing)
		});
	});

	it('names the definition from July 2026, and seals by that of 2025 before', () => {
		const sealed = (asOf: string) =>
			createReviewContent({ ...aPlanSnapshot({ asOf, yearBefore: aPreviousReview() }), round: aRound });
		const [before, after] = [sealed('2026-06-30'), sealed('2026-07-01')];
		expect(after).toMatchObject({ definition: '2026', figures: { total: { comparison: { n: 1 } } } });
		expect(before).not.toHaveProperty('definition');
		expect(Object.keys(before.figures.total).sort()).toEqual([
			'area',
			'before',
			'counted',
			'expected',
			'progress',
			'reported',
			'statuses'
		]);
	});

	it('survives serialization', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const content = createReviewContent({ ...standing, round: aRound });
				expect(canonicalJson(JSON.parse(canonicalJson(content)))).toBe(canonicalJson(content));
			}),
			{ numRuns: 50 }
		);
	});
});

describe('toPreviousReview', () => {
	it('keeps key, date and checksum, each measure’s status, and the means', () => {
		const content = createReviewContent({
			...aPlanSnapshot({
				measures: [
					aMeasure({
						id: 'a',
						report: anEvaluation({ progress: 40, scores: [{ value: 'engasjert', score: 4, comment: '' }] })
					}),
					aMeasure({ id: 'b', code: '3.2', lifecycle: 'completed', report: null, deadline: null }),
					aMeasure({
						id: 'c',
						code: 'X.1',
						area: null,
						report: anEvaluation({
							status: null,
							progress: null,
							scores: [{ value: 'engasjert', score: 1, comment: '' }]
						})
					}),
					aMeasure({ id: 'd', code: '3.4', lifecycle: 'proposed' })
				]
			}),
			round: aRound
		});
		expect(toPreviousReview(content, 'abc')).toEqual({
			key: '2026',
			asOf: '2026-11-21',
			sha256: 'abc',
			measures: [
				{ id: 'a', status: 'on-track', deadline: '2027-12-31', progress: 40 },
				{ id: 'b', status: 'done', deadline: null, progress: 100 },
				{ id: 'c', status: null, deadline: '2027-12-31', progress: null }
			],
			progress: { all: 70, '3': 70, X: null },
			values: { engasjert: 2.5 }
		});
	});

	it('agrees with the review itself', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const content = createReviewContent({ ...standing, round: aRound });
				const kept = toPreviousReview(content, '');
				const counted = content.measures.filter((one) => isCounted(one.lifecycle));
				expect(kept.measures.map((one) => one.id)).toEqual(counted.map((one) => one.id));
				expect(kept.measures.map((one) => one.status ?? 'not-reported')).toEqual(
					counted.map(effectiveStatus)
				);
				expect(kept.progress.all).toBe(content.figures.total.progress);
				for (const area of content.figures.areas) expect(kept.progress[area.area]).toBe(area.progress);
			})
		);
	});

	it('gives no movement for an unchanged plan', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const before = { ...aRound, year: 2024 };
				const earlier = toPreviousReview(createReviewContent({ ...standing, round: before }), '');
				const { movement, total } = computeFigures({ ...standing, last: earlier, yearBefore: earlier });
				expect(movement).toMatchObject({ forward: 0, backward: 0, unknown: 0, added: [], ended: [] });
				expect((movement?.unmoved ?? 0) + (movement?.silent ?? 0)).toBe(total.counted);
				if (total.before !== null) expect(total.before).toBeCloseTo(total.comparison!.progress!, 9);
			})
		);
	});

	it('does not compare a report with itself', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const earlier = toPreviousReview(createReviewContent({ ...standing, round: aRound }), '');
				const { movement, total } = computeFigures({ ...standing, last: earlier, yearBefore: earlier });
				const completed = standing.measures.filter(({ lifecycle }) => lifecycle === 'completed').length;
				expect(movement).toMatchObject({ forward: 0, backward: 0, unmoved: completed });
				if (total.before !== null) expect(total.before).toBeCloseTo(100, 9);
			})
		);
	});

	it('is covered by the checksum of the later review', () => {
		const standing = { ...aPlanSnapshot(), round: aRound };
		expect(canonicalJson(createReviewContent(standing))).not.toBe(
			canonicalJson(createReviewContent({ ...standing, last: aPreviousReview() }))
		);
	});
});
