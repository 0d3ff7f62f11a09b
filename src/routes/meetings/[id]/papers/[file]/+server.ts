import { error } from '@sveltejs/kit';
import { meetingPaperFormats, meetingPaperKinds } from '$lib/server/documents/meeting-paper';
import { installedChromium } from '$lib/server/http/pdf';
import { respondWithMeetingArchive, respondWithMeetingPaper } from '$lib/server/http/meeting-papers';
import { requireMeeting } from '../../meeting.server';
import { archiveOf, paperFileName, paperOf } from '../../papers.server';
import type { RequestHandler } from './$types';

/** Returns a paper of a meeting (`notice.docx`, `minutes.pdf`) or its archive (`archive.zip`), as its reader sees it. */
export const GET: RequestHandler = async (event) => {
	const meeting = await requireMeeting(event);
	const { day, id } = meeting.found;
	if (event.params.file === 'archive.zip') {
		const archive = await archiveOf(event, meeting);
		if (archive) return respondWithMeetingArchive(archive, `framdrift-${day}-${id}`);
		error(404, { message: 'not-found' });
	}
	const [, name = '', extension = ''] = /^(\w+)\.(\w+)$/.exec(event.params.file) ?? [];
	const kind = meetingPaperKinds.find((one) => one === name);
	const format = meetingPaperFormats.find((one) => one === extension);
	const isMade = format !== undefined && (format !== 'pdf' || (await installedChromium()) !== null);
	const paper = kind && isMade && (await paperOf(event, meeting, kind));
	if (!paper) error(404, { message: 'not-found' });
	return respondWithMeetingPaper({ ...paper, format, locale: event.locals.locale }, paperFileName(paper));
};
