import { eq } from 'drizzle-orm';
import { inWrittenForm, type WrittenForm } from '$lib/domain/localized';
import { closedItem } from '$lib/domain/meeting/minutes';
import { cleanLine } from '$lib/domain/text/clean-text';
import { formatDay } from '$lib/i18n/format';
import { pathInLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { meeting, partnership } from '../database/schema';
import { circulationWaitsFor } from '../meetings/circulation';
import { noticeRecipients } from '../meetings/notify';
import { agendaOf, bodiesOfMeeting, type AgendaItem, type Meeting } from '../meetings/queries';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { renderHtml, renderText, type MailBlock } from './layout';

const texts = {
	called: { subject: m.mail_meeting_subject_called, lead: m.mail_meeting_lead_called },
	moved: { subject: m.mail_meeting_subject_moved, lead: m.mail_meeting_lead_moved },
	cancelled: { subject: m.mail_meeting_subject_cancelled, lead: m.mail_meeting_lead_cancelled }
};

const circulationTexts = {
	called: { subject: m.mail_circulation_subject_called, lead: m.mail_circulation_lead_called },
	moved: { subject: m.mail_circulation_subject_moved, lead: m.mail_circulation_lead_moved },
	cancelled: { subject: m.mail_circulation_subject_cancelled, lead: m.mail_circulation_lead_cancelled },
	reminder: { subject: m.mail_circulation_subject_reminder, lead: m.mail_circulation_lead_reminder }
};

function textsOf({ kind }: Meeting, occasion: keyof typeof circulationTexts) {
	if (kind === 'circulation') return circulationTexts[occasion];
	return occasion === 'reminder' ? null : texts[occasion];
}

/**
 * Composes the notice of a meeting, or the mail that it is moved or cancelled; `about` is "ID:OCCASION-SEQUENCE".
 * Returns null once a later mail says more, or if the recipient is not invited any more.
 */
export async function composeMeetingMail(
	read: Queryable,
	row: MailRow,
	{ origin, now, meetingToken }: NoticeContext
): Promise<MailContent | null> {
	const [, key = '', named = '', sequence = ''] =
		/^(\d+):(called|moved|cancelled|reminder)(?:-\d+)?-(\d+)$/.exec(row.about) ?? [];
	const occasion = named as keyof typeof circulationTexts;
	const [found] = await read
		.select({ about: meeting, partnership: partnership.name })
		.from(meeting)
		.innerJoin(partnership, eq(partnership.id, meeting.partnershipId))
		.where(eq(meeting.id, Number(key)));
	const about = found?.about;
	if (!about || String(about.sequence) !== sequence) return null;
	if (about.state !== (occasion === 'cancelled' ? 'cancelled' : 'called')) return null;
	const to = (await noticeRecipients(read, about)).find(({ id }) => id === row.personId);
	const says = textsOf(about, occasion);
	if (!to || !says) return null;
	if (occasion === 'reminder' && !(await circulationWaitsFor(read, about, now)).has(to.id)) return null;

	const locale = to.writtenForm;
	const { body, jointBody } = await bodiesOfMeeting(read, about);
	const bodies = [body, jointBody]
		.flatMap((one) => inWrittenForm(one?.name, locale)?.text ?? [])
		.join(` ${m.mail_and({}, { locale })} `);
	const terms = { body: bodies, day: formatDay(about.day, locale) };
	const page = origin + pathInLocale(`/meetings/${about.id}`, locale);
	const token =
		to.isInvited && meetingToken ? await meetingToken({ meetingId: about.id, personId: to.id }) : null;
	const answer =
		token === null ? m.mail_preview_link({}, { locale }) : origin + pathInLocale(`/answer/${token}`, locale);
	const isOn = occasion !== 'cancelled';
	const isCirculated = about.kind === 'circulation';
	const where = timeAndPlace(about, locale);
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: to.name }, { locale }) },
		{ kind: 'paragraph', text: says.lead(terms, { locale }) },
		...(where === '' ? [] : [{ kind: 'paragraph', text: where } as const]),
		...(isOn ? agendaBlocks(await agendaOf(read, about.id), locale) : []),
		...answerBlocks({ isOn, isInvited: to.isInvited, isCirculated, answer, locale }),
		{ kind: 'way-out', text: m.mail_meeting_page({}, { locale }), href: page },
		{
			kind: 'small',
			text: to.isInvited
				? m.mail_meeting_because({ body: bodies }, { locale })
				: m.mail_meeting_because_alternate({ body: bodies }, { locale })
		},
		{
			kind: 'small',
			text: m.mail_sender({ partnership: inWrittenForm(found.partnership, locale)?.text ?? '' }, { locale })
		}
	];
	const subject = cleanLine(says.subject(terms, { locale }));
	const { uid, day, startsAt, endsAt, place } = about;
	const title = m.meeting_meeting_of({ body: bodies }, { locale });
	const entry = { uid, sequence: about.sequence, title, day, startsAt, endsAt, place, url: page };
	return {
		...{ subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) },
		...(to.isInvited &&
			!isCirculated && { calendar: { name: title, entries: [{ ...entry, cancelled: !isOn }], now } })
	};
}

/** Returns "Kl. 12.00–15.00, Kommunehuset"; empty if neither is set. The day stands in the sentence before. */
function timeAndPlace({ startsAt, endsAt, place }: Meeting, locale: WrittenForm): string {
	const clock = [startsAt, endsAt].flatMap((time) => time?.replace(':', '.') ?? []).join('–');
	const text = [clock && m.mail_meeting_clock({ clock }, { locale }), place].filter(Boolean).join(', ');
	return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Lists the agenda. Mail is read by others too, so that items closed to the public have their neutral titles. */
function agendaBlocks(agenda: readonly AgendaItem[], locale: WrittenForm): MailBlock[] {
	const items = agenda.map((item) => {
		const { number, title, lang } = closedItem(item, false) ?? item;
		return { text: [number, title].filter(Boolean).join(' · '), lang };
	});
	return [{ kind: 'list', title: m.meeting_agenda({}, { locale }), items }];
}

interface Answering {
	isOn: boolean;
	isInvited: boolean;
	isCirculated: boolean;
	answer: string;
	locale: WrittenForm;
}

function answerBlocks({ isOn, isInvited, isCirculated, answer, locale }: Answering): MailBlock[] {
	if (!isOn || !isInvited) return [];
	const [action, link] = isCirculated
		? [m.mail_circulation_action, m.mail_circulation_link]
		: [m.mail_meeting_action, m.mail_meeting_link];
	return [
		{ kind: 'action', text: action({}, { locale }), href: answer },
		{ kind: 'small', text: link({}, { locale }) }
	];
}
