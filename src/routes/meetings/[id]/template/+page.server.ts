import { fail } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';
import { meetingPlaceholderWords } from '$lib/server/documents/meeting-document';
import { meetingPaperKinds } from '$lib/server/documents/meeting-paper';
import { fillPaperTemplate } from '$lib/server/http/meeting-papers';
import { answerTemplate } from '$lib/server/http/template-form';
import { bodiesOfMeeting } from '$lib/server/meetings/queries';
import { requireMeetingFor } from '../meeting.server';
import { offeredPapers, paperFileName, paperOf, shownTo } from '../papers.server';
import type { Actions, PageServerLoad } from './$types';

/** Loads the form that fills an organisation's own Word template with a paper of the meeting. */
export const load: PageServerLoad = async (event) => {
	const meeting = await requireMeetingFor(event, 'meeting.plan');
	const { body } = await bodiesOfMeeting(event.locals.db.read, meeting.found);
	return {
		meeting: { id: meeting.found.id, day: meeting.found.day },
		body: { slug: body.slug, name: body.name },
		papers: offeredPapers(await shownTo(event, meeting)).papers,
		slots: meetingPlaceholderWords()
	};
};

export const actions: Actions = {
	default: async (event) => {
		const meeting = await requireMeetingFor(event, 'meeting.plan');
		const posted = await event.request
			.clone()
			.formData()
			.catch(() => null);
		const kind = meetingPaperKinds.find((one) => one === posted?.get('paper'));
		const paper = kind && (await paperOf(event, meeting, kind));
		if (!paper) return fail(400, { fault: m.meeting_template_paper_missing() });
		const { locale } = event.locals;
		return answerTemplate(event.request, (template) =>
			fillPaperTemplate(event, { ...paper, format: 'docx', locale, template }, paperFileName(paper))
		);
	}
};
