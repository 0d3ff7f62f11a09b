import type { RequestEvent } from '@sveltejs/kit';
import { isClosedMatter, nextMatterState } from '$lib/domain/matter/matter';
import { anonymous } from '$lib/domain/permission';
import { emptyForm } from '$lib/forms/invitation';
import { matterAnswerForm } from '$lib/forms/matter';
import { pathInLocale } from '$lib/i18n/locale';
import { decisionsOfMatter } from '$lib/server/decisions/lists';
import { handleForm, showNamed } from '$lib/server/http/form-action';
import { discreetHeaders } from '$lib/server/http/unknown-link';
import { matterFiles } from '$lib/server/matters/files';
import { senderView } from '$lib/server/matters/sender-view';
import { confirmMatter } from '$lib/server/matters/status-link';
import { answerByLink } from '$lib/server/matters/steps';
import { addFile, removeFile } from '../../file.server';
import { requireStatusLink } from './status.server';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/**
 * Loads the matter of a link: one to confirm, or one to follow. Opening the page uses nothing up: mail programs
 * fetch links to check them.
 */
export const load: PageServerLoad = async (event) => {
	event.setHeaders(discreetHeaders);
	const found = await requireStatusLink(event);
	const saved = event.url.searchParams.has('saved');
	const page = statusPath(event);
	if (found.kind === 'pending') {
		const { title, text, lang } = found.pending.content;
		return { pending: { title, text, lang }, status: null, files: [], decisions: [], page, saved };
	}
	const status = await senderView(event.locals.db.read, found);
	const mayAnswer = nextMatterState(found.matter.state, 'answer') !== null;
	const mayEditFiles = !isClosedMatter(found.matter.state);
	const { read } = event.locals.db;
	const { id, partnershipId } = found.matter;
	const files = await matterFiles(read, id);
	// The link is no account: its holder reads what is published.
	const decisions = await decisionsOfMatter(read, { partnershipId, actor: anonymous }, id);
	return { pending: null, status: { ...status, mayAnswer, mayEditFiles }, files, decisions, page, saved };
};

export const actions: Actions = {
	confirm: (event) =>
		handleForm(event, {
			guard: () => requireStatusLink(event),
			shape: emptyForm,
			run: () => confirmMatter(event.locals, event.params.token),
			done: savedPage(event),
			show: showNamed('confirm')
		}),
	answer: (event) =>
		handleForm(event, {
			guard: () => requireStatusLink(event),
			shape: matterAnswerForm,
			run: ({ version, answer }) =>
				answerByLink(event.locals, { token: event.params.token, version }, answer),
			done: savedPage(event),
			show: showNamed('answer')
		}),
	addFile: (event) => addFile(event, filePage(event)),
	removeFile: (event) => removeFile(event, filePage(event))
};

function filePage(event: LinkEvent) {
	const { token } = event.params;
	return { target: { token }, guard: () => requireStatusLink(event), done: savedPage(event) };
}

function statusPath({ params, locals }: LinkEvent): string {
	return pathInLocale(`/matters/status/${params.token}`, locals.locale);
}

function savedPage(event: LinkEvent): string {
	return `${statusPath(event)}?saved`;
}
