import { addDays, isCalendarDate, type CalendarDate } from './calendar-date';
import { easterSunday } from './working-days';

/*
 * Periods as Norwegians write them: "høst 2027", "2027 Q4", "mars–juni 27", "medio september 2027".
 */

/** First and last month of a period, and a year to add to the year that is written. */
interface Months {
	first: number;
	last: number;
}

const monthNames = ['jan', 'feb', 'mar', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'des'];
const monthPattern =
	/^(jan(?:uary?)?|febr?(?:uary?)?|mar(?:s|ch)?|apr(?:il)?|ma[iy]|jun[ie]?|jul[iy]?|aug(?:ust)?|sept?(?:ember)?|o[kc]t(?:ober)?|nov(?:ember)?|de[sc](?:ember)?)\.?$/;
/** Months that programs in English write with other letters. */
const englishMonths: Partial<Record<string, string>> = { may: 'mai', oct: 'okt', dec: 'des' };
const ordinals = ['første|fyrste|1|i', 'andre|2|ii', 'tredje|3|iii', 'fjerde|4|iv'];
const ordinalPattern = `(${ordinals.join('|')})`;

/** Seasons end in February, May, August and November (domain-rules.md §6.4). */
const seasons: [RegExp, Months][] = [
	[/^(?:vinter(?:en)?|winter)$/, { first: 12, last: 2 }],
	[/^(?:vår(?:en)?|spring)$/, { first: 3, last: 5 }],
	[/^(?:(?:somm[ea]r|sumar)(?:en|ferien)?|summer)$/, { first: 6, last: 8 }],
	[/^(?:(?:høst|haust)(?:en)?|autumn)$/, { first: 9, last: 11 }],
	[/^(?:(?:(?:hele |heile |budsjett|kalender)?år(?:et)?))?$/, { first: 1, last: 12 }]
];

/** Parts of a year: their word before or after a number, and their length in months. */
const parts: [words: string, months: number][] = [
	['(?:kvartal|kvart|kv|q|k)', 3],
	['(?:tertial|tert|t)', 4],
	['(?:halvår|halvdel|halvpart|h)', 6]
];

function monthsOf(text: string): Months | null {
	const month = monthPattern.exec(text)?.[1];
	if (month) {
		const name = month.slice(0, 3);
		const number = monthNames.indexOf(englishMonths[name] ?? name) + 1;
		return { first: number, last: number };
	}
	for (const [pattern, months] of seasons) if (pattern.test(text)) return months;
	for (const [words, length] of parts) {
		const found =
			new RegExp(`^${ordinalPattern}\\.? ?${words}\\.?(?:et|en)?$`).exec(text) ??
			new RegExp(`^${words}\\.? ?${ordinalPattern}$`).exec(text);
		const place = ordinals.findIndex((all) => all.split('|').includes(found?.[1] ?? '')) + 1;
		if (place > 0 && place * length <= 12) return { first: (place - 1) * length + 1, last: place * length };
	}
	return null;
}

/** Words before a period that change nothing of its last day. */
const leading =
	/^(?:innen|innan|senest|seinast|før utgangen av|til og med|t\.?o\.?m\.?|(?:i )?(?:løpet|laupet) av|i\.?l\.?a\.?|utgangen av|utgongen av|slutten av|ultimo|ut|til|ved|ca\.?|cirka|omkring|rundt|i|på|fra|frå|av|sen|sein|seint|sent|tidleg|tidlig|ferdig(?:stilles|stillast|stilt)?|fullføres|avsluttes|planlagt|forventet|venta)\s+/;
const beginning = /^(?:primo|(?:begynnelsen|starten|byrjinga)(?: av)?)(?:\s+|$)/;
const middle = /^(?:medio|midten(?: av)?|midt i)(?:\s+|$)/;

function lastDayOfMonth(year: number, month: number): CalendarDate {
	const next = month === 12 ? `${year + 1}-01-01` : `${year}-${String(month + 1).padStart(2, '0')}-01`;
	return addDays(next, -1);
}

/** Returns the last day of a period in a year. */
function lastDayOf(text: string, year: number): CalendarDate | null {
	const week = /^(?:uke|veke|u|v|w)\.? ?(\d{1,2})$/.exec(text)?.[1];
	if (week) return lastDayOfWeek(year, Number(week));
	const day = /^(\d{1,2})\.? ?([a-zæøå]+\.?)$/.exec(text);
	const monthOfDay = day && monthPattern.test(day[2]!) ? monthsOf(day[2]!) : null;
	if (monthOfDay) return dayOf(year, monthOfDay.last, Number(day![1]));
	if (/^(?:før )?jul(?:a|en)?$/.test(text) && text !== 'jul') return `${year}-12-23`;
	const holiday = lastDayOfHoliday(text, year);
	if (holiday) return holiday;
	if (/^(?:årsskiftet|årsskifte|nyttår)$/.test(text)) return `${year}-12-31`;
	for (const [pattern, share] of [
		[beginning, 0],
		[middle, 1]
	] as const)
		if (pattern.test(text)) return withinPeriod(text.replace(pattern, ''), year, share);
	const before = /^før(?:\s+|$)/.exec(text);
	const months = monthsOf(before ? text.slice(before[0].length) : text);
	if (!months) return null;
	if (!before) return lastDayOfMonth(year, months.last);
	const begins = months.first > months.last ? year - 1 : year;
	return addDays(`${begins}-${String(months.first).padStart(2, '0')}-01`, -1);
}

/** Holidays: their last day, and the one before them, in days from Easter Sunday or the 24th of June. */
const holidays: [RegExp, (year: number) => CalendarDate, last: number, before: number][] = [
	[/^påsk[ea]n?$/, easterSunday, 1, -4],
	[/^pins[ea]n?$/, easterSunday, 50, 47],
	[/^(?:sankthans|st\.? ?hans|sankt hans|jonsok)$/, (year) => `${year}-06-24`, 0, -1]
];

function lastDayOfHoliday(text: string, year: number): CalendarDate | null {
	const name = text.replace(/^før\s+/, '');
	const [, from, last, before] = holidays.find(([pattern]) => pattern.test(name)) ?? [];
	if (!from) return null;
	return addDays(from(year), name === text ? last! : before!);
}

/** Returns the 10th or 15th of a month; of longer periods, the end of their first or middle month. */
function withinPeriod(text: string, year: number, share: 0 | 1): CalendarDate | null {
	const months = monthsOf(text);
	if (!months) return null;
	if (months.first === months.last) return dayOf(year, months.last, share === 0 ? 10 : 15);
	const length = ((months.last - months.first + 12) % 12) + 1;
	const back = share === 0 ? length - 1 : Math.floor(length / 2);
	const month = months.last - back;
	return lastDayOfMonth(month < 1 ? year - 1 : year, month < 1 ? month + 12 : month);
}

function dayOf(year: number, month: number, day: number): CalendarDate | null {
	const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
	return isCalendarDate(date) ? date : null;
}

/** Returns the Sunday of an ISO week. */
function lastDayOfWeek(year: number, week: number): CalendarDate | null {
	const fourth = `${year}-01-04`;
	const sunday = addDays(fourth, (7 - new Date(fourth).getUTCDay()) % 7);
	const last = addDays(sunday, 7 * (week - 1));
	return week >= 1 && addDays(last, -3).startsWith(String(year)) ? last : null;
}

/** Seasons by their letter beside a year, as schools and universities name their terms: "H2027", "2027 V". */
const termSeasons: ReadonlyMap<string, string> = new Map([
	['v', 'vår'],
	['h', 'høst']
]);

/** Returns the periods a text may name, with its year or without: "q4 2027", "2027k4", "des 27", "12.2027". */
function* readings(text: string): Generator<{ rest: string; year: number | null }> {
	const numeric = /^(\d{1,2}) ?[./] ?(\d{4})$/.exec(text) ?? /^(\d{4}) ?[-m./] ?(\d{1,2})$/.exec(text);
	if (numeric) {
		const [year, month] = [numeric[1]!, numeric[2]!].sort((a, b) => b.length - a.length).map(Number);
		const name = monthNames[month! - 1];
		if (name) yield { rest: name, year: year! };
		return;
	}
	const edges = (rest: string) =>
		rest
			.replace(/^[\s,./'’-]+|[\s,/'’-]+$/g, '')
			.replace(/\s+(?:av|i)$/, '')
			.replace(/\s{2,}/g, ' ');
	const full = /(?<!\d)(\d{4})(?!\d)/.exec(text);
	if (full) {
		const rest = `${text.slice(0, full.index)} ${text.slice(full.index + 4)}`;
		const named = edges(rest);
		if (!/\d{4}/.test(rest)) yield { rest: termSeasons.get(named) ?? named, year: Number(full[1]) };
		return;
	}
	yield { rest: edges(text), year: null };
	const short = /^(.*[^\d]) ?['’-]?(\d{2})$/.exec(text);
	if (short) yield { rest: edges(short[1]!), year: 2000 + Number(short[2]) };
}

/** A period's last day; without a year if the text names none, as in "høsten". */
export type ParsedPeriod = { date: CalendarDate } | { inYear: (year: number) => CalendarDate | null };

/** True unless a year is so far away that no date in it, or in the next one, is a calendar date. */
function isNear(year: number): boolean {
	return year >= 1990 && year <= 2110;
}

/** Parses a period in lower case, with spaces and dashes made uniform. Returns null if it is none. */
export function parsePeriod(text: string): ParsedPeriod | null {
	let bare = text;
	for (let before = ''; before !== bare && bare;) {
		before = bare;
		bare = bare.replace(leading, '');
	}
	for (const { rest, year } of readings(bare)) {
		const clean = rest.replace(leading, '').replace(leading, '');
		if (year !== null) {
			const date = isNear(year) ? lastDayOf(clean, year) : null;
			if (date && isCalendarDate(date)) return { date };
		} else if (clean !== '' && lastDayOf(clean, 2028)) return { inYear: (other) => lastDayOf(clean, other) };
	}
	return null;
}
