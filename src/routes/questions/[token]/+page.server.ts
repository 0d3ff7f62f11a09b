import type { RequestEvent } from '@sveltejs/kit';
import { linkAnswerForm } from '$lib/forms/inquiry';
import { takeTheirField, toConflict } from '$lib/forms/form-state';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm, showText } from '$lib/server/http/form-action';
import { homeOfPartnership, showHome } from '$lib/server/http/home-plan';
import { discreetHeaders, refuseLink } from '$lib/server/http/unknown-link';
import { answerQuestion } from '$lib/server/inquiries/commands';
import { authenticateInquiryLink, type InquiryLinkAnswer } from '$lib/server/inquiries/link';
import { inquiryById, inquiryEntries } from '$lib/server/inquiries/queries';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/** Loads the question of a link. Opening the page uses nothing up: mail programs fetch links to check them. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders(discreetHeaders);
	const { inquiry, actor } = await knock(event);
	const { db } = event.locals;
	const { id, state, version, measure } = inquiry;
	const entries = await inquiryEntries(db.read, id);
	return {
		...showHome(await homeOfPartnership(db, measure.partnershipId)),
		measure: { code: measure.code, title: measure.title },
		name: actor.name,
		question: {
			...{ id, state, version },
			entries: entries.map(({ personId: _author, inquiryId: _question, ...entry }) => entry)
		},
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { inquiry, actor } = await knock(event);
		const { db, now, locale } = event.locals;
		const { id } = inquiry;
		return handleForm(event, {
			guard: async () => void (await knock(event)),
			shape: linkAnswerForm,
			// The form's key replaces the database of the request, so that it is read when the command runs.
			run: ({ version, ...entry }) =>
				answerQuestion({ db: event.locals.db, actor, now }, { id, version }, entry),
			done: `${pathInLocale(`/questions/${event.params.token}`, locale)}?saved`,
			conflict: async () => {
				const current = await inquiryById(db.read, id);
				const last = (await inquiryEntries(db.read, id)).at(-1);
				return toConflict({ text: last?.text ?? '' }, current?.version ?? null, last);
			},
			take: (both, field) => takeTheirField(['text'], both, field),
			show: showText
		});
	}
};

/** Returns the question and actor of the link, or fails with the reason. */
async function knock(event: LinkEvent): Promise<Extract<InquiryLinkAnswer, { ok: true }>> {
	const { db, now } = event.locals;
	const visitor = await authenticateInquiryLink(db.read, event.params.token, now);
	return visitor.ok ? visitor : refuseLink(event, visitor.reason);
}
