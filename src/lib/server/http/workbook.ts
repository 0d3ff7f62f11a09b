import { resolve } from 'node:path';
import type { RequestEvent } from '@sveltejs/kit';
import type { WrittenForm } from '$lib/domain/localized';
import { openWorkshop, type Workshop } from '../documents/workshop';
import type { UploadErrorCode } from '../workbooks/upload';
import type { ReadResponse, ReadRequest } from '../workbooks/worker';

/** The thread's module, built beside the operator's tool (src/bin/build-operator.mjs). */
const workerModule = 'build/operator/workbooks.js';

/** Seconds in which those who wait have come on. */
const retryAfter = '10';

let pool: Workshop | undefined;

/**
 * Reads an uploaded workbook in a thread of its own, one at a time, within bounds of memory and time: everybody
 * else is answered meanwhile. A file that takes more than that is refused as one with too much inside.
 *
 * @param form the written form of texts whose heads do not say
 * @returns "busy" where too many are waiting already; when to try again stands in the answer's head then
 */
export async function readWorkbook(
	event: Pick<RequestEvent, 'setHeaders'>,
	file: Uint8Array,
	form: WrittenForm
): Promise<ReadResponse | { ok: false; fault: UploadErrorCode | 'busy' }> {
	const order: ReadRequest = { file, form };
	pool ??= openWorkshop(resolve(workerModule), { waiting: 4, patience: 30_000, shelf: 0 });
	const read = await pool.make(null, order);
	if (read.made) return JSON.parse(Buffer.from(read.bytes).toString()) as ReadResponse;
	if (read.because === 'busy') {
		event.setHeaders({ 'Retry-After': retryAfter });
		return { ok: false, fault: 'busy' };
	}
	if (read.because === 'failed') console.error(read.error);
	return { ok: false, fault: 'too-much-inside' };
}
