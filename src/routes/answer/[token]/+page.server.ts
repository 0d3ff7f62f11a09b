import type { RequestEvent } from '@sveltejs/kit';
import { closedItem } from '$lib/domain/meeting/minutes';
import { circulationForm, meetingAnswerForm } from '$lib/forms/meeting';
import { pathInLocale } from '$lib/i18n/locale';
import { handleForm, showText } from '$lib/server/http/form-action';
import { homeOfPartnership, showHome } from '$lib/server/http/home-plan';
import { discreetHeaders, refuseLink } from '$lib/server/http/unknown-link';
import { answerNotice } from '$lib/server/meetings/attendance';
import { answerCirculation, loadCirculation } from '$lib/server/meetings/circulation';
import { authenticateMeetingLink, type MeetingLinkAnswer } from '$lib/server/meetings/link';
import { agendaOf, attendanceOf, bodiesOfMeeting } from '$lib/server/meetings/queries';
import { ownItems } from '../../meetings/[id]/circulation.server';
import type { Actions, PageServerLoad } from './$types';

type LinkEvent = RequestEvent<{ token: string }>;

/** Loads the notice of a link. Opening the page uses nothing up: mail programs fetch links to check them. */
export const load: PageServerLoad = async (event) => {
	event.setHeaders(discreetHeaders);
	const { meeting, actor } = await knock(event);
	const { read } = event.locals.db;
	const { id, kind, state, day, startsAt, endsAt, place, lang } = meeting;
	const { body, jointBody } = await bodiesOfMeeting(read, meeting);
	const rows = await attendanceOf(read, id);
	const own = rows.find(({ attendance }) => attendance.personId === actor.meetingLink?.invitedId)?.attendance;
	const agenda = await agendaOf(read, id);
	return {
		...showHome(await homeOfPartnership(event.locals.db, meeting.partnershipId)),
		meeting: { id, kind, state, day, startsAt, endsAt, place, lang },
		body: { slug: body.slug, name: body.name },
		jointBody: jointBody && { slug: jointBody.slug, name: jointBody.name },
		name: actor.name,
		hasClosed: agenda.some(({ closed }) => closed),
		// The link is passed on more easily than an account: closed items keep their neutral titles.
		agenda: agenda.map((item) => {
			const { number, title, lang: itemLang } = closedItem(item, false) ?? item;
			return { number, title, lang: itemLang };
		}),
		circulation:
			kind === 'circulation' && state === 'called'
				? ownItems(await loadCirculation(read, meeting, event.locals.now), {
						invitedId: actor.meetingLink?.invitedId ?? null,
						readsClosed: false
					})
				: null,
		answer:
			kind !== 'circulation' && state === 'called' && own
				? { given: own.answer, note: own.answerNote }
				: null,
		saved: event.url.searchParams.has('saved')
	};
};

export const actions: Actions = {
	default: async (event) => {
		const { meeting, actor } = await knock(event);
		const { partnershipId, id, kind } = meeting;
		const target = { partnershipId, id };
		// The form's key replaces the database of the request, so that it is read when the command runs.
		const context = () => ({ db: event.locals.db, actor, now: event.locals.now });
		const both = {
			guard: async () => void (await knock(event)),
			done: `${pathInLocale(`/answer/${event.params.token}`, event.locals.locale)}?saved`,
			show: showText<null>
		};
		if (kind === 'circulation')
			return handleForm(event, {
				...both,
				shape: circulationForm,
				run: (answers) => answerCirculation(context(), target, answers)
			});
		return handleForm(event, {
			...both,
			shape: meetingAnswerForm,
			run: (values) => answerNotice(context(), target, values)
		});
	}
};

/** Returns the meeting and actor of the link, or fails with the reason. */
async function knock(event: LinkEvent): Promise<Extract<MeetingLinkAnswer, { ok: true }>> {
	const { db, now } = event.locals;
	const visitor = await authenticateMeetingLink(db.read, event.params.token, now);
	return visitor.ok ? visitor : refuseLink(event, visitor.reason);
}
