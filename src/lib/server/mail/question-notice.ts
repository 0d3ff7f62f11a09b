import { and, eq, isNull } from 'drizzle-orm';
import { inWrittenForm, type WrittenForm } from '$lib/domain/localized';
import { cleanLine } from '$lib/domain/text/clean-text';
import { pathInLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { person } from '../database/schema';
import { answerers, inquiryById, inquiryEntries, type InquiryOfMeasure } from '../inquiries/queries';
import { partnershipOf } from '../plans/queries';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { renderHtml, renderText, type MailBlock } from './layout';

/**
 * Composes the mail about a question or an answer; `about` is "ID:OCCASION-ENTRY". It holds neither text, because a
 * text can be redacted on its page but not in a mailbox. Returns null once a later entry says more, or if the
 * recipient has nothing to do with it any more.
 */
export async function composeQuestionMail(
	read: Queryable,
	row: MailRow,
	{ origin, now, inquiryToken }: NoticeContext
): Promise<MailContent | null> {
	const [, key = '', occasion = '', entry = ''] = /^(\d+):(asked|answered)-(\d+)$/.exec(row.about) ?? [];
	const found = await inquiryById(read, Number(key));
	const last = found && (await inquiryEntries(read, found.id)).at(-1);
	if (!found || String(last?.id) !== entry) return null;
	const to = occasion === 'asked' ? await answererOf(read, found, { row, now }) : await askerOf(read, found);
	if (to?.email !== row.recipient) return null;
	const locale = to.writtenForm;
	const name = [found.measure.code, inWrittenForm(found.measure.title, locale)?.text]
		.filter(Boolean)
		.join(' ');
	const page = `${origin}${pathInLocale(`/measures/${found.measure.code}/questions`, locale)}#q${found.id}`;
	const token = occasion === 'asked' ? await inquiryToken?.({ inquiryId: found.id, personId: to.id }) : null;
	const byLink = token ? origin + pathInLocale(`/questions/${token}`, locale) : null;
	const asked = occasion === 'asked';
	const href = asked ? (byLink ?? m.mail_preview_link({}, { locale })) : page;
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: to.name }, { locale }) },
		{
			kind: 'paragraph',
			text: asked
				? m.mail_question_lead_asked({ measure: name }, { locale })
				: m.mail_question_lead_answered({ measure: name }, { locale })
		},
		{
			kind: 'action',
			text: asked ? m.mail_question_answer({}, { locale }) : m.mail_question_read({}, { locale }),
			href
		},
		{ kind: 'small', text: asked ? becauseOf(found, locale) : m.mail_question_because_asked({}, { locale }) },
		{
			kind: 'small',
			text: m.mail_sender(
				{
					partnership:
						inWrittenForm((await partnershipOf(read, found.measure.planId))?.name ?? null, locale)?.text ?? ''
				},
				{ locale }
			)
		}
	];
	const say = asked ? m.mail_question_subject_asked : m.mail_question_subject_answered;
	const subject = cleanLine(say({ measure: name }, { locale }));
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}

function becauseOf({ measure }: InquiryOfMeasure, locale: WrittenForm): string {
	const body = inWrittenForm(measure.bodyName, locale)?.text;
	return body
		? m.mail_question_because_body({ body }, { locale })
		: m.mail_question_because_secretariat({}, { locale });
}

async function answererOf(
	read: Queryable,
	found: InquiryOfMeasure,
	{ row, now }: { row: MailRow; now: Date }
) {
	if (found.state !== 'open') return null;
	return (await answerers(read, found, now)).find(({ id }) => id === row.personId) ?? null;
}

async function askerOf(read: Queryable, { personId }: InquiryOfMeasure) {
	const [asker] = await read
		.select()
		.from(person)
		.where(and(eq(person.id, personId), isNull(person.disabledAt)));
	return asker ?? null;
}
