import type { RequestEvent } from '@sveltejs/kit';
import { hasCasePaper, meetingPaperTitle } from '$lib/server/documents/meeting-document';
import type {
	MeetingArchiveRequest,
	MeetingPaper,
	MeetingPaperKind
} from '$lib/server/documents/meeting-paper';
import { requestPartnership } from '$lib/server/http/plan';
import { bodiesOfMeeting, minutesOf } from '$lib/server/meetings/queries';
import type { requireMeeting } from './meeting.server';
import { shownMinutes } from './shown-minutes.server';

type MeetingEvent = RequestEvent<{ id: string }>;
type Reading = Pick<Awaited<ReturnType<typeof requireMeeting>>, 'found' | 'may'>;
type Shown = Awaited<ReturnType<typeof shownMinutes>>;

/** Returns the papers that a reader may take: the agenda's for everyone, texts only as far as they read them. */
export function offeredPapers({ shown, content }: Shown) {
	const hasTexts = shown !== 'agenda';
	const isCounted = content.items.some((item) => !item.closed && item.outcome !== null);
	const isHeld = hasTexts && (content.attendance.some(({ presence }) => presence !== null) || isCounted);
	const papers: MeetingPaperKind[] = [
		'notice',
		...(hasTexts && content.items.some(hasCasePaper) ? (['cases'] as const) : []),
		...(shown === 'frozen' || isHeld ? (['minutes'] as const) : [])
	];
	return { papers, hasArchive: shown === 'frozen' };
}

/** Loads what a reader sees of a meeting, by the version asked for (`?version=`). */
export function shownTo({ locals, url }: MeetingEvent, { found, may }: Reading): Promise<Shown> {
	const asked = Number(url.searchParams.get('version')) || null;
	return shownMinutes(locals.db.read, { found, may, asked });
}

/** Returns a paper as its reader sees the meeting; null if they may not take it. */
export async function paperOf(
	event: MeetingEvent,
	reading: Reading,
	kind: MeetingPaperKind
): Promise<MeetingPaper | null> {
	const shown = await shownTo(event, reading);
	if (!offeredPapers(shown).papers.includes(kind)) return null;
	const version = shown.versions.find((one) => one.version === shown.version);
	const seal =
		shown.shown === 'frozen' && kind === 'minutes' && version
			? { version: version.version, sha256: version.sha256, approvedAt: version.approvedAt }
			: null;
	return { kind, partnership: requestPartnership(event)!.name, content: shown.content, seal };
}

/** Returns "Protokoll SSU, 15.10.2026". */
export function paperFileName(paper: Pick<MeetingPaper, 'kind' | 'content'>): string {
	return meetingPaperTitle(paper)
		.replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ')
		.replace(/ +/g, ' ')
		.trim();
}

/** Returns the archive of a meeting with the approved versions that its reader may see; null without any. */
export async function archiveOf(
	event: MeetingEvent,
	{ found, may }: Reading
): Promise<MeetingArchiveRequest | null> {
	const { db, locale } = event.locals;
	const all = await minutesOf(db.read, found.id);
	const versions = all
		.filter((one) => one.publishedAt !== null || may('meeting.read'))
		.map(({ content: text, version, sha256, approvedAt, reason, publishedAt, redactedAt }) => ({
			...{ text, version, sha256, approvedAt, reason, publishedAt, redactedAt }
		}));
	if (!versions.some(({ text }) => text)) return null;
	const { body, jointBody } = await bodiesOfMeeting(db.read, found);
	const { uid, sequence, kind, state, day, startsAt, endsAt, place, calledAt, startedAt, endedAt } = found;
	const meeting = {
		...{ uid, sequence, kind, state, day, startsAt, endsAt, place, calledAt, startedAt, endedAt },
		...{ body: body.slug, jointBody: jointBody?.slug ?? null }
	};
	return { locale, partnership: requestPartnership(event)!.name, versions, meeting };
}
