import type { WrittenForm } from '$lib/domain/localized';
import { m } from '$lib/i18n/paraglide/messages';
import type { MailContent } from './content';
import { renderHtml, renderText, type MailBlock } from './layout';

/** Composes the mail with a person's link for choosing a password, after the partnership's own text. */
export function composeSetupMail(
	{ name, writtenForm: locale }: { name: string; writtenForm: WrittenForm },
	{ href, days, text = null }: { href: string; days: number; text?: string | null }
): MailContent {
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name }, { locale }) },
		...(text ?? '')
			.split('\n')
			.filter((line) => line.trim() !== '')
			.map((line): MailBlock => ({ kind: 'paragraph', text: line })),
		{ kind: 'paragraph', text: m.person_setup_mail({ days }, { locale }) },
		{ kind: 'action', text: m.person_setup_action({}, { locale }), href }
	];
	const subject = m.person_setup_subject({}, { locale });
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}
