import type { RequestEvent } from '@sveltejs/kit';
import type { MeetingArchiveRequest, MeetingPaperRequest } from '../documents/meeting-paper';
import { mediaTypes } from '../documents/request';
import {
	contentDisposition,
	documentFailure,
	documentTimeouts,
	fillTemplate,
	type FilledTemplate
} from './documents';
import { htmlPaperHeaders } from './html-paper';
import { printAsPdf } from './pdf';
import { paperPool, uploadPool } from './worker-pools';

/** Responds with a meeting's paper: Word or PDF to download, or a page to print. */
export async function respondWithMeetingPaper(request: MeetingPaperRequest, name: string): Promise<Response> {
	const { format } = request;
	const make = async () => {
		const bytes = await paperPool().run('renderMeetingPaper', request, documentTimeouts.paper);
		return format === 'pdf' ? printAsPdf(bytes) : bytes;
	};
	if (format === 'html') return respond(make, htmlPaperHeaders);
	return respond(make, {
		'Content-Type': mediaTypes[format],
		'Content-Disposition': contentDisposition(`${name}.${format}`)
	});
}

/** Responds with the archive of a meeting. */
export async function respondWithMeetingArchive(
	request: MeetingArchiveRequest,
	name: string
): Promise<Response> {
	return respond(() => paperPool().run('renderMeetingZip', request, documentTimeouts.paper), {
		'Content-Type': mediaTypes.zip,
		'Content-Disposition': contentDisposition(`${name}.zip`)
	});
}

/** Fills an organisation's Word template with a meeting's paper. Returns and responds as `fillTemplate`. */
export async function fillPaperTemplate(
	event: Pick<RequestEvent, 'setHeaders'>,
	request: MeetingPaperRequest & { template: Uint8Array },
	name: string
): Promise<FilledTemplate> {
	return fillTemplate(event, request.template, {
		name: `${name}.docx`,
		run: () => uploadPool().run('fillMeetingTemplate', request, documentTimeouts.template)
	});
}

async function respond(make: () => Promise<Uint8Array>, headers: Record<string, string>): Promise<Response> {
	try {
		const bytes = await make();
		// What a reader sees depends on who they are and on the meeting's state.
		return new Response(Buffer.from(bytes), {
			headers: { ...headers, 'Cache-Control': 'private, no-store' }
		});
	} catch (failure) {
		return documentFailure(failure);
	}
}
