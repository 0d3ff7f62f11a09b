import type { ReviewContent } from '$lib/domain/review/review';
import { reviewJsonSchema } from '$lib/forms/review-file';
import { m } from '$lib/i18n/paraglide/messages';
import { contentFile, schemaFile } from './archive-file-names';
import { withoutChartTables } from './chart-tables';
import type { DocumentRequest, PaperFormat } from './request';
import { reviewDocument, type SealedReview } from './review-document';

/**
 * Renders the requested document in the current language (`getLocale`), in chunks. The module for a format is
 * loaded on demand.
 */
export async function* renderDocument(request: DocumentRequest): AsyncGenerator<Uint8Array, void> {
	if (request.template) yield* renderFilledTemplate(parseReview(request), request.template);
	else yield* writers[request.format](parseReview(request), request);
}

const writers: Record<
	PaperFormat,
	(review: ParsedReview, request: DocumentRequest) => AsyncGenerator<Uint8Array, void>
> = {
	docx: renderWord,
	pptx: renderPowerPoint,
	xlsx: renderExcel,
	zip: renderArchive,
	pdf: renderPrintPage
};

async function* renderWord(review: ParsedReview): AsyncGenerator<Uint8Array, void> {
	const [{ writeWord }, { renderChartPictures: picturesOf }] = await Promise.all([
		import('./word'),
		import('./rendered-charts')
	]);
	const model = reviewDocument(review);
	yield await writeWord(model, picturesOf(model));
}

/** Renders the page that a browser prints as PDF (http/pdf.ts). */
async function* renderPrintPage(
	review: ParsedReview,
	{ tables = true }: DocumentRequest
): AsyncGenerator<Uint8Array, void> {
	const [{ writeHtml }, { renderChartPictures: picturesOf }] = await Promise.all([
		import('./html'),
		import('./rendered-charts')
	]);
	const model = reviewDocument(review);
	yield Buffer.from(writeHtml(tables ? model : withoutChartTables(model), picturesOf(model)));
}

async function* renderFilledTemplate(
	review: ParsedReview,
	template: Uint8Array
): AsyncGenerator<Uint8Array, void> {
	const [{ fillWordTemplate: fillTemplate }, { renderChartPictures: picturesOf }] = await Promise.all([
		import('./word-template'),
		import('./rendered-charts')
	]);
	const model = reviewDocument(review);
	yield await fillTemplate(model, () => picturesOf(model), template);
}

async function* renderPowerPoint(review: ParsedReview): AsyncGenerator<Uint8Array, void> {
	const [{ writePowerPoint }, { reviewSlides }] = await Promise.all([
		import('./powerpoint'),
		import('./review-slides')
	]);
	const { title, cover, locale } = reviewDocument(review);
	const { version, sha256 } = review;
	const footer = m.paper_footer({ title, version, seal: sha256.slice(0, 12) });
	const about = { title, author: cover.partnership.text, footer, locale };
	yield await writePowerPoint(reviewSlides(review), about);
}

async function* renderExcel(review: ParsedReview): AsyncGenerator<Uint8Array, void> {
	yield await excelBytes(review);
}

async function excelBytes(review: SealedReview): Promise<Uint8Array> {
	const [{ writeExcel }, { reviewSheets }] = await Promise.all([
		import('./excel'),
		import('./review-sheets')
	]);
	return writeExcel(reviewSheets(review));
}

async function* renderArchive(review: ParsedReview): AsyncGenerator<Uint8Array, void> {
	const [
		{ writeArchive },
		{ writeHtml },
		{ renderChartPictures: picturesOf },
		{ writeReadme: readme },
		{ writeWord }
	] = await Promise.all([
		import('./archive'),
		import('./html'),
		import('./rendered-charts'),
		import('./readme'),
		import('./word')
	]);
	const model = reviewDocument(review);
	const pictures = picturesOf(model);
	yield* writeArchive(
		[
			{ name: contentFile, make: () => review.text },
			{ name: schemaFile, make: reviewJsonSchema },
			{ name: m.paper_archive_readme_file(), make: () => readme(model) },
			{ name: m.paper_archive_html_file(), make: () => writeHtml(model, pictures) },
			{ name: m.paper_archive_word_file(), make: () => writeWord(model, pictures), packed: true },
			{ name: m.paper_archive_excel_file(), make: () => excelBytes(review), packed: true }
		],
		new Date(review.closedAt)
	);
}

/** A review parsed from its sealed text. */
type ParsedReview = SealedReview & { text: string };

function parseReview({ review }: DocumentRequest): ParsedReview {
	const content = JSON.parse(review.text, stripUnprintable) as ReviewContent;
	return { ...review, closedBy: review.closedBy.replace(unprintable, ''), content };
}

/** Reviver of JSON that removes characters that office files cannot contain: control characters and unpaired surrogates. */
export function stripUnprintable(_key: string, value: unknown): unknown {
	return typeof value === 'string' ? value.replace(unprintable, '') : value;
}

const unprintable = /[^\P{Cc}\t\n\r]|[\ufffe\uffff]|\p{Surrogate}/gu;
