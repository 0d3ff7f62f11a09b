import { error, type RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import type { ReviewContent } from '$lib/domain/review/review';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';
import { mediaTypes, type DocumentRequest, type PaperFormat } from '../documents/request';
import { reviewDocumentTitle } from '../documents/review-document';
import { templateLimits, type TemplateErrorDetail, type TemplateOutcome } from '../documents/template-limits';
import { WorkerUnavailable } from '../workers/pool';
import { printAsPdf } from './pdf';
import { requireReview } from './review';
import { paperPool, uploadPool } from './worker-pools';

/** Increased when documents are written differently, to invalidate cached ones. */
const documentRevision = 2;

const secondsPerDay = 86_400;
/** Value of Retry-After in seconds, if the queue is full. */
const retryAfter = '30';

/** Milliseconds to write a document, and to fill a template. */
export const documentTimeouts = { paper: 120_000, template: 12_000 };

/** Documents by key, up to 32 MB. Requests share a document that is being written. */
const papers = new LRUCache<string, Uint8Array, DocumentRequest>({
	maxSize: 32 * 1024 * 1024,
	sizeCalculation: ({ length }) => length,
	ignoreFetchAbort: true,
	fetchMethod: async (_key, _stale, { context }) => {
		const outcome = await paperPool().run('renderPaper', context, documentTimeouts.paper);
		if (!outcome.ok)
			throw new Error(`Template error for a document without a template: ${outcome.fault.code}.`);
		return context.format === 'pdf' ? printAsPdf(outcome.bytes) : outcome.bytes;
	}
});

/**
 * Responds with a review's document, if the visitor may read the review. An address with version and seal
 * (`?version=1&seal=…`) of a published review never changes its bytes, and is cached as immutable.
 */
export async function respondWithDocument(
	event: RequestEvent<{ round: string }>,
	format: PaperFormat
): Promise<Response> {
	const { review } = await requireReview(event);
	if (!review.intact) error(500, 'broken-seal');
	const { locale } = event.locals;
	const isBare = format === 'pdf' && event.url.searchParams.get('tables') === 'none';
	const variant = `${review.publishedAt ?? 'members'}-${locale}${isBare ? '-bare' : ''}`;
	const key = `${review.sha256}-v${review.version}-${variant}-${documentRevision}.${format}`;
	// Weak, because the bytes may contain the time of writing.
	const headers = { ETag: `W/"${key}"`, 'Cache-Control': cacheControlFor(event, review) };
	if (event.request.headers.get('if-none-match')?.includes(`"${key}"`))
		return new Response(null, { status: 304, headers });

	try {
		// A review that two databases have may have been closed by others in each.
		const bytes = await papers.forceFetch(`${event.url.host} ${key}`, {
			context: { ...requestFor(event, format, review), tables: !isBare }
		});
		return new Response(Buffer.from(bytes), {
			headers: {
				...headers,
				'Content-Type': mediaTypes[format],
				'Content-Length': String(bytes.length),
				'Content-Disposition': contentDisposition(fileName(review.content, review.version, format))
			}
		});
	} catch (error) {
		return documentFailure(error);
	}
}

export type FilledTemplate =
	| { filled: true; name: string; bytes: Uint8Array }
	| { filled: false; status: number; fault: TemplateErrorDetail };

/** Fills an organisation's Word template with a review. Returns and responds as `fillTemplate`. */
export async function fillReviewTemplate(
	event: RequestEvent<{ round: string }>,
	template: Uint8Array
): Promise<FilledTemplate> {
	const { review } = await requireReview(event);
	if (!review.intact) error(500, 'broken-seal');
	const request = { ...requestFor(event, 'docx', review), template };
	return fillTemplate(event, template, {
		name: fileName(review.content, review.version, 'docx'),
		run: () => uploadPool().run('renderPaper', request, documentTimeouts.template)
	});
}

/**
 * Fills an organisation's Word template by a task of the upload pool. Returns the error and status for an invalid
 * template; responds with 503 if the pool is full.
 */
export async function fillTemplate(
	event: Pick<RequestEvent, 'setHeaders'>,
	{ length }: Uint8Array,
	{ name, run }: { name: string; run: () => Promise<TemplateOutcome> }
): Promise<FilledTemplate> {
	if (length > templateLimits.bytes) return { filled: false, status: 413, fault: { code: 'too-large' } };
	try {
		const outcome = await run();
		if (outcome.ok) return { filled: true, name, bytes: outcome.bytes };
		const { fault } = outcome;
		// Logged because the cause may be a fault of this program.
		if (fault.code === 'not-word' && fault.detail) console.error(`Template rejected: ${fault.detail}`);
		return { filled: false, status: fault.code === 'too-large' ? 413 : 400, fault };
	} catch (failure) {
		if (!(failure instanceof WorkerUnavailable)) throw failure;
		if (failure.reason === 'timeout') return { filled: false, status: 400, fault: { code: 'too-slow' } };
		event.setHeaders({ 'Retry-After': retryAfter });
		error(503, 'papers-busy');
	}
}

type Review = Awaited<ReturnType<typeof requireReview>>['review'];

function requestFor({ locals }: RequestEvent, format: PaperFormat, review: Review): DocumentRequest {
	const { text, version, sha256, closedAt, closedBy, publishedAt } = review;
	return {
		format,
		locale: locals.locale,
		review: { text, version, sha256, closedAt, closedBy, publishedAt }
	};
}

function cacheControlFor(
	{ url }: RequestEvent,
	review: { sha256: string; publishedAt: string | null }
): string {
	if (!review.publishedAt) return 'private, no-cache';
	const seal = url.searchParams.get('seal') ?? '';
	const named = url.searchParams.has('version') && seal.length >= 12 && review.sha256.startsWith(seal);
	return named ? `public, max-age=${365 * secondsPerDay}, immutable` : 'public, no-cache';
}

/** Responds to a document that could not be written: 503 if the pool is full. */
export function documentFailure(failure: unknown): Response {
	const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
	if (failure instanceof WorkerUnavailable && failure.reason === 'busy')
		return new Response(m.paper_busy(), { status: 503, headers: { ...headers, 'Retry-After': retryAfter } });
	console.error(failure);
	return new Response(m.paper_failed(), { status: 500, headers });
}

const fileKind: Record<PaperFormat, () => string> = {
	docx: m.paper_file_word,
	pptx: m.paper_file_powerpoint,
	xlsx: m.paper_file_excel,
	zip: m.paper_file_archive,
	pdf: m.paper_file_pdf
};

/** Returns "Helsefellesskapet i Telemark – Handlingsplanen i 2026 – sakspapir, versjon 1.docx". */
function fileName(content: ReviewContent, version: number, format: PaperFormat): string {
	const partnership = localize(content.partnership.name);
	const name = m.paper_file_name({
		partnership,
		title: reviewDocumentTitle(content),
		what: fileKind[format](),
		version
	});
	// Characters with a meaning in file systems and shells.
	return `${name.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').trim()}.${format}`;
}

/** Returns a Content-Disposition header (RFC 6266) with an ASCII file name for old browsers. */
export function contentDisposition(name: string): string {
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
