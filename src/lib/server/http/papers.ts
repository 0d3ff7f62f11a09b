import { resolve } from 'node:path';
import { error, type RequestEvent } from '@sveltejs/kit';
import type { ReviewContent } from '$lib/domain/review';
import { m } from '$lib/i18n/paraglide/messages';
import { said } from '$lib/i18n/words';
import { mediaTypes, type PaperFormat, type PaperOrder } from '../documents/order';
import { reviewTitle } from '../documents/review-paper';
import { templateLimits, type TemplateFault } from '../documents/template-limits';
import { openWorkshop, type NotMade, type Workshop } from '../documents/workshop';
import { readReview } from './review';

/** The thread's module, built beside the operator's tool (src/bin/build-operator.mjs). */
const thread = 'build/operator/papers.js';

let workshop: Workshop | undefined;

/** Goes up when papers come to be written otherwise, so that nobody keeps the old ones. */
const edition = 1;

const day = 86_400;
/** Seconds in which a full workshop has come on. */
const retryAfter = '30';

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

	const outcome = await opened().make(key, orderFor(event, format, review));
	if (!outcome.made) return notMade(outcome);
	return new Response(Buffer.from(outcome.bytes), {
		headers: {
			...headers,
			'Content-Type': mediaTypes[format],
			'Content-Length': String(outcome.bytes.length),
			'Content-Disposition': attachment(fileName(review.content, review.version, format))
		}
	});
}

export type Filled =
	{ filled: true; name: string; bytes: Uint8Array } | { filled: false; status: number; fault: TemplateFault };

/**
 * Fills an organisation's own Word document with a review. What is wrong with the document comes back with
 * the status to answer with; a full workshop and a failed one are answered here.
 */
export async function fillTemplate(
	event: RequestEvent<{ round: string }>,
	template: Uint8Array
): Promise<Filled> {
	const { review } = await readReview(event);
	if (!review.intact) error(500, 'broken-seal');
	if (template.length > templateLimits.bytes)
		return { filled: false, status: 413, fault: { code: 'too-large' } };
	const outcome = await opened().make(null, { ...orderFor(event, 'docx', review), template });
	if (outcome.made)
		return {
			filled: true,
			name: fileName(review.content, review.version, 'docx'),
			bytes: outcome.bytes
		};
	if (outcome.because === 'refused') {
		const { fault } = outcome;
		// What stood in the way may be ours to mend.
		if (fault.code === 'not-word' && fault.detail) console.error(`A template was refused: ${fault.detail}`);
		return { filled: false, status: fault.code === 'too-large' ? 413 : 400, fault };
	}
	if (outcome.because === 'failed') throw outcome.error;
	event.setHeaders({ 'Retry-After': retryAfter });
	error(503, 'papers-busy');
}

function opened(): Workshop {
	return (workshop ??= openWorkshop(resolve(thread)));
}

type Review = Awaited<ReturnType<typeof readReview>>['review'];

function orderFor({ locals }: RequestEvent, format: PaperFormat, review: Review): PaperOrder {
	const { text, version, sha256, closedAt, closedBy, publishedAt } = review;
	return {
		format,
		locale: locals.locale,
		review: { text, version, sha256, closedAt, closedBy, publishedAt }
	};
}

function cachingOf({ url }: RequestEvent, review: { sha256: string; publishedAt: string | null }): string {
	if (!review.publishedAt) return 'private, no-cache';
	const seal = url.searchParams.get('seal') ?? '';
	const named = url.searchParams.has('version') && seal.length >= 12 && review.sha256.startsWith(seal);
	return named ? `public, max-age=${365 * day}, immutable` : 'public, no-cache';
}

function notMade(outcome: NotMade): Response {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	if (outcome.because === 'busy')
		return new Response(m.paper_busy(), { status: 503, headers: { ...headers, 'Retry-After': retryAfter } });
	console.error(outcome.because === 'failed' ? outcome.error : outcome.fault);
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
