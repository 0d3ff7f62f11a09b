import { eq } from 'drizzle-orm';
import { inWrittenForm, type Localized, type WrittenForm } from '$lib/domain/localized';
import { pendingHours } from '$lib/domain/matter/open-form';
import { cleanLine } from '$lib/domain/text/clean-text';
import { pathInLocale } from '$lib/i18n/locale';
import { matterStateSentence } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { matter, partnership, pendingMatter } from '../database/schema';
import { followedMatter, senderContacts, senderReason } from '../matters/senders';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { renderHtml, renderText, type MailBlock } from './layout';

/**
 * Composes the mail to a matter's sender about its state on the day it is sent; `about` is the id of the sender's
 * own matter. Returns null if the sender is deleted or has another address.
 */
export async function composeMatterMail(
	read: Queryable,
	row: MailRow,
	{ origin, statusToken }: NoticeContext
): Promise<MailContent | null> {
	const [found] = await read
		.select({ matter, partnership: partnership.name })
		.from(matter)
		.innerJoin(partnership, eq(partnership.id, matter.partnershipId))
		.where(eq(matter.id, Number(row.about)));
	const [to] = found ? await senderContacts(read, [found.matter.id]) : [];
	if (!found || to?.email !== row.recipient) return null;
	const { matter: own } = found;
	const locale = to.writtenForm;
	const followed = await followedMatter(read, own);
	const reason = await senderReason(read, own, followed);
	const path = async () =>
		to.personId === null
			? statusToken && `/matters/status/${await statusToken(own.id)}`
			: `/matters/${own.id}`;
	const address = await path();
	const href = address ? origin + pathInLocale(address, locale) : m.mail_preview_link({}, { locale });
	const isAsked = own.state === 'returned';
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: to.name }, { locale }) },
		{ kind: 'paragraph', text: m.mail_matter_lead({ title: own.title }, { locale }) },
		...(followed === own ? [] : [m.mail_matter_merged({}, { locale })]).map((text): MailBlock => ({
			kind: 'paragraph',
			text
		})),
		{ kind: 'paragraph', text: matterStateSentence[followed.state]({}, { locale }) },
		...(reason ?? '')
			.split('\n')
			.filter((line) => line.trim() !== '')
			.map((text): MailBlock => ({ kind: 'paragraph', text })),
		{
			kind: 'action',
			text: isAsked ? m.mail_matter_answer({}, { locale }) : m.mail_matter_action({}, { locale }),
			href
		},
		{ kind: 'small', text: m.mail_matter_because({}, { locale }) },
		from(found.partnership, locale)
	];
	return render(m.mail_matter_subject({ title: own.title }, { locale }), parts, locale);
}

/**
 * Composes the mail by which a sender confirms a matter. It says nothing that was typed: anybody may have typed the
 * address. Returns null if the matter no longer waits.
 */
export async function composeConfirmationMail(
	read: Queryable,
	row: MailRow,
	{ origin, confirmationToken }: NoticeContext
): Promise<MailContent | null> {
	const pendingId = Number(row.about.split(':')[1]);
	const [found] = await read
		.select({ email: pendingMatter.email, partnership: partnership.name })
		.from(pendingMatter)
		.innerJoin(partnership, eq(partnership.id, pendingMatter.partnershipId))
		.where(eq(pendingMatter.id, pendingId));
	if (found?.email !== row.recipient) return null;
	const locale = row.writtenForm;
	const token = (await confirmationToken?.(pendingId)) ?? null;
	const href = token
		? origin + pathInLocale(`/matters/status/${token}`, locale)
		: m.mail_preview_link({}, { locale });
	const name = inWrittenForm(found.partnership, locale)?.text ?? '';
	return render(
		m.mail_matter_confirm_subject({}, { locale }),
		[
			{
				kind: 'paragraph',
				text: m.mail_matter_confirm_lead({ partnership: name, hours: pendingHours }, { locale })
			},
			{ kind: 'action', text: m.mail_matter_confirm_action({}, { locale }), href },
			{ kind: 'small', text: m.mail_matter_confirm_not({}, { locale }) },
			from(found.partnership, locale)
		],
		locale
	);
}

function from(partnership: Localized, locale: WrittenForm): MailBlock {
	const name = inWrittenForm(partnership, locale)?.text ?? '';
	return { kind: 'small', text: m.mail_sender({ partnership: name }, { locale }) };
}

function render(title: string, parts: MailBlock[], locale: WrittenForm): MailContent {
	const subject = cleanLine(title);
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}
