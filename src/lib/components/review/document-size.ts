import { formatNumber } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';

/** Files of a review, by the last part of their address. */
export type DocumentFileName = 'review.docx' | 'review.pptx' | 'review.xlsx' | 'archive.zip';

/** Size in kilobytes without measures, and per measure: between an annual and a half-year review of the demo. */
const weights: Record<DocumentFileName, [base: number, perMeasure: number]> = {
	'review.docx': [1200, 1],
	'review.pptx': [310, 0.5],
	'review.xlsx': [24, 0.25],
	'archive.zip': [2550, 2]
};

/** Returns the approximate size of a file in kilobytes. */
export function estimateDocumentSize(file: DocumentFileName, measures: number): number {
	const [base, perMeasure] = weights[file];
	return base + perMeasure * measures;
}

/** Returns the rounded size: "170 kB", "1,2 MB". */
export function fileSizeText(kilobytes: number): string {
	if (kilobytes >= 1000) return m.paper_size_mb({ n: formatNumber(kilobytes / 1000, 1) });
	return m.paper_size_kb({ n: formatNumber(Math.max(10, Math.round(kilobytes / 10) * 10)) });
}
