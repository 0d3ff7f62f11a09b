import { error, type RequestEvent } from '@sveltejs/kit';
import { matterFileForm } from '$lib/forms/matter';
import { emptyForm } from '$lib/forms/invitation';
import { contentDisposition } from '$lib/server/http/documents';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { readNamedFile } from '$lib/server/http/upload';
import { addMatterFile, matterFileById, removeMatterFile, type FileTarget } from '$lib/server/matters/files';

const types = {
	pdf: 'application/pdf',
	docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
} as const;

/** Responds with a file as a download; browsers never show it inline. */
export async function fileResponse(
	event: RequestEvent<{ file: string }>,
	matterId: number
): Promise<Response> {
	const { file } = event.params;
	const found = /^\d{1,9}$/.test(file)
		? await matterFileById(event.locals.db.read, matterId, Number(file))
		: null;
	if (!found) error(404, { message: 'not-found' });
	return new Response(new Uint8Array(found.content), {
		headers: {
			'Content-Type': types[found.kind],
			'Content-Disposition': contentDisposition(found.name),
			'Cache-Control': 'private, no-store',
			'X-Content-Type-Options': 'nosniff'
		}
	});
}

interface FilePage {
	target: FileTarget;
	/** Permission to see the page, asked before the body is read. */
	guard: () => unknown;
	done: string;
}

/** Adds the file of a form to a matter. */
export async function addFile(event: RequestEvent, { target, guard, done }: FilePage) {
	await guard();
	const file = await readNamedFile(event.request.clone(), 'file');
	return handleForm(event, {
		guard,
		shape: emptyForm,
		file: file && [file.name, file.content.toString('base64')],
		run: () => addMatterFile(event.locals, target, file),
		done,
		show: showNamed('file')
	});
}

/** Deletes a file of a matter. */
export async function removeFile(event: RequestEvent, { target, guard, done }: FilePage) {
	await guard();
	return handleForm(event, {
		guard,
		shape: matterFileForm,
		run: ({ file }) => removeMatterFile(event.locals, target, file),
		done,
		show: showNamed('file')
	});
}
