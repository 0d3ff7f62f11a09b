import { availableCharts, reviewChartOrder } from '$lib/charts/available-charts';
import { computeReviewFigures, type ReviewContent } from '$lib/domain/review/review';
import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Files of a review, by the last part of their address. */
export type DocumentFileName = 'review.docx' | 'review.pptx' | 'review.xlsx' | 'archive.zip';

/** Size in kilobytes without charts and measures, per chart, and per measure, as the demo's reviews have them. */
const weights: Record<DocumentFileName, [base: number, perChart: number, perMeasure: number]> = {
	'review.docx': [60, 152, 1],
	'review.pptx': [125, 25, 0.5],
	'review.xlsx': [24, 0, 0.25],
	'archive.zip': [190, 320, 2]
};

/** Returns the approximate size of a file in kilobytes. Most of a paper's bytes are its charts. */
export function estimateDocumentSize(
	file: DocumentFileName,
	{ charts, measures }: { charts: number; measures: number }
): number {
	const [base, perChart, perMeasure] = weights[file];
	return base + perChart * charts + perMeasure * measures;
}

/** Returns the number of a review's charts. */
export function countCharts(content: ReviewContent): number {
	const { first, wider, reporting } = reviewChartOrder;
	return availableCharts(computeReviewFigures(content), [...first, ...wider, ...reporting]).length;
}

/** Returns the rounded size: "170 kB", "1,2 MB". */
export function fileSizeText(kilobytes: number): string {
	if (kilobytes >= 1000) return m.paper_size_mb({ n: formatNumber(kilobytes / 1000, 1) });
	return m.paper_size_kb({ n: formatNumber(Math.max(10, Math.round(kilobytes / 10) * 10)) });
}
