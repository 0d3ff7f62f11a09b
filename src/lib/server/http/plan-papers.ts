import { createHash } from 'node:crypto';
import { error, type RequestEvent } from '@sveltejs/kit';
import { LRUCache } from 'lru-cache';
import { planPaperTitle } from '../documents/plan-document';
import { planPaperFormats, type PlanPaperFormat, type PlanPaperRequest } from '../documents/plan-paper';
import { mediaTypes } from '../documents/request';
import { contentDisposition, documentFailure, documentTimeouts } from './documents';
import { installedChromium, printAsPdf } from './pdf';
import { paperPool } from './worker-pools';

/** Increased when the papers are written differently. */
const paperRevision = 1;

/** Papers by the checksum of what they are written from. Requests share one that is being written. */
const papers = new LRUCache<string, Uint8Array, PlanPaperRequest>({
	maxSize: 16 * 1024 * 1024,
	sizeCalculation: ({ length }) => length + 100,
	ignoreFetchAbort: true,
	fetchMethod: async (_key, _stale, { context }) => {
		const bytes = await paperPool().run('renderPlanPaper', context, documentTimeouts.paper);
		return context.format === 'pdf' ? printAsPdf(bytes) : bytes;
	}
});

/** Returns the format that an address asks for; responds with 404 for one that this server does not make. */
export async function requirePaperFormat(asked: string): Promise<PlanPaperFormat> {
	const format = planPaperFormats.find((one) => one === asked);
	if (!format || (format === 'pdf' && (await installedChromium()) === null)) error(404, 'not-found');
	return format;
}

/** Responds with an area or a measure as Word or PDF. */
export async function respondWithPlanPaper(
	{ locals, request }: Pick<RequestEvent, 'locals' | 'request'>,
	format: PlanPaperFormat,
	paper: PlanPaperRequest['paper']
): Promise<Response> {
	const context: PlanPaperRequest = { format, locale: locals.locale, paper };
	const key = createHash('sha256')
		.update(JSON.stringify([paperRevision, context]))
		.digest('base64url');
	// What a reader sees depends on who they are. Weak, because the bytes contain the time of writing.
	const headers = { ETag: `W/"${key}"`, 'Cache-Control': 'private, no-cache' };
	if (request.headers.get('if-none-match')?.includes(`"${key}"`))
		return new Response(null, { status: 304, headers });
	try {
		const bytes = await papers.forceFetch(key, { context });
		const name = planPaperTitle(paper)
			.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
			.trim();
		return new Response(Buffer.from(bytes), {
			headers: {
				...headers,
				'Content-Type': mediaTypes[format],
				'Content-Length': String(bytes.length),
				'Content-Disposition': contentDisposition(`${name}.${format}`)
			}
		});
	} catch (failure) {
		return documentFailure(failure);
	}
}
