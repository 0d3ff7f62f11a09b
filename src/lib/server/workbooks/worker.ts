import { parentPort } from 'node:worker_threads';
import type { WrittenForm } from '$lib/domain/localized';
import { packTable, readUpload, type UploadErrorCode } from './upload';

/* The thread that workbooks are read in: five thousand rows of XML are seconds of work for a slow machine. */

/** A file to be read, and the written form of texts whose heads do not say. */
export interface ReadRequest {
	file: Uint8Array;
	form: WrittenForm;
}

/** What the thread answers, as JSON: the measures' table, packed (`unpack` takes it back), or why there is none. */
export type ReadResponse = { ok: true; packed: string } | { ok: false; fault: UploadErrorCode };

const port = parentPort;
if (!port) throw new Error('this module is a thread of its own');

port.on('message', (order: ReadRequest) => void handleRequest(order));

async function handleRequest({ file, form }: ReadRequest): Promise<void> {
	try {
		const read = await readUpload(Buffer.from(file), form);
		const said: ReadResponse = read.ok ? { ok: true, packed: packTable(read.table) } : read;
		port?.postMessage({ part: Buffer.from(JSON.stringify(said)) });
		port?.postMessage({ whole: true });
	} catch (error) {
		port?.postMessage({ failed: error instanceof Error ? error : new Error(String(error)) });
	}
}
