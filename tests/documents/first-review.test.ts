import { describe, expect, it } from 'vitest';
import { createChartStyle } from '$lib/charts/chart-style';
import { themes } from '$lib/charts/theme';
import { locales } from '$lib/domain/localized';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { reviewCharts } from '$lib/server/documents/review-charts';
import { reviewDocument } from '$lib/server/documents/review-document';
import { reviewSheets } from '$lib/server/documents/review-sheets';
import { reviewSlides } from '$lib/server/documents/review-slides';
import { lastTimeIn } from '../support/last-time';
import { firstReview, madeUpReview, renderReviewDocument, type NamedReview } from './example-reviews';
import { officeFileParts } from './office-files';

const first = firstReview(40);
const later = madeUpReview(40);

/** Returns the words of a review's papers, slides, workbook and pictures, each as one text. */
function wordsOf({ review }: NamedReview): Record<string, string> {
	const canvas = () => ({ getContext: () => null }) as unknown as HTMLCanvasElement;
	const brush = createChartStyle(themes.print, false, canvas);
	const drawn = reviewCharts(review.content).flatMap(({ picture }) => picture?.draw(brush) ?? []);
	const labels = drawn.flatMap(({ data }) => data.datasets.map(({ label }) => label ?? ''));
	return {
		papers: JSON.stringify(reviewDocument(review)),
		slides: JSON.stringify(reviewSlides(review)),
		workbook: JSON.stringify(reviewSheets(review)),
		pictures: labels.join('.')
	};
}

describe.each(locales)('a first review in %s', (locale) => {
	it('speaks of no last time in any paper or picture', () => {
		overwriteGetLocale(() => locale);
		const ofLater = wordsOf(later);
		for (const [kind, words] of Object.entries(wordsOf(first))) {
			expect(lastTimeIn(words, locale), kind).toEqual([]);
			expect(lastTimeIn(ofLater[kind] ?? '', locale), kind).not.toEqual([]);
		}
	});
});

it('a first review speaks of no last time in the slides’ file', async () => {
	const parts = officeFileParts(await renderReviewDocument(first, 'pptx', 'nb'));
	const words = Object.values(parts).flatMap((part) => lastTimeIn(part, 'nb'));
	expect(words).toEqual([]);
});
