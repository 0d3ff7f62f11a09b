import { inWrittenForm, type Localized, type WrittenForm } from '$lib/domain/localized';
import { countEvaluations } from '$lib/domain/mail/reminder';
import { cleanLine } from '$lib/domain/text/clean-text';
import { dueDistance } from '$lib/i18n/due-distance';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { CalendarContent } from '../calendar/write-calendar';
import type { MeasureToReport } from '../reminders/queries';
import { renderHtml, renderText, type MailBlock } from './layout';
import type { MailContext } from './context';

export interface MailContent {
	subject: string;
	text: string;
	html: string;
	/** An entry to put into the recipient's calendar. */
	calendar?: CalendarContent;
}

/**
 * Links of a mail: the recipient's own page, the pages of measures delegated to them, and those of the partners
 * they represent.
 */
export interface MailLinks {
	report: { href: string; measure: MeasureToReport | null; party?: string }[];
	/** Link that stops reminders. */
	stop: string;
}

/**
 * Composes a mail in the recipient's written form: content and date, remaining evaluations, one link, and the
 * reason for sending.
 */
export function composeMail(context: MailContext, links: MailLinks): MailContent {
	const locale = context.reader.writtenForm;
	const parts = [
		...introBlocks(context),
		...outstandingBlocks(context),
		...linkBlocks(context, links),
		...footerBlocks(context, links)
	];
	// Titles from older data and imported files may have line breaks.
	const subject = cleanLine(mailSubject(context));
	return { subject, text: renderText(parts), html: renderHtml(parts, { subject, lang: locale }) };
}

function mailSubject(context: MailContext): string {
	const { reason, about, givenBy, today } = context;
	const { locale, counts, day, round } = mailTerms(context);
	if (reason === 'returned')
		return m.mail_subject_returned(
			{ day: formatDay(today, locale), measure: measureName(about, locale) },
			{ locale }
		);
	if (reason === 'handed-on')
		return m.mail_subject_handed_on(
			{ by: givenBy ?? '', day, measure: measureName(about, locale) },
			{ locale }
		);
	if (reason === 'kick-off') return m.mail_subject_kick_off({ day, round }, { locale });
	const say = { ahead: m.mail_subject_ahead, today: m.mail_subject_today, past: m.mail_subject_past };
	return say[deadlineTiming(context)]({ ...counts, day }, { locale });
}

function introBlocks(context: MailContext): MailBlock[] {
	const { reader, reason, about, givenBy } = context;
	const { locale, counts, day, round } = mailTerms(context);
	const measure = measureName(about, locale);
	const paragraphs: string[] = [m.mail_hello({ name: reader.name }, { locale })];
	if (reason === 'kick-off')
		paragraphs.push(m.mail_lead_kick_off({ round, day, all: counts.all }, { locale }));
	if (reason === 'asked') paragraphs.push(m.mail_lead_asked({ round }, { locale }));
	if (reason === 'returned') paragraphs.push(m.mail_lead_returned({ measure }, { locale }));
	if (reason === 'handed-on')
		paragraphs.push(m.mail_lead_handed_on({ by: givenBy ?? '', measure, round, day }, { locale }));
	if (reason !== 'kick-off' && reason !== 'handed-on') paragraphs.push(progressSentence(context));
	return paragraphs.map((text) => ({ kind: 'paragraph', text }));
}

/** Returns "3 av 6 tiltak gjenstår. Fristen er fredag 11.12.2026, om 7 dager." */
function progressSentence(context: MailContext): string {
	const { locale, counts, day } = mailTerms(context);
	if (deadlineTiming(context) === 'today') return m.mail_lead_today({ ...counts, day }, { locale });
	if (deadlineTiming(context) === 'past') return m.mail_lead_past({ ...counts, day }, { locale });
	const distance = dueDistance(context.round.reportBy, context.today, locale);
	return m.mail_lead_ahead({ ...counts, day, distance }, { locale });
}

/** Maximum of measures listed by name; more are counted. */
const maxNamedMeasures = 12;

function outstandingBlocks({ reader }: MailContext): MailBlock[] {
	const locale = reader.writtenForm;
	const items = reader.left
		.slice(0, maxNamedMeasures)
		.map((measure) => ({ ...measureLabel(measure, locale) }));
	const count = reader.left.length - items.length;
	if (count > 0) items.push({ text: m.mail_and_more({ count }, { locale }), lang: locale });
	for (const { name, left, all } of reader.rollouts)
		if (left > 0) items.push({ text: m.mail_rollout_left({ name, left, all }, { locale }), lang: locale });
	return [{ kind: 'list', title: m.mail_left({}, { locale }), items }];
}

function linkBlocks(
	{ reader, today, linksEndOn, hasEarlier }: MailContext,
	{ report }: MailLinks
): MailBlock[] {
	const locale = reader.writtenForm;
	const open = today <= linksEndOn;
	const hint = open
		? m.mail_link_own({ day: formatDay(linksEndOn, locale) }, { locale })
		: m.mail_link_sign_in({}, { locale });
	return [
		...report.map(({ href, measure, party }): MailBlock => {
			const text = measure
				? m.mail_link_for({ measure: measureName(measure, locale) }, { locale })
				: party === undefined
					? m.mail_link({}, { locale })
					: m.mail_link_rollout({ name: party }, { locale });
			return { kind: 'action', text, href };
		}),
		// In a first round there is no last time.
		...(hasEarlier ? [m.mail_quick({}, { locale })] : []).map((text): MailBlock => ({
			kind: 'paragraph',
			text
		})),
		{ kind: 'small', text: hint }
	];
}

function footerBlocks({ reader, partnership }: MailContext, { stop }: MailLinks): MailBlock[] {
	const locale = reader.writtenForm;
	const own = reader.measures.filter((one) => !reader.handed.includes(one));
	const names = [...new Set(own.flatMap(({ bodyName }) => inWrittenForm(bodyName, locale)?.text ?? []))];
	const bodies = joinWithAnd(names, locale);
	const parties = joinWithAnd(
		reader.rollouts.map(({ name }) => name),
		locale
	);
	const because = {
		leader: m.mail_because_leader({ bodies }, { locale }),
		deputy: m.mail_because_deputy({ bodies }, { locale }),
		secretariat: m.mail_because_secretariat({}, { locale }),
		representative: m.mail_because_representative({ parties }, { locale }),
		'handed-on': m.mail_because_handed_on({}, { locale })
	};
	const [nearest = 'handed-on'] = reader.because;
	const name = inWrittenForm(partnership, locale)?.text ?? '';
	return [
		{ kind: 'small', text: because[nearest] },
		{
			kind: 'way-out',
			text: m.mail_stop({}, { locale }),
			href: stop,
			note: m.mail_stop_what({}, { locale })
		},
		{ kind: 'small', text: m.mail_sender({ partnership: name }, { locale }) }
	];
}

function deadlineTiming({ today, round }: MailContext): 'ahead' | 'today' | 'past' {
	if (today < round.reportBy) return 'ahead';
	return today === round.reportBy ? 'today' : 'past';
}

function mailTerms({ reader, round }: MailContext) {
	const locale = reader.writtenForm;
	const { year } = round;
	return {
		locale,
		counts: countEvaluations(reader),
		day: formatDay(round.reportBy, locale),
		round:
			round.kind === 'annual'
				? m.mail_round_annual({ year }, { locale })
				: m.mail_round_half({ year }, { locale })
	};
}

function measureLabel({ code, title }: { code: string; title: Localized }, locale: WrittenForm) {
	const said = inWrittenForm(title, locale);
	return { text: `${code} ${said?.text ?? ''}`.trim(), lang: said?.lang ?? locale };
}

function measureName(measure: MeasureToReport | null, locale: WrittenForm): string {
	return measure ? measureLabel(measure, locale).text : '';
}

/** Returns "A, B og C". */
function joinWithAnd(names: readonly string[], locale: WrittenForm): string {
	const [last = '', ...before] = names.toReversed();
	return before.length === 0
		? last
		: `${before.toReversed().join(', ')} ${m.mail_and({}, { locale })} ${last}`;
}
