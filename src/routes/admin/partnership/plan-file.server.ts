import { parsePlanFile, type ParsePlanFileResult } from '$lib/server/plan-file/parse';

const none: ParsePlanFileResult = { ok: false, faults: [{ path: 'file', expected: 'none' }] };
const unreadable: ParsePlanFileResult = { ok: false, faults: [{ path: 'file', expected: 'unreadable' }] };

/** Reads the plan file of a form. Leaves the body to the form's own parser. */
export async function uploadedPlanFile(
	request: Request
): Promise<{ text: string | null; read: ParsePlanFileResult }> {
	const posted = await request
		.clone()
		.formData()
		.catch((error: unknown) => {
			// A TypeError means that the body cannot be parsed, which the form's parser answers.
			if (error instanceof TypeError) return null;
			throw error;
		});
	const file = posted?.get('file');
	if (!(file instanceof File) || file.size === 0) return { text: null, read: none };
	const bytes = await file.arrayBuffer();
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		return { text, read: parsePlanFile(text) };
	} catch {
		return { text: null, read: unreadable };
	}
}
