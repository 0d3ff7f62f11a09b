import { eq } from 'drizzle-orm';
import { emailChangeHours } from '$lib/domain/mail/mail';
import { pathInLocale } from '$lib/i18n/locale';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { emailChange } from '../database/schema';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { renderHtml, renderText, type MailBlock } from './layout';

/** Composes the mail with a link to a new address; null if the address no longer waits. */
export async function composeAddressMail(
	read: Queryable,
	row: MailRow,
	{ origin, addressToken }: NoticeContext
): Promise<MailContent | null> {
	const personId = row.personId ?? 0;
	const [waiting] = await read.select().from(emailChange).where(eq(emailChange.personId, personId));
	if (waiting?.email !== row.recipient) return null;
	const locale = row.writtenForm;
	const token = (await addressToken?.({ personId, email: row.recipient })) ?? null;
	const href = token
		? origin + pathInLocale(`/address/${token}`, locale)
		: m.mail_preview_link({}, { locale });
	return compose(row, m.person_address_mail_subject({}, { locale }), [
		{ kind: 'paragraph', text: m.person_address_mail({ hours: emailChangeHours }, { locale }) },
		{ kind: 'action', text: m.person_address_confirm({}, { locale }), href }
	]);
}

/** Composes the notice to an address that is no longer a person's. */
export function composeAddressNotice(_read: Queryable, row: MailRow): Promise<MailContent> {
	const locale = row.writtenForm;
	const text = m.person_address_notice({}, { locale });
	return Promise.resolve(
		compose(row, m.person_address_notice_subject({}, { locale }), [{ kind: 'paragraph', text }])
	);
}

function compose({ name, writtenForm }: MailRow, subject: string, blocks: MailBlock[]): MailContent {
	const hello = m.mail_hello({ name }, { locale: writtenForm });
	const parts: MailBlock[] = [{ kind: 'paragraph', text: hello }, ...blocks];
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: writtenForm }) };
}
