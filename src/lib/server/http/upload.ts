/** A file that was chosen in a form. */
interface NamedFile {
	name: string;
	content: Buffer;
}

/**
 * Returns the file of a form field.
 *
 * @returns null if none was chosen, or the body is not a form
 * @throws Kit's error for a body that is too large, which responds with 413
 */
export async function readUploadedFile(request: Request, field: string): Promise<Buffer | null> {
	return (await readNamedFile(request, field))?.content ?? null;
}

/** Returns the file of a form field with its name, as `readUploadedFile` does. */
export async function readNamedFile(request: Request, field: string): Promise<NamedFile | null> {
	try {
		const posted = (await request.formData()).get(field);
		// Browsers send a nameless, empty file if none was chosen.
		if (!(posted instanceof File) || (posted.size === 0 && posted.name === '')) return null;
		return { name: posted.name, content: Buffer.from(await posted.arrayBuffer()) };
	} catch (error) {
		// A TypeError means that the body cannot be parsed; other errors have other causes.
		if (error instanceof TypeError) return null;
		throw error;
	}
}
