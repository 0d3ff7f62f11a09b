import { daysBetween } from '$lib/domain/calendar';
import { spoken, type Localized, type WrittenForm } from '$lib/domain/localized';
import { tallyOf } from '$lib/domain/reminder';
import { formatDay } from '$lib/i18n/format';
import { m } from '$lib/i18n/paraglide/messages';
import type { MeasureToReport } from '../reminders/queries';
import { asHtml, asText, type Part } from './layout';
import type { Occasion } from './occasion';

export interface Letter {
	subject: string;
	text: string;
	html: string;
}

/**
 * Where a letter leads: the reader's own page, that of one measure which was handed to them, or that of
 * the party they speak for.
 */
export interface LetterLinks {
	report: { href: string; measure: MeasureToReport | null; party?: string }[];
	/** Where reminders are stopped. */
	stop: string;
}

/** What a reader is told, in the form they read: what and when, what is left, one link, why they. */
export function letterFor(occasion: Occasion, links: LetterLinks): Letter {
	const locale = occasion.reader.writtenForm;
	const parts = [
		...opening(occasion),
		...measuresLeft(occasion),
		...ways(occasion, links),
		...closing(occasion, links)
	];
	const subject = subjectOf(occasion);
	return { subject, text: asText(parts), html: asHtml(parts, { subject, lang: locale }) };
}

function subjectOf(occasion: Occasion): string {
	const { reason, about, givenBy, today } = occasion;
	const { locale, counts, day, round } = wordsOf(occasion);
	if (reason === 'returned')
		return m.mail_subject_returned(
			{ day: formatDay(today, locale), measure: nameOf(about, locale) },
			{ locale }
		);
	if (reason === 'handed-on')
		return m.mail_subject_handed_on({ by: givenBy ?? '', day, measure: nameOf(about, locale) }, { locale });
	if (reason === 'kick-off') return m.mail_subject_kick_off({ day, round }, { locale });
	const say = { ahead: m.mail_subject_ahead, today: m.mail_subject_today, past: m.mail_subject_past };
	return say[timing(occasion)]({ ...counts, day }, { locale });
}

function opening(occasion: Occasion): Part[] {
	const { reader, reason, about, givenBy } = occasion;
	const { locale, counts, day, round } = wordsOf(occasion);
	const measure = nameOf(about, locale);
	const paragraphs: string[] = [m.mail_hello({ name: reader.name }, { locale })];
	if (reason === 'kick-off')
		paragraphs.push(m.mail_lead_kick_off({ round, day, all: counts.all }, { locale }));
	if (reason === 'asked') paragraphs.push(m.mail_lead_asked({ round }, { locale }));
	if (reason === 'returned') paragraphs.push(m.mail_lead_returned({ measure }, { locale }));
	if (reason === 'handed-on')
		paragraphs.push(m.mail_lead_handed_on({ by: givenBy ?? '', measure, round, day }, { locale }));
	if (reason !== 'kick-off' && reason !== 'handed-on') paragraphs.push(standing(occasion));
	return paragraphs.map((text) => ({ kind: 'paragraph', text }));
}

/** "3 av 6 tiltak gjenstår. Fristen er fredag 11.12.2026, om 7 dager." */
function standing(occasion: Occasion): string {
	const { locale, counts, day } = wordsOf(occasion);
	if (timing(occasion) === 'today') return m.mail_lead_today({ ...counts, day }, { locale });
	if (timing(occasion) === 'past') return m.mail_lead_past({ ...counts, day }, { locale });
	const days = daysBetween(occasion.today, occasion.round.reportBy);
	return m.mail_lead_ahead({ ...counts, day, days }, { locale });
}

/** More than these are counted, not named: the page has them all. */
const mostNamed = 12;

function measuresLeft({ reader }: Occasion): Part[] {
	const locale = reader.writtenForm;
	const items = reader.left.slice(0, mostNamed).map((measure) => ({ ...named(measure, locale) }));
	const count = reader.left.length - items.length;
	if (count > 0) items.push({ text: m.mail_and_more({ count }, { locale }), lang: locale });
	for (const { name, left, all } of reader.rollouts)
		if (left > 0) items.push({ text: m.mail_rollout_left({ name, left, all }, { locale }), lang: locale });
	return [{ kind: 'list', title: m.mail_left({}, { locale }), items }];
}

function ways({ reader, today, linksEndOn }: Occasion, { report }: LetterLinks): Part[] {
	const locale = reader.writtenForm;
	const open = today <= linksEndOn;
	const hint = open
		? m.mail_link_own({ day: formatDay(linksEndOn, locale) }, { locale })
		: m.mail_link_sign_in({}, { locale });
	return [
		...report.map(({ href, measure, party }): Part => {
			const text = measure
				? m.mail_link_for({ measure: nameOf(measure, locale) }, { locale })
				: party === undefined
					? m.mail_link({}, { locale })
					: m.mail_link_rollout({ name: party }, { locale });
			return { kind: 'action', text, href };
		}),
		{ kind: 'paragraph', text: m.mail_quick({}, { locale }) },
		{ kind: 'small', text: hint }
	];
}

function closing({ reader, partnership }: Occasion, { stop }: LetterLinks): Part[] {
	const locale = reader.writtenForm;
	const own = reader.measures.filter((one) => !reader.handed.includes(one));
	const names = [...new Set(own.flatMap(({ bodyName }) => spoken(bodyName, locale)?.text ?? []))];
	const bodies = enumerated(names, locale);
	const parties = enumerated(
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
	const name = spoken(partnership, locale)?.text ?? '';
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

function timing({ today, round }: Occasion): 'ahead' | 'today' | 'past' {
	if (today < round.reportBy) return 'ahead';
	return today === round.reportBy ? 'today' : 'past';
}

function wordsOf({ reader, round }: Occasion) {
	const locale = reader.writtenForm;
	const { year } = round;
	return {
		locale,
		counts: tallyOf(reader),
		day: formatDay(round.reportBy, locale),
		round:
			round.kind === 'annual'
				? m.mail_round_annual({ year }, { locale })
				: m.mail_round_half({ year }, { locale })
	};
}

function named({ code, title }: { code: string; title: Localized }, locale: WrittenForm) {
	const said = spoken(title, locale);
	return { text: `${code} ${said?.text ?? ''}`.trim(), lang: said?.lang ?? locale };
}

function nameOf(measure: MeasureToReport | null, locale: WrittenForm): string {
	return measure ? named(measure, locale).text : '';
}

/** "A, B og C". */
function enumerated(names: readonly string[], locale: WrittenForm): string {
	const [last = '', ...before] = names.toReversed();
	return before.length === 0
		? last
		: `${before.toReversed().join(', ')} ${m.mail_and({}, { locale })} ${last}`;
}
