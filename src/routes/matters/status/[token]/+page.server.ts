import { error, type RequestEvent } from '@sveltejs/kit';
import { nextMatterState } from '$lib/domain/matter/matter';
import { emptyForm } from '$lib/forms/invitation';
import { matterAnswerForm } from '$lib/forms/matter';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm, showText } from '$lib/server/http/form-action';
import { discreetHeaders, slowDownUnknownLink } from '$lib/server/http/unknown-link';
import { senderView } from '$lib/server/matters/sender-view';
import { confirmMatter, readStatusToken } from '$lib/server/matters/status-link';
import { answerByLink } from '$lib/server/matters/steps';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/**
 * Loads the matter of a link: one to confirm, or one to follow. Opening the page uses nothing up: mail programs
 * fetch links to check them.
 */
export const load: PageServerLoad = async (event) => {
	event.setHeaders(discreetHeaders);
	const found = await requireLink(event);
	const saved = event.url.searchParams.has('saved');
	if (found.kind === 'pending') {
		const { title, text, lang } = found.pending.content;
		return { pending: { title, text, lang }, status: null, saved };
	}
	const status = await senderView(event.locals.db.read, found);
	const mayAnswer = nextMatterState(found.matter.state, 'answer') !== null;
	return { pending: null, status: { ...status, mayAnswer }, saved };
};

export const actions: Actions = {
	confirm: (event) =>
		handleForm(event, {
			guard: () => requireLink(event),
			shape: emptyForm,
			run: () => confirmMatter(event.locals, event.params.token),
			done: savedPage(event),
			show: showText
		}),
	answer: (event) =>
		handleForm(event, {
			guard: () => requireLink(event),
			shape: matterAnswerForm,
			run: ({ version, answer }) =>
				answerByLink(event.locals, { token: event.params.token, version }, answer),
			done: savedPage(event),
			show: showText
		})
};

function savedPage({ params, locals }: LinkEvent): string {
	return `${pathInLocale(`/matters/status/${params.token}`, locals.locale)}?saved`;
}

/** Requires the link of the address. Only unknown links are rate limited. */
async function requireLink(event: LinkEvent) {
	const { db, now } = event.locals;
	const found = await readStatusToken(db.read, now, event.params.token);
	if (found) return found;
	await slowDownUnknownLink(event);
	error(410, { message: 'link-expired' });
}
