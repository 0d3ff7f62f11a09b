import { resolve } from 'node:path';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import { said } from '$lib/i18n/words';
import { mediaTypes, type PaperFormat, type PaperOrder } from '../documents/order';
import { reviewTitle } from '../documents/review-paper';
import { openWorkshop, type Workshop } from '../documents/workshop';
import { readReview } from './review';

/** The thread's module, built beside the operator's tool (src/bin/build-operator.mjs). */
const thread = 'build/operator/papers.js';

let workshop: Workshop | undefined;

/** Goes up when papers come to be written otherwise, so that nobody keeps the old ones. */
const edition = 1;

const day = 86_400;

/**
 * Answers with a review's paper, to who may read the review. An address that names version and seal
 * (`?version=1&seal=…`) of a published one names bytes that never change, and is kept as such.
 */
export async function answerPaper(
	event: RequestEvent<{ round: string }>,
	format: PaperFormat
): Promise<Response> {
	const { review } = await readReview(event);
	if (!review.intact) error(500, 'broken-seal');
	const { locale } = event.locals;
	const key = `${review.sha256}-v${review.version}-${review.publishedAt ?? 'members'}-${locale}-${edition}.${format}`;
	// Weak: papers made twice say the same, in bytes that may differ by the time they were made at.
	const headers = { ETag: `W/"${key}"`, 'Cache-Control': cachingOf(event, review) };
	if (event.request.headers.get('if-none-match')?.includes(`"${key}"`))
		return new Response(null, { status: 304, headers });

	const { text, version, sha256, closedAt, closedBy, publishedAt } = review;
	const order: PaperOrder = {
		format,
		locale,
		review: { text, version, sha256, closedAt, closedBy, publishedAt }
	};
	workshop ??= openWorkshop(resolve(thread));
	const outcome = await workshop.make(key, order);
	if (!outcome.made) return notMade(outcome);
	return new Response(Buffer.from(outcome.bytes), {
		headers: {
			...headers,
			'Content-Type': mediaTypes[format],
			'Content-Length': String(outcome.bytes.length),
			'Content-Disposition': attachment(fileName(review.content, version, format))
		}
	});
}

function cachingOf({ url }: RequestEvent, review: { sha256: string; publishedAt: string | null }): string {
	if (!review.publishedAt) return 'private, no-cache';
	const seal = url.searchParams.get('seal') ?? '';
	const named = url.searchParams.has('version') && seal.length >= 12 && review.sha256.startsWith(seal);
	return named ? `public, max-age=${365 * day}, immutable` : 'public, no-cache';
}

function notMade(outcome: { because: 'busy' } | { because: 'failed'; error: Error }): Response {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	if (outcome.because === 'busy')
		return new Response(m.paper_busy(), { status: 503, headers: { ...headers, 'Retry-After': '30' } });
	console.error(outcome.error);
	return new Response(m.paper_failed(), { status: 500, headers });
}

const what: Record<PaperFormat, () => string> = {
	docx: m.paper_file_word,
	pptx: m.paper_file_powerpoint,
	xlsx: m.paper_file_excel,
	zip: m.paper_file_archive
};

/** "Helsefellesskapet i Telemark – Handlingsplanen i 2026 – sakspapir, versjon 1.docx". */
function fileName(content: ReviewContent, version: number, format: PaperFormat): string {
	const partnership = said(content.partnership.name);
	const name = m.paper_file_name({ partnership, title: reviewTitle(content), what: what[format](), version });
	// What file systems and shells take for something else.
	return `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()}.${format}`;
}

/** Names a file for browsers (RFC 6266): in plain letters for old ones, and as it is written for the rest. */
export function attachment(name: string): string {
	const plain = name
		.replaceAll(/[–—]/g, '-')
		.replaceAll(/æ/gi, 'ae')
		.replaceAll(/ø/gi, 'o')
		.normalize('NFD')
		.replaceAll(/[^\x20-\x7e]/g, '')
		.replaceAll(/["\\%]/g, '');
	const encoded = encodeURIComponent(name).replace(
		/['()*!]/g,
		(letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`
	);
	return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
