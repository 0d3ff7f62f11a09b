import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	aMeasure,
	anyPlanSnapshot,
	anEvaluation,
	aRound,
	aPlanSnapshot
} from '../../../../tests/support/plan-snapshots';
import { truncateText, buildReviewSlides, divideEvenly } from './review-slides';
import { createReviewContent } from './review';

const asking = (n: number) =>
	Array.from({ length: n }, (_, index) =>
		aMeasure({ id: `m${index}`, report: anEvaluation({ needs: ['decision'], needsText: `Vedtak ${index}` }) })
	);
const slides = (n: number) =>
	buildReviewSlides(createReviewContent({ ...aPlanSnapshot({ measures: asking(n) }), round: aRound }));

describe('buildReviewSlides', () => {
	it('goes from the year over each area to the decisions', () => {
		expect(slides(1).map(({ kind }) => kind)).toEqual(['title', 'brief', 'areas', 'area', 'asked']);
	});

	it.each([
		[0, [0]],
		[4, [4]],
		[5, [3, 2]],
		[9, [3, 3, 3]]
	])('shows %i requests as %j', (n, sizes) => {
		const asked = slides(n).filter((slide) => slide.kind === 'asked');
		expect(asked.map(({ requests }) => requests.length)).toEqual(sizes);
		expect(asked.map(({ from }) => from)).toEqual(sizes.map((_size, index) => index * sizes[0]!));
	});

	it('ends with the decisions for any plan', () => {
		fc.assert(
			fc.property(anyPlanSnapshot, (standing) => {
				const all = buildReviewSlides(createReviewContent({ ...standing, round: standing.round ?? aRound }));
				expect(all.at(-1)?.kind).toBe('asked');
			})
		);
	});
});

it.each([
	[0, [0]],
	[9, [9]],
	[21, [7, 7, 7]]
])('divideEvenly divides %i areas into %j', (n, sizes) => {
	const areas = Array.from({ length: n }, (_, area) => area);
	const groups = divideEvenly(areas, 10);
	expect(groups.map(({ length }) => length)).toEqual(sizes);
	expect(groups.flat()).toEqual(areas);
});

describe('truncateText', () => {
	it('keeps a text that fits, and cuts between words', () => {
		expect(truncateText(' Vi er i gang. ', 20)).toBe('Vi er i gang.');
		expect(truncateText('Vi er i gang, og alt går bra.', 15)).toBe('Vi er i gang …');
		expect(truncateText('Menneskerettighetsorganisasjonene', 10)).toBe('Menneskere …');
	});

	it('is never longer than the limit plus an ellipsis', () => {
		fc.assert(
			fc.property(fc.string(), fc.integer({ min: 5, max: 40 }), (text, most) => {
				expect(truncateText(text, most).length).toBeLessThanOrEqual(most + 2);
			})
		);
	});
});
