import { error, type RequestEvent } from '@sveltejs/kit';
import { refuseInvalid } from '$lib/domain/result';
import { emptyForm } from '$lib/forms/invitation';
import { link } from '$lib/i18n/link';
import { handleForm, showText } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { requestPartnership } from '$lib/server/http/plan';
import { readUploadedFile } from '$lib/server/http/upload';
import { importOwnPartnership, parsePartnershipFile } from '$lib/server/plan-file/import-partnership';
import type { Actions, PageServerLoad } from './$types';

/** The most errors of a file that are shown. */
const mostFaults = 50;

/** Loads the page of a partnership's file: to download, and to take in. */
export const load: PageServerLoad = (event) => {
	const { name } = requireOwn(event);
	return { name, saved: event.url.searchParams.has('saved') };
};

export const actions: Actions = {
	default: async (event) => {
		const { id } = requireOwn(event);
		const file = await readUploadedFile(event.request.clone(), 'file');
		return handleForm(event, {
			guard: () => requireOwn(event),
			shape: emptyForm,
			file: file?.toString('base64'),
			run: async () => {
				if (!file) return refuseInvalid({ field: 'file', code: 'file-required' });
				const parsed = parsePartnershipFile(file.toString('utf8'));
				if (parsed.ok) return importOwnPartnership(event.locals, id, parsed.file);
				const faults = parsed.faults.slice(0, mostFaults);
				return refuseInvalid(...faults.map(({ path }) => ({ field: path, code: 'not-in-format' })));
			},
			done: `${link('/decisions/partnership')}?saved`,
			show: showText
		});
	}
};

function requireOwn(event: RequestEvent) {
	requirePermission(event, 'decision.import');
	const partnership = requestPartnership(event);
	if (!partnership) error(404, { message: 'not-found' });
	return partnership;
}
