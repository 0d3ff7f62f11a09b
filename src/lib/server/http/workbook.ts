import type { RequestEvent } from '@sveltejs/kit';
import type { WrittenForm } from '$lib/domain/localized';
import type { UploadErrorCode } from '../workbooks/upload';
import { WorkerUnavailable } from '../workers/pool';
import { uploadPool } from './worker-pools';

/** Seconds after which to try again where too many wait. */
const retryAfter = '10';

/** Milliseconds that reading a workbook may take. */
const timeout = 30_000;

/**
 * Reads an uploaded workbook in the worker for uploads, within bounds of memory and time. A file that takes
 * more than that is refused as one with too much inside.
 *
 * @param form the written form of texts whose headings name none
 * @returns the table, packed (`unpack` reads it); "busy", with Retry-After set, where too many wait already
 */
export async function readWorkbook(
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
