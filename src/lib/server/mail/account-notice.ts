import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { inWrittenForm } from '$lib/domain/localized';
import { formatDay } from '$lib/i18n/format';
import { pathInLocale } from '$lib/i18n/locale';
import { planPath } from '$lib/i18n/plan-address';
import { seatRoleLabel } from '$lib/i18n/labels';
import { setupLinkDays } from '$lib/domain/mail/mail';
import { m } from '$lib/i18n/paraglide/messages';
import type { Queryable } from '../database/database';
import { body, partnership, person, plan, seat, seatHolder } from '../database/schema';
import { currentSlugIn } from '../plans/queries';
import { nextHolder } from '../people/queries';
import { composeAddressMail, composeAddressNotice } from './address-change';
import type { MailContent } from './content';
import type { MailRow, NoticeContext } from './context';
import { composeConfirmationMail } from './matter-notice';
import { composeSetupMail } from './setup-link';
import { renderHtml, renderText, type MailBlock } from './layout';

type Compose = (read: Queryable, row: MailRow, at: NoticeContext) => Promise<MailContent | null>;

/** Mails of the class `account`, by the word before the colon in `about`. */
const composers: Record<string, Compose> = {
	'hand-over': composeHandOver,
	invitation: (read, row, at) => composeSetupLink(read, row, { ...at, first: true }),
	'new-link': (read, row, at) => composeSetupLink(read, row, { ...at, first: false }),
	address: composeAddressMail,
	'address-changed': composeAddressNotice,
	matter: composeConfirmationMail
};

/** Composes a mail about a person's account, seat or unconfirmed matter; null if it is no longer needed. */
export const composeAccountMail: Compose = async (read, row, at) =>
	(await composers[row.about.split(':')[0] ?? '']?.(read, row, at)) ?? null;

/** Composes the mail about a seat whose holder's time has ended, to that person and to the next one. */
async function composeHandOver(read: Queryable, row: MailRow, { origin, now }: NoticeContext) {
	const found = await handedOver(read, Number(row.about.split(':')[1]));
	if (!found?.toDay || found.toDay >= toOsloDate(now)) return null;
	const locale = row.writtenForm;
	const terms = {
		role: seatRoleLabel[found.role]({}, { locale }),
		body: inWrittenForm(found.bodyName, locale)?.text ?? '',
		day: formatDay(found.toDay, locale)
	};
	const isFormer = row.personId === found.personId;
	const next = await nextHolder(read, found, toOsloDate(now));
	const lead = isFormer
		? next
			? m.mail_hand_over_former({ ...terms, next: next.name }, { locale })
			: m.mail_hand_over_vacant(terms, { locale })
		: m.mail_hand_over_next({ ...terms, former: found.name }, { locale });
	const slug = await currentSlugIn(read, found.partnershipId);
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: row.name }, { locale }) },
		{ kind: 'paragraph', text: lead },
		{
			kind: 'action',
			text: isFormer ? m.mail_hand_over_account({}, { locale }) : m.mail_hand_over_report({}, { locale }),
			href: origin + planPath(isFormer ? '/account' : '/report', slug, locale)
		},
		{
			kind: 'small',
			text: m.mail_sender({ partnership: inWrittenForm(found.partnership, locale)?.text ?? '' }, { locale })
		}
	];
	const subject = isFormer
		? m.mail_hand_over_subject_former(terms, { locale })
		: m.mail_hand_over_subject_next(terms, { locale });
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}

async function handedOver(read: Queryable, holderId: number) {
	const [found] = await read
		.select({
			personId: person.id,
			name: person.name,
			seatId: seat.id,
			role: seat.role,
			toDay: seatHolder.toDay,
			bodyId: body.id,
			bodyName: body.name,
			partnershipId: partnership.id,
			partnership: partnership.name
		})
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.innerJoin(partnership, eq(partnership.id, body.partnershipId))
		.innerJoin(person, eq(person.id, seatHolder.personId))
		.where(eq(seatHolder.id, holderId));
	return found ?? null;
}

/** Composes the mail with a new set-up link; null for a disabled person, or if the first one has a password. */
async function composeSetupLink(
	read: Queryable,
	row: MailRow,
	{ origin, setupToken, first }: NoticeContext & { first: boolean }
) {
	const [recipient] = await read
		.select()
		.from(person)
		.where(eq(person.id, row.personId ?? 0));
	if (!recipient || recipient.disabledAt || (first && recipient.passwordHash)) return null;
	const { id, name, writtenForm } = recipient;
	const href = setupToken
		? origin + pathInLocale(`/setup/${await setupToken(id)}`, writtenForm)
		: m.mail_preview_link({}, { locale: writtenForm });
	const [sender] = await read
		.select({ text: partnership.invitation })
		.from(partnership)
		.innerJoin(plan, and(eq(plan.partnershipId, partnership.id), eq(plan.id, row.planId ?? 0)));
	// People with a password know why they are here.
	const text = recipient.passwordHash ? null : (inWrittenForm(sender?.text, writtenForm)?.text ?? null);
	return composeSetupMail({ name, writtenForm }, { href, days: setupLinkDays, text });
}
