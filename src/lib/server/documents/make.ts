import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import type { PaperFormat, PaperOrder } from './order';
import { reviewPaper, type SealedReview } from './review-paper';

/**
 * Makes what was ordered, in the language that is spoken (`getLocale`), a part at a time. What writes a
 * format is loaded when it is asked for.
 */
export async function* makePaper(order: PaperOrder): AsyncGenerator<Uint8Array, void> {
	if (order.template) yield* asFilledTemplate(read(order), order.template);
	else yield* writers[order.format](read(order));
}

const writers: Record<PaperFormat, (review: Read) => AsyncGenerator<Uint8Array, void>> = {
	docx: asWord,
	pptx: asPowerPoint,
	xlsx: asExcel,
	zip: asArchive
};

async function* asWord(review: Read): AsyncGenerator<Uint8Array, void> {
	const [{ writeWord }, { picturesOf }] = await Promise.all([import('./word'), import('./pictures')]);
	const paper = reviewPaper(review);
	yield await writeWord(paper, picturesOf(paper));
}

async function* asFilledTemplate(review: Read, template: Uint8Array): AsyncGenerator<Uint8Array, void> {
	const [{ fillTemplate }, { picturesOf }] = await Promise.all([import('./template'), import('./pictures')]);
	const paper = reviewPaper(review);
	yield await fillTemplate(paper, () => picturesOf(paper), template);
}

async function* asPowerPoint(review: Read): AsyncGenerator<Uint8Array, void> {
	const [{ writePowerPoint }, { reviewSlides }] = await Promise.all([
		import('./powerpoint'),
		import('./review-slides')
	]);
	const { title, cover, locale } = reviewPaper(review);
	const { version, sha256 } = review;
	const footer = m.paper_footer({ title, version, seal: sha256.slice(0, 12) });
	const about = { title, author: cover.partnership.text, footer, locale };
	yield await writePowerPoint(reviewSlides(review), about);
}

async function* asExcel(review: Read): AsyncGenerator<Uint8Array, void> {
	yield await excelOf(review);
}

async function excelOf(review: SealedReview): Promise<Uint8Array> {
	const [{ writeExcel }, { reviewSheets }] = await Promise.all([
		import('./excel'),
		import('./review-sheets')
	]);
	return writeExcel(reviewSheets(review));
}

async function* asArchive(review: Read): AsyncGenerator<Uint8Array, void> {
	const [{ writeArchive }, { writeHtml }, { picturesOf }, { readme }, { writeWord }] = await Promise.all([
		import('./archive'),
		import('./html'),
		import('./pictures'),
		import('./readme'),
		import('./word')
	]);
	const paper = reviewPaper(review);
	const pictures = picturesOf(paper);
	yield* writeArchive(review.text, new Date(review.closedAt), [
		{ name: m.paper_archive_readme_file(), make: () => readme(paper) },
		{ name: m.paper_archive_html_file(), make: () => writeHtml(paper, pictures) },
		{ name: m.paper_archive_word_file(), make: () => writeWord(paper, pictures), packed: true },
		{ name: m.paper_archive_excel_file(), make: () => excelOf(review), packed: true }
	]);
}

/** A review read from what was sealed, with that beside it. */
type Read = SealedReview & { text: string };

function read({ review }: PaperOrder): Read {
	return { ...review, content: JSON.parse(review.text, printable) as ReviewContent };
}

/** Takes out of a text what no office file can hold: control characters and half letters. */
function printable(_key: string, value: unknown): unknown {
	return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

const unprintable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;
