/** A posted form as it was received, for a worker to read. */
export interface ReceivedForm {
	body: ArrayBuffer;
	/** Its content type, with the boundary between the fields. */
	type: string;
}

/** A file, or pasted cells as read and as the field shows them. */
export type PostedSource = { file: Uint8Array } | { pasted: string; typed: string };

/**
 * Returns the file or pasted cells of a form; null if it has none. HTML of the clipboard precedes its text: it
 * knows merged cells.
 */
export async function readPostedSource({ body, type }: ReceivedForm): Promise<PostedSource | null> {
	try {
		const posted = await new Response(body, { headers: { 'content-type': type } }).formData();
		const file = posted.get('file');
		// Browsers send a nameless, empty file if none was chosen.
		if (file instanceof File && (file.size > 0 || file.name !== ''))
			return { file: Buffer.from(await file.arrayBuffer()) };
		const [typed, html] = ['pasted', 'html'].map((name) => {
			const value = posted.get(name);
			return typeof value === 'string' ? value : '';
		});
		return typed?.trim() ? { pasted: html?.trim() || typed, typed } : null;
	} catch (error) {
		// A TypeError means that the body cannot be parsed; other errors have other causes.
		if (error instanceof TypeError) return null;
		throw error;
	}
}
