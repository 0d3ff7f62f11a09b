import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import type { PaperFormat, PaperOrder } from './order';
import { reviewPaper, type SealedReview } from './review-paper';

/**
 * Makes what was ordered, in the language that is spoken (`getLocale`), a part at a time. What writes a
 * format is loaded when it is asked for.
 */
export async function* makePaper(order: PaperOrder): AsyncGenerator<Uint8Array, void> {
	const review = sealed(order);
	yield* writers[order.format](review);
}

const writers: Record<PaperFormat, (review: SealedReview) => AsyncGenerator<Uint8Array, void>> = {
	docx: asWord,
	pptx: asPowerPoint,
	xlsx: asExcel
};

async function* asWord(review: SealedReview): AsyncGenerator<Uint8Array, void> {
	const { writeWord } = await import('./word');
	yield await writeWord(reviewPaper(review));
}

async function* asPowerPoint(review: SealedReview): AsyncGenerator<Uint8Array, void> {
	const [{ writePowerPoint }, { reviewSlides }] = await Promise.all([
		import('./powerpoint'),
		import('./review-slides')
	]);
	const { title, cover, locale } = reviewPaper(review);
	const { version, sha256 } = review;
	const footer = m.paper_footer({ title, version, seal: sha256.slice(0, 12) });
	yield await writePowerPoint(reviewSlides(review), {
		title,
		author: cover.partnership.text,
		footer,
		locale
	});
}

async function* asExcel(review: SealedReview): AsyncGenerator<Uint8Array, void> {
	const [{ writeExcel }, { reviewSheets }] = await Promise.all([
		import('./excel'),
		import('./review-sheets')
	]);
	yield await writeExcel(reviewSheets(review));
}

function sealed({ review: { text, ...review } }: PaperOrder): SealedReview {
	return { ...review, content: JSON.parse(text) as ReviewContent };
}
