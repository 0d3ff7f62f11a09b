import type { RequestEvent } from '@sveltejs/kit';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import {
	readPostedSource,
	receiveForm,
	type UploadFields,
	type ReceivedForm
} from '../uploads/posted-source';
import { outageCause } from '../database/outage';
import type { UploadErrorCode } from '../uploads/upload-error';
import { WorkerUnavailable } from '../workers/pool';
import { uploadPool } from './worker-pools';

/** Value of Retry-After in seconds, if the queue is full. */
const retryAfter = '10';

/** Milliseconds to read a workbook. */
const timeout = 30_000;

/**
 * Reads all tables of an uploaded file or pasted cells in the upload worker, with limits of memory and time. A file
 * that exceeds them gives "too-much-inside".
 */
export function readUploadedSource(
	event: UploadEvent
): Promise<{ ok: true; tables: Worksheet[] } | UnreadForm> {
	return readForm(event, (form) => uploadPool().run('readPostedTables', form, timeout));
}

type UploadEvent = Pick<RequestEvent, 'setHeaders' | 'request'>;

/** A form without readable tables: why, and the cells that were pasted. */
interface UnreadForm {
	ok: false;
	fault: UploadErrorCode | 'busy' | 'none';
	typed: string;
	/** The form's other fields. */
	fields?: UploadFields;
}

/**
 * Receives a form with a file or pasted cells, and has a worker read it.
 *
 * @returns "busy", with Retry-After set, if the queue is full
 * @throws Kit's error for a body that is too large, which responds with 413; the error of a database that is away
 */
export async function readForm<T>(
	event: UploadEvent,
	read: (form: ReceivedForm) => Promise<T | UnreadForm>
): Promise<T | UnreadForm> {
	const { request } = event;
	const type = request.headers.get('content-type') ?? '';
	if (!/^multipart\/form-data\b/i.test(type)) return { ok: false, fault: 'none', typed: '' };
	const form = await receiveForm(request);
	const failed = async ({ fault }: UploadFailure): Promise<UnreadForm> => {
		const source = await readPostedSource(form);
		const typed = source && 'typed' in source ? source.typed : '';
		return { ok: false, fault, typed, fields: source?.fields ?? {} };
	};
	return limited(event, () => read(form), failed);
}

/** Reads all tables of a file in the upload worker, with the same limits. */
export function readUploadedTables(
	event: Pick<RequestEvent, 'setHeaders'>,
	source: { file: Uint8Array }
): Promise<{ ok: true; tables: Worksheet[] } | UploadFailure> {
	return limited(event, () => uploadPool().run('readFileTables', source, timeout));
}

interface UploadFailure {
	ok: false;
	fault: UploadErrorCode | 'busy';
}

/** Runs a task of the upload worker; returns why it could not be done. */
export async function limited<T, Failed = UploadFailure>(
	event: Pick<RequestEvent, 'setHeaders'>,
	read: () => Promise<T>,
	failed: (failure: UploadFailure) => Failed | Promise<Failed> = (failure) => failure as Failed
): Promise<T | Failed> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof WorkerUnavailable && error.reason === 'busy') {
			event.setHeaders({ 'Retry-After': retryAfter });
			return failed({ ok: false, fault: 'busy' });
		}
		if (outageCause(error) !== null) throw error;
		console.error(error);
		return failed({ ok: false, fault: 'too-much-inside' });
	}
}
