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
	return (await readNamedFiles(request, field))[0] ?? null;
}

/** Returns all files of a form field with their names; none if the body is not a form. Throws as `readUploadedFile`. */
export async function readNamedFiles(request: Request, field: string): Promise<NamedFile[]> {
	try {
		const posted = (await request.formData()).getAll(field);
		// Browsers send a nameless, empty file if none was chosen.
		const chosen = posted.filter((one) => one instanceof File && (one.size > 0 || one.name !== '')) as File[];
		return await Promise.all(
			chosen.map(async (one) => ({ name: one.name, content: Buffer.from(await one.arrayBuffer()) }))
		);
	} catch (error) {
		// A TypeError means that the body cannot be parsed; other errors have other causes.
		if (error instanceof TypeError) return [];
		throw error;
	}
}
