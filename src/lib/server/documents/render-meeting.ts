import { canonicalJson } from '$lib/domain/review/review';
import type { MinutesContent } from '$lib/domain/meeting/minutes';
import { m } from '$lib/i18n/paraglide/messages';
import { writeArchive, type ArchiveFile } from './archive';
import { checksumsFile, contentFile } from './archive-file-names';
import { writeHtml } from './html';
import { meetingDocument } from './meeting-document';
import type { MeetingArchiveRequest, MeetingPaper, MeetingPaperRequest } from './meeting-paper';
import type { RenderedCharts } from './rendered-charts';
import { stripUnprintable } from './render';

/** A meeting's papers have no charts. */
const noCharts: RenderedCharts = new Map();

/** Writes a meeting's paper in the current language (`getLocale`): Word, or the page that is printed, also as PDF. */
export async function writeMeetingPaper(request: MeetingPaperRequest): Promise<Uint8Array> {
	const { format, ...paper } = request;
	const model = meetingDocument(printable(paper));
	if (format !== 'docx') return Buffer.from(writeHtml(model, noCharts));
	const { writeWord } = await import('./word');
	return writeWord(model, noCharts);
}

/** Fills an organisation's Word template with a meeting's paper. Throws `TemplateError` as `fillWordTemplate` does. */
export async function fillMeetingPaper(
	{ format: _format, ...paper }: MeetingPaperRequest,
	template: Uint8Array
): Promise<Uint8Array> {
	const { fillWordTemplate } = await import('./word-template');
	return fillWordTemplate(meetingDocument(printable(paper)), () => noCharts, template);
}

const metadataFile = 'metadata.json';

/**
 * Renders the archive of a meeting: approved minutes byte for byte, the papers, metadata, a readme and the SHA-256 of
 * every file, in the format of a review's archive.
 */
export async function* renderMeetingArchive(
	request: MeetingArchiveRequest
): AsyncGenerator<Uint8Array, void> {
	const { versions, meeting, partnership } = request;
	const [newest, ...earlier] = versions.filter(({ text }) => text);
	if (!newest) throw new Error('A meeting without approved minutes has no archive.');
	const content = JSON.parse(newest.text) as MinutesContent;
	const { version, sha256, approvedAt } = newest;
	const paperOf = (kind: MeetingPaper['kind']): MeetingPaper => {
		const seal = kind === 'minutes' ? { version, sha256, approvedAt } : null;
		return printable({ kind, partnership, content, seal });
	};
	const word = (kind: MeetingPaper['kind']) => async () => {
		const { writeWord } = await import('./word');
		return writeWord(meetingDocument(paperOf(kind)), noCharts);
	};
	const metadata = {
		...{ format: 'framdrift.meeting.v1', meeting },
		minutes: versions.map(({ text, redactedAt, ...one }) => ({
			...one,
			...(redactedAt !== null && { redactedAt, isDeleted: text === '' })
		}))
	};
	const files: (ArchiveFile & { what: string })[] = [
		{ name: contentFile, what: m.meeting_archive_content(), make: () => newest.text },
		...earlier.map((one) => ({
			name: `content-v${one.version}.json`,
			what: m.meeting_archive_earlier({ version: one.version }),
			make: () => one.text
		})),
		{ name: metadataFile, what: m.meeting_archive_metadata(), make: () => canonicalJson(metadata) },
		{ name: 'innkalling.docx', what: m.meeting_paper_notice(), make: word('notice'), packed: true },
		{ name: 'saksframlegg.docx', what: m.meeting_paper_cases(), make: word('cases'), packed: true },
		{ name: 'protokoll.docx', what: m.meeting_minutes(), make: word('minutes'), packed: true },
		{
			name: 'protokoll.html',
			what: m.meeting_archive_html(),
			make: () => writeHtml(meetingDocument(paperOf('minutes')), noCharts)
		}
	];
	const readme = { name: m.paper_archive_readme_file(), make: () => readmeOf(paperOf('minutes'), files) };
	yield* writeArchive([...files, readme], new Date(approvedAt));
}

function readmeOf(paper: MeetingPaper, files: readonly { name: string; what: string }[]): string {
	const { title, cover } = meetingDocument(paper);
	const lines = [
		title,
		cover.partnership.text,
		'',
		...cover.facts.map(({ label, value }) => `${label}: ${value.text}`),
		'',
		m.meeting_archive_intro(),
		'',
		m.paper_archive_files(),
		...files.map(({ name, what }) => `- ${name}: ${what}`),
		`- ${checksumsFile}: ${m.paper_archive_sums()}`,
		'',
		m.paper_archive_check(),
		`1. ${m.meeting_archive_check_tool()}`,
		`2. ${m.paper_archive_check_any()}`,
		`3. ${m.paper_archive_check_seal()}`
	];
	// CRLF, which every text editor can read.
	return `${lines.join('\r\n')}\r\n`;
}

/** Returns a paper without the characters that office files cannot contain. */
function printable<Paper extends Omit<MeetingPaper, 'template'>>(paper: Paper): Paper {
	return JSON.parse(JSON.stringify(paper), stripUnprintable) as Paper;
}
