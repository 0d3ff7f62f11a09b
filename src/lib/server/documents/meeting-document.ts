import type { MinutesAttendee, MinutesItem } from '$lib/domain/meeting/minutes';
import type { WrittenForm } from '$lib/domain/localized';
import { formatClock, formatDate, formatDay, formatMoment } from '$lib/i18n/format';
import {
	agendaItemKindLabel,
	attendanceNote,
	attendeeOrganisation,
	attendeeRole,
	consensusLabel,
	localize,
	meetingKindLabel,
	outcomeKindLabel
} from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { capitalize } from '$lib/i18n/sentence';
import { toDocumentText } from './document-text';
import type { MeetingPaper } from './meeting-paper';
import type { DocumentBlock, DocumentFact, DocumentModel, DocumentSection, DocumentText } from './model';
import { placeholderWords, type TemplatePlaceholder } from './placeholders';

/** Returns a meeting's notice, case papers or minutes as a document in the current language (`getLocale`). */
export function meetingDocument(paper: MeetingPaper): DocumentModel {
	const { kind, partnership, content, seal } = paper;
	const title = meetingPaperTitle(paper);
	const isDraft = kind === 'minutes' && !seal;
	return {
		locale: getLocale(),
		title,
		cover: {
			kind: paperName[kind](),
			partnership: toDocumentText(partnership),
			facts: coverFacts(paper),
			note: seal ? sealNote(content) : isDraft ? m.meeting_minutes_draft() : ''
		},
		footer: title,
		isShort: kind === 'notice',
		sections: sectionsOf[kind](content.items, content.attendance).map((section, index) =>
			index === 0 ? section : { ...section, sharesPage: true }
		),
		placeholders: meetingPlaceholders
	};
}

/** Placeholders of a Word template for a meeting's papers. */
const meetingPlaceholders = [
	...(['title', 'partnership', 'version', 'date', 'closed', 'seal', 'all'] as const)
] satisfies TemplatePlaceholder[];

/** Returns these placeholders as they are written, with what they become, in the current language. */
export function meetingPlaceholderWords() {
	const own = { date: m.meeting_slot_date_what, closed: m.meeting_slot_closed_what };
	return placeholderWords(meetingPlaceholders, own);
}

/** Returns the note that sealed minutes are locked, and if texts of them were redacted. */
function sealNote({ redactions = [] }: MeetingPaper['content']): string {
	const days = [...new Set(redactions.map(({ on }) => formatDate(on)))];
	const note = days.length > 0 ? m.meeting_minutes_redacted({ days: days.join(', ') }) : '';
	return [m.meeting_minutes_frozen(), note].filter(Boolean).join(' ');
}

const paperName = {
	notice: m.meeting_paper_notice,
	cases: m.meeting_paper_cases,
	minutes: m.meeting_minutes
};

/** Returns "Protokoll: SSU, 15.10.2026". */
export function meetingPaperTitle({ kind, content }: Pick<MeetingPaper, 'kind' | 'content'>): string {
	return `${paperName[kind]()}: ${bodyNames(content)}, ${formatDate(content.day)}`;
}

function bodyNames({ body, jointBody }: MeetingPaper['content']): string {
	return [body, jointBody].flatMap((one) => (one ? [localize(one.name)] : [])).join(' · ');
}

function coverFacts({ content, seal }: MeetingPaper): DocumentFact[] {
	const { kind, day, startsAt, endsAt, place } = content;
	const clock = [startsAt, endsAt].flatMap((time) => (time ? formatClock(time) : [])).join('–');
	const fact = (label: string, text: string): DocumentFact[] => (text ? [{ label, value: { text } }] : []);
	return [
		...fact(m.meeting_column_body(), bodyNames(content)),
		...fact(m.meeting_column_kind(), meetingKindLabel[kind]()),
		{
			name: 'date',
			label: kind === 'circulation' ? m.meeting_circulation_deadline() : m.meeting_column_day(),
			value: { text: [capitalize(formatDay(day)), clock].filter(Boolean).join(', ') }
		},
		...fact(m.meeting_column_place(), place),
		...(seal
			? ([
					{ name: 'version', label: m.paper_fact_version(), value: { text: String(seal.version) } },
					{
						name: 'closed',
						label: m.meeting_paper_approved(),
						value: { text: formatMoment(seal.approvedAt) }
					},
					{ name: 'seal', label: m.meeting_minutes_checksum(), value: { text: seal.sha256 }, code: true }
				] satisfies DocumentFact[])
			: [])
	];
}

type Sections = (items: readonly MinutesItem[], attendance: readonly MinutesAttendee[]) => DocumentSection[];

const sectionsOf: Record<MeetingPaper['kind'], Sections> = {
	notice: (items, attendance) => [
		{
			level: 1,
			heading: { text: m.meeting_agenda() },
			blocks: [{ kind: 'list', items: items.map(agendaLine) }]
		},
		...attendanceSection(attendance, { heading: m.meeting_attendance_invited(), isNotice: true })
	],
	cases: (items) =>
		items.filter(hasCasePaper).map((item) => ({
			level: 1,
			heading: itemHeading(item),
			blocks: [...itemMark(item), ...caseBlocks(item)]
		})),
	minutes: (items, attendance) => [
		...attendanceSection(attendance, { heading: m.meeting_attendance(), isNotice: false }),
		...items.map((item): DocumentSection => ({
			level: 1,
			heading: itemHeading(item),
			blocks: [...itemMark(item), ...caseBlocks(item), ...outcomeBlocks(item, attendance)]
		}))
	]
};

/** True for an item with a case paper, or one closed to the reader, which is named. */
export function hasCasePaper(item: MinutesItem): boolean {
	return (
		item.closed || item.standing === null || Boolean(item.background || item.assessment || item.proposal)
	);
}

/** Returns a text with its language, if that is not the document's. */
function written(text: string, lang: WrittenForm): DocumentText {
	return lang === getLocale() ? { text } : { text, lang };
}

function itemHeading({ number, title, lang }: MinutesItem): DocumentText {
	return written([number, title].filter(Boolean).join(' '), lang);
}

function agendaLine(item: MinutesItem): DocumentText[] {
	const kind = item.closed ? m.meeting_item_closed() : agendaItemKindLabel[item.kind]();
	return [itemHeading(item), { text: kind }];
}

function itemMark(item: MinutesItem): DocumentBlock[] {
	const isClosed = item.closed || item.isRestricted;
	const marks = [
		...(isClosed ? [m.meeting_item_closed()] : []),
		...(!item.closed && item.standing === null ? [agendaItemKindLabel[item.kind]()] : [])
	];
	return marks.length === 0 ? [] : [{ kind: 'text', text: { text: marks.join(' · ') }, tone: 'quiet' }];
}

function caseBlocks(item: MinutesItem): DocumentBlock[] {
	if (item.closed) return [];
	const parts = [
		{ label: m.meeting_item_background(), text: item.background },
		{ label: m.meeting_item_assessment(), text: item.assessment },
		{ label: m.meeting_item_proposal(), text: item.proposal }
	].filter(({ text }) => text !== '');
	if (parts.length === 0) return [];
	return [
		{ kind: 'facts', facts: parts.map(({ label, text }) => ({ label, value: written(text, item.lang) })) }
	];
}

function outcomeBlocks(item: MinutesItem, attendance: readonly MinutesAttendee[]): DocumentBlock[] {
	if (item.closed) return [];
	const left = item.recusals.map(({ attendee, replaced }): DocumentBlock => {
		const name = attendance[attendee]?.name ?? m.meeting_recusal_unnamed();
		const text = [m.meeting_recusal_left({ name }), ...(replaced ? [m.meeting_recusal_replacement()] : [])];
		return { kind: 'text', text: { text: text.join(' ') } };
	});
	if (!item.outcome) return left;
	const { kind, text, lang, consensus, dissent } = item.outcome;
	const label = [outcomeKindLabel[kind](), ...(consensus ? [consensusLabel[consensus]()] : [])].join(' · ');
	const facts: DocumentFact[] = [
		{ label, value: written(text, lang) },
		...(dissent ? [{ label: m.meeting_dissent_heading(), value: written(dissent, lang) }] : [])
	];
	return [...left, { kind: 'facts', facts }];
}

function attendanceSection(
	attendance: readonly MinutesAttendee[],
	{ heading, isNotice }: { heading: string; isNotice: boolean }
): DocumentSection[] {
	if (attendance.length === 0) return [];
	const rows = attendance.map((one) =>
		[
			one.name ?? attendeeRole(one),
			[one.title, one.name ? attendeeRole(one) : ''].filter(Boolean).join(', '),
			attendeeOrganisation(one),
			...(isNotice ? [] : [attendanceNote(one)])
		].map((text) => ({ text }))
	);
	const columns = [
		m.meeting_attendance_name(),
		m.meeting_attendance_title(),
		m.meeting_attendance_organisation(),
		...(isNotice ? [] : [m.meeting_attendance_note()])
	];
	const table = { caption: heading, columns, wordColumns: columns.length, rows };
	return [{ level: 1, heading: { text: heading }, blocks: [{ kind: 'table', table }] }];
}
