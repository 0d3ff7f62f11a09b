import { setImmediate } from 'node:timers/promises';
import { restWhenDue } from '$lib/domain/rest';
import { cleanText } from '$lib/domain/text/clean-text';
/** A posted form as it was received, for a worker to read. */
export interface ReceivedForm {
	body: Uint8Array<SharedArrayBuffer>;
	/** Its content type, with the boundary between the fields. */
	type: string;
}

/**
 * Receives a form piece by piece into memory that a worker reads without a copy. Joining or copying megabytes at
 * once would hold up other requests.
 *
 * @throws the error of the body's reader, such as Kit's for a body that is too large
 */
export async function receiveForm({ body, headers }: Request): Promise<ReceivedForm> {
	let bytes = new Uint8Array(new SharedArrayBuffer(firstBytes(headers)));
	let length = 0;
	const reader = body?.getReader();
	for (let piece = await reader?.read(); piece?.value; piece = await reader?.read()) {
		const end = length + piece.value.byteLength;
		if (end > bytes.length) {
			const longer = new Uint8Array(new SharedArrayBuffer(2 * end));
			longer.set(bytes.subarray(0, length));
			bytes = longer;
		}
		bytes.set(piece.value, length);
		if (end % yieldAfter < length % yieldAfter) await setImmediate();
		length = end;
	}
	return { body: bytes.subarray(0, length), type: headers.get('content-type') ?? '' };
}

/** Bytes after which other requests are answered: a quick client sends megabytes without a pause. */
const yieldAfter = 256 * 1024;

/** Bytes that are kept for a form before it is read: those it states, within what a page takes. */
function firstBytes(headers: Headers): number {
	const stated = Math.trunc(Number(headers.get('content-length')));
	return stated > 0 && stated <= 10 * 1024 * 1024 ? stated : 64 * 1024;
}

/** A file, or pasted cells as read and as the field shows them; and the form's other fields. */
export type PostedSource = ({ file: Uint8Array } | { pasted: string; typed: string } | { nothing: true }) & {
	fields: UploadFields;
};

/** Texts by the name of their field; those of a name in `[]` as a list, without the brackets. */
export type UploadFields = Record<string, string | string[]>;

/**
 * Returns the file or pasted cells of a form; null if the form cannot be read. HTML of the clipboard precedes its
 * text: it knows merged cells.
 */
export async function readPostedSource({ body, type }: ReceivedForm): Promise<PostedSource | null> {
	try {
		// A copy: responses take no shared memory.
		const posted = await new Response(Buffer.from(body), { headers: { 'content-type': type } }).formData();
		restWhenDue();
		const fields = fieldsOf(posted);
		const file = posted.get('file');
		// Browsers send a nameless, empty file if none was chosen.
		if (file instanceof File && (file.size > 0 || file.name !== ''))
			return { file: Buffer.from(await file.arrayBuffer()), fields };
		const [typed, html] = ['pasted', 'html'].map((name) => {
			const value = posted.get(name);
			return typeof value === 'string' ? value : '';
		});
		return typed?.trim() ? { pasted: html?.trim() || typed, typed, fields } : { nothing: true, fields };
	} catch (error) {
		// A TypeError means that the body cannot be parsed; other errors have other causes.
		if (error instanceof TypeError) return null;
		throw error;
	}
}

/** More than a form of choices has. */
const maxFields = 2000;

function fieldsOf(posted: FormData): UploadFields {
	const fields = new Map<string, string | string[]>();
	for (const [name, value] of [...posted].slice(0, maxFields)) {
		if (typeof value !== 'string' || ['file', 'pasted', 'html', '__proto__'].includes(name)) continue;
		const list = name.endsWith('[]') ? name.slice(0, -2) : null;
		if (list) fields.set(list, [...(fields.get(list) ?? []), cleanText(value)]);
		else fields.set(name, cleanText(value));
	}
	return Object.fromEntries(fields);
}
