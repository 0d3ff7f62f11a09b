/** More than a thousand readings need, in bytes. */
const most = 200_000;

/**
 * The text of a file that was posted under a name; null where none was chosen. Of a file that is too large
 * only so much is read that it is seen to be.
 */
export async function uploadedText(request: Request, name: string): Promise<string | null> {
	try {
		const file = (await request.formData()).get(name);
		if (!(file instanceof File) || file.size === 0) return null;
		return await file.slice(0, most).text();
	} catch (error) {
		// A body that is no form is for who parses it to answer.
		if (error instanceof TypeError) return null;
		throw error;
	}
}
