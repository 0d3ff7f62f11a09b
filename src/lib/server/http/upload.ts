/**
 * The file of a posted form's field.
 *
 * @returns null where none was chosen, or the body is no form
 * @throws what Kit makes of a body that is too large, which it answers with 413
 */
export async function readUploadedFile(request: Request, field: string): Promise<Buffer | null> {
	try {
		const posted = (await request.formData()).get(field);
		// A browser sends a nameless, empty file where none was chosen.
		if (!(posted instanceof File) || (posted.size === 0 && posted.name === '')) return null;
		return Buffer.from(await posted.arrayBuffer());
	} catch (error) {
		// What the parser does not understand is a TypeError; the rest is not the body's doing.
		if (error instanceof TypeError) return null;
		throw error;
	}
}
