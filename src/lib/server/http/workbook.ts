import type { RequestEvent } from '@sveltejs/kit';
import type { WrittenForm } from '$lib/domain/localized';
import type { UploadErrorCode } from '../workbooks/upload';
import { WorkerUnavailable } from '../workers/pool';
import { uploadPool } from './worker-pools';

/** Value of Retry-After in seconds, if the queue is full. */
const retryAfter = '10';

/** Milliseconds to read a workbook. */
const timeout = 30_000;

/**
 * Reads an uploaded workbook in the upload worker, with limits of memory and time. A file that exceeds them
 * gives "too-much-inside".
 *
 * @param form written form of texts whose headings name none
 * @returns the packed table (`unpack` reads it); "busy", with Retry-After set, if the queue is full
 */
export async function readUploadedWorkbook(
	event: Pick<RequestEvent, 'setHeaders'>,
	file: Uint8Array,
	form: WrittenForm
): Promise<{ ok: true; packed: string } | { ok: false; fault: UploadErrorCode | 'busy' }> {
	try {
		return await uploadPool().run('readWorkbook', { file, form }, timeout);
	} catch (error) {
		if (error instanceof WorkerUnavailable && error.reason === 'busy') {
			event.setHeaders({ 'Retry-After': retryAfter });
			return { ok: false, fault: 'busy' };
		}
		console.error(error);
		return { ok: false, fault: 'too-much-inside' };
	}
}
