import type { ReviewContent } from '$lib/domain/review';
import type { PaperOrder } from './order';
import { reviewPaper, type SealedReview } from './review-paper';

/**
 * Makes what was ordered, in the language that is spoken (`getLocale`), a part at a time. What writes a
 * format is loaded when it is asked for.
 */
export async function* makePaper(order: PaperOrder): AsyncGenerator<Uint8Array> {
	const review = sealed(order);
	const { writeWord } = await import('./word');
	yield await writeWord(reviewPaper(review));
}

function sealed({ review: { text, ...review } }: PaperOrder): SealedReview {
	return { ...review, content: JSON.parse(text) as ReviewContent };
}
