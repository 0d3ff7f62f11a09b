import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { inWrittenForm, type WrittenForm } from '$lib/domain/localized';
import { cleanLine } from '$lib/domain/text/clean-text';
import { formatDay } from '$lib/i18n/format';
import { pathInLocale } from '$lib/i18n/locale';
import { seatRoleLabel } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { body, decision, partnership } from '../database/schema';
import { decisionDetails, type Decision } from '../decisions/queries';
import { isOpen } from '../decisions/reader';
import { decisionRecipients } from '../decisions/reminders';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { renderHtml, renderText, type MailBlock } from './layout';

type Details = Awaited<ReturnType<typeof decisionDetails>>;

/**
 * Composes the mail to one who follows a decision up; `about` is "ID:OCCASION". Returns null once nothing more is
 * expected, or if the recipient is no longer responsible.
 */
export async function composeDecisionMail(
	read: Queryable,
	row: MailRow,
	{ origin, now, decisionToken }: NoticeContext
): Promise<MailContent | null> {
	const [key = '', occasion = ''] = row.about.split(':');
	const [found] = await read
		.select({ decision, body: body.name, partnership: partnership.name })
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.innerJoin(partnership, eq(partnership.id, decision.partnershipId))
		.where(and(eq(decision.id, Number(key)), isOpen));
	if (!found) return null;
	const { decision: about } = found;
	const recipients = await decisionRecipients(read, about, now);
	const to = recipients.find(({ email }) => email === row.recipient);
	if (!to || (to.declinesMail && occasion !== 'assigned')) return null;
	const locale = to.writtenForm;
	const actor = { personId: null, name: '', administrator: false, seats: [] };
	const details = await decisionDetails(read, about, actor);
	const href = decisionToken
		? origin +
			pathInLocale(`/follow-up/${await decisionToken({ decisionId: about.id, personId: to.id })}`, locale)
		: m.mail_preview_link({}, { locale });
	const named = inWrittenForm(found.body, locale)?.text ?? '';
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: to.name }, { locale }) },
		{
			kind: 'paragraph',
			text: m.mail_decision_lead({ body: named, day: formatDay(about.decidedOn, locale) }, { locale })
		},
		{ kind: 'paragraph', text: [about.number, about.title].filter(Boolean).join(' · ') },
		...decidedText(about),
		{ kind: 'paragraph', text: dueSentence(about, toOsloDate(now), locale) },
		{ kind: 'action', text: m.mail_decision_action({}, { locale }), href },
		{ kind: 'small', text: m.mail_decision_because({ who: responsible(details, locale) }, { locale }) },
		{
			kind: 'small',
			text: m.mail_sender({ partnership: inWrittenForm(found.partnership, locale)?.text ?? '' }, { locale })
		}
	];
	const subject = cleanLine(subjectOf(about, { occasion, today: toOsloDate(now), locale }));
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}

/** Returns what was decided, unless the title has said it. */
function decidedText({ title, text }: Decision): MailBlock[] {
	return text.trim() === title.trim() ? [] : [{ kind: 'paragraph', text }];
}

function subjectOf(
	{ title, dueOn }: Decision,
	{ occasion, today, locale }: { occasion: string; today: string; locale: WrittenForm }
): string {
	if (occasion === 'assigned') return m.mail_decision_subject_assigned({ title }, { locale });
	if (dueOn === null) return m.mail_decision_subject_undated({ title }, { locale });
	const terms = { title, day: formatDay(dueOn, locale) };
	return dueOn < today
		? m.mail_decision_subject_past(terms, { locale })
		: m.mail_decision_subject_ahead(terms, { locale });
}

function dueSentence({ dueOn }: Decision, today: string, locale: WrittenForm): string {
	if (dueOn === null) return m.mail_decision_undated({}, { locale });
	const due = formatDay(dueOn, locale);
	return dueOn < today
		? m.mail_decision_overdue({ due }, { locale })
		: m.mail_decision_due({ due }, { locale });
}

function responsible({ responsible: of }: Details, locale: WrittenForm): string {
	const name = (text: typeof of.seatBody) => inWrittenForm(text, locale)?.text ?? '';
	if (of.responsibleBody) return name(of.responsibleBody);
	if (of.responsiblePartner !== null) return of.responsiblePartner;
	if (of.seatRole === null) return '';
	return m.decision_seat_of(
		{ role: seatRoleLabel[of.seatRole]({}, { locale }), body: name(of.seatBody) },
		{ locale }
	);
}
