import { eq } from 'drizzle-orm';
import { inWrittenForm } from '$lib/domain/localized';
import { findRecipients } from '$lib/domain/mail/reminder';
import { planPath } from '$lib/i18n/plan-address';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Queryable } from '../database/database';
import { measure } from '../database/schema';
import { partnershipOf, planSlugInUrl } from '../plans/queries';
import { extraordinaryFacts, type MeasureToReport } from '../reminders/queries';
import { renderHtml, renderText, type MailBlock } from './layout';
import type { MailContent } from './content';
import type { MailRow } from './context';

/**
 * Composes a mail about a returned evaluation outside rounds, with the recipient's other returned ones. Its
 * links require signing in, because reporting links belong to rounds, and it cannot be declined.
 *
 * @returns null if the mail is no longer needed: the evaluation was submitted again, or has another reporter
 */
export async function composeReturnedEvaluationMail(
	read: Queryable,
	row: MailRow,
	{ origin, now }: { origin: string; now: Date }
): Promise<MailContent | null> {
	const [found] = await read
		.select({ planId: measure.planId })
		.from(measure)
		.where(eq(measure.id, row.about));
	if (!found || row.reason !== 'returned') return null;
	const facts = await extraordinaryFacts(read, found.planId, now);
	const reader = findRecipients(facts).find(({ email }) => email === row.recipient);
	const returned = reader?.measures.filter(({ state }) => state === 'returned') ?? [];
	const about = returned.find(({ id }) => id === row.about);
	if (!reader || !about) return null;
	const locale = reader.writtenForm;
	const slug = await planSlugInUrl(read, found.planId);
	const named = ({ code, title }: MeasureToReport) =>
		`${code} ${inWrittenForm(title, locale)?.text ?? ''}`.trim();
	const partnership =
		inWrittenForm((await partnershipOf(read, found.planId))?.name ?? null, locale)?.text ?? '';
	const subject = m.mail_subject_returned(
		{ day: formatDay(toOsloDate(now), locale), measure: named(about) },
		{ locale }
	);
	const parts: MailBlock[] = [
		{ kind: 'paragraph', text: m.mail_hello({ name: reader.name }, { locale }) },
		{ kind: 'paragraph', text: m.mail_lead_returned({ measure: named(about) }, { locale }) },
		...returned.map((one): MailBlock => ({
			kind: 'action',
			text: m.mail_link_for({ measure: named(one) }, { locale }),
			href: origin + planPath(`/report/${one.code}/extraordinary`, slug, locale)
		})),
		{ kind: 'small', text: m.mail_outside_sign_in({}, { locale }) },
		{ kind: 'small', text: m.mail_sender({ partnership }, { locale }) }
	];
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}
