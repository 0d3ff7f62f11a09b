/** Size limit in bytes; well above a thousand readings. */
const most = 200_000;

/** Returns the text of an uploaded file; null without one. Stops reading once the file exceeds the limit. */
export async function uploadedText(request: Request, name: string): Promise<string | null> {
	try {
		const file = (await request.formData()).get(name);
		if (!(file instanceof File) || file.size === 0) return null;
		return await file.slice(0, most).text();
	} catch (error) {
		// The form parser answers a body that is not a form.
		if (error instanceof TypeError) return null;
		throw error;
	}
}
