import { cleanLine } from '../text/clean-text';
import { parseDate, type CalendarDate } from './calendar-date';
import { parsePeriod } from './period';

export interface ParsedDeadline {
	/** The last day of the deadline; null for running ones, as "løpende". */
	date: CalendarDate | null;
	/** The original words; null for a plain date. */
	words: string | null;
}

/** Words of deadlines without a last day, at the beginning of the text. */
const running =
	/^(?:fort)?(?:løpende|løpande|laupande|kontinuerl[ie]g|kontinuerleg|årlig|årleg|årvisst?|hvert (?:år|halvår|kvartal)|kvart (?:år|halvår|kvartal)|halvårlig|halvårleg|kvartalsvis|månedlig|månadleg|ukentlig|jevnlig|jamleg|regelmessig|snarest|straks|så snart som (?:mulig|mogleg|råd)|s\.?n\.?a\.?r\.?|asap|permanent|varig|pågår|pågående|pågåande|fast|i drift|drift|ved behov|etter behov|hele perioden|heile perioden|(?:hele |heile |ut )?(?:plan|avtale|strategi)perioden|uavklart|ikke avklart|ikkje avklart|avklares|blir avklart|ikke fastsatt|ikkje fastsett|ikke satt|ikkje sett|ingen frist|uten frist|utan frist|tbd)(?![\p{L}\p{N}])/u;

/** Two days, months or periods: the last one counts. */
const span = /^(.+?)\s*(?:-|\/|\btil\b|\bog\b|\beller\b|→)\s*(.+)$/;

/**
 * Parses a deadline as people write it: a date, a period whose last day is meant ("våren 2027", "Q4 27",
 * "2026–2028"), or running words without a day ("løpende"). The words are kept.
 *
 * @param today the day from which a period without a year is the next one; without it, a year is required
 * @returns null if the text is no deadline
 */
export function parseDeadline(text: string, today: CalendarDate | null = null): ParsedDeadline | null {
	const words = cleanLine(text).replace(/\s+/g, ' ');
	const plain = words
		.toLowerCase()
		.replace(/\s*[‐-―−]\s*/g, '-')
		.replace(/[\s.;,]+$/, '');
	if (plain === '') return null;
	const date = parseDate(words.replace(/[\s;,]+$/, '')) ?? parseWrittenDate(plain.replace(midnight, ''));
	if (date) return { date, words: null };
	if (running.test(plain)) return { date: null, words };
	const bare = withoutRemarks(plain);
	const certain = parseWrittenDate(bare) ?? lastDay(bare, null, 0);
	if (certain) return { date: certain, words };
	const next = today && bare === plain && lastDay(plain, today, 0);
	if (!next) return null;
	// The year that was meant is kept too, so that the words mean the same day later.
	const dated = `${words.replace(/[\s.,]+$/, '')} ${next.slice(0, 4)}`;
	return { date: next, words: parseDeadline(dated)?.date === next ? dated : words };
}

/** The time of a day that a program wrote without one. */
const midnight = /[t ]00:00(?::00(?:\.0+)?)?z?$/;

/** Words around a deadline that change nothing of it: a weekday, the time, a remark, a question mark. */
const remarks: [RegExp, string][] = [
	[/\s*\([^()]*\)\s*$/, ''],
	[/,?\s*(?:-|,|og)?\s*(?:deretter|så|siden|sidan)\s.*$/, ''],
	[/^(?:man|tirs|tys|ons|tors|fre|lør|laur|søn|sun)dag,?\s+(?:den\s+)?/, ''],
	[/,?\s*(?:kl(?:okk[ea]n?)?\.?\s*)\d{1,2}(?:[.:]\d{2})?\s*/, ' '],
	[/(?<=\d)[t ]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?z?$/, ''],
	[/\s*\?+$/, ''],
	// "årsskiftet 27/28"
	[/^(\p{L}[\p{L} ]*) ((?!19|20)\d{2})\/(\d{2})$/u, '$1 20$2/20$3']
];

function withoutRemarks(text: string): string {
	return remarks.reduce((left, [pattern, instead]) => left.replace(pattern, instead).trim(), text);
}

/**
 * Parses the period or day of a figure: "2023", "2024M06", "2. kvartal 2024", "31.12.2024".
 *
 * @returns its last day, or null
 */
export function parseReadingDate(text: string): CalendarDate | null {
	return parseDeadline(text)?.date ?? null;
}

/** Words of periods, and their length in months. */
const periodLengths: [RegExp, number][] = [
	[/^[vh]\W?\d{4}$|^\d{4}\W?[vh]$/, 3],
	[/tertial|(?<!\p{L})t[1-3]/u, 4],
	[/halv|(?<!\p{L})h[12]/u, 6],
	[/kvart|(?<!\p{L})(?:kv|q|k[1-4])/u, 3],
	[/vår|somm|sumar|høst|haust|vint|spring|autumn/, 3],
	[/jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec/, 1],
	[/^\D*\d{4}\D*$/, 12]
];

/** Parses the start of a measure: a day, or a period whose first day is meant. Returns null if it is neither. */
export function parseStart(text: string, today: CalendarDate | null = null): CalendarDate | null {
	const meant = parseDeadline(text, today);
	if (!meant?.date || meant.words === null) return meant?.date ?? null;
	const plain = text.toLowerCase();
	const length = periodLengths.find(([pattern]) => pattern.test(plain))?.[1];
	if (!length || /uke|veke|medio|ultimo|primo|(?:^|\s)før/.test(plain)) return null;
	const [year = 0, month = 0] = meant.date.split('-').map(Number);
	const first = year * 12 + month - length;
	return `${Math.floor(first / 12)}-${String((first % 12) + 1).padStart(2, '0')}-01`;
}

/** Parses a day with the month in words, or two digits for the year: "31. desember 2027", "31/12-27". */
function parseWrittenDate(text: string): CalendarDate | null {
	const bare = text.replace(/^(?:innen|innan|senest|seinast|før|til|den|frist:?)\s+(?:den\s+)?/, '');
	const exact = parseDate(bare);
	if (exact) return exact;
	const [, named = '', day = '', year = ''] = /^([a-z]{3,}\.?) (\d{1,2}), (\d{4})$/.exec(bare) ?? [];
	if (day) return parseWrittenDate(`${day} ${named} ${year}`);
	const numbers = /^(\d{1,2})\.? ?[./-] ?(\d{1,2})\.? ?[./ -] ?'?(\d{4}|\d{2})$/.exec(bare);
	if (numbers) return parseDate(`${numbers[1]}.${numbers[2]}.${fullYear(numbers[3]!)}`);
	const iso = /^(\d{4})[./](\d{1,2})[./](\d{1,2})$/.exec(bare);
	if (iso) return parseDate(`${iso[3]}.${iso[2]}.${iso[1]}`);
	const found =
		/^\d{1,2}\.?[ -]?(?:jan|feb|mar|apr|mai|may|jun|jul|aug|sep|okt|oct|nov|des|dec)/.test(bare) &&
		parsePeriod(bare.replace(/(?<=^\d{1,2})-|(?<=[a-z])-(?=\d)/g, ' '));
	return found && 'date' in found ? found.date : null;
}

function fullYear(year: string): string {
	return year.length === 2 ? `20${year}` : year;
}

/** Returns the last day of a period or of a span of two. */
function lastDay(text: string, today: CalendarDate | null, depth: number): CalendarDate | null {
	const yearPair = /^(.*?)\s*(\d{4}) ?[/-] ?(\d{4}|(?:1[3-9]|[2-9]\d))$/.exec(text);
	if (yearPair) {
		const [, unit = '', first = '', second = ''] = yearPair;
		const next = second.length === 2 ? `${first.slice(0, 2)}${second}` : second;
		const ends = /årsskifte/.test(unit) ? first : next;
		const school = /^(?:i )?(?:skoleåret|skuleåret|studieåret)$/.test(unit);
		if (Number(next) <= Number(first)) return null;
		return school ? `${next}-06-30` : lastDay(`${unit} ${ends}`.trim(), today, depth + 1);
	}
	const single = parsePeriod(text);
	if (single) return 'date' in single ? single.date : today && nextOccurrence(single.inYear, today);
	if (depth > 2) return null;
	const [, first, second] = span.exec(text) ?? [];
	if (!first || !second) return null;
	return lastOfSpan(first, second, today, depth);
}

function lastOfSpan(
	first: string,
	second: string,
	today: CalendarDate | null,
	depth: number
): CalendarDate | null {
	const year = /(?<!\d)\d{4}(?!\d)/;
	const unit = /^(?:uke|veke|uka)\b/.exec(first)?.[0] ?? '';
	const wholeSecond = unit && /^\d/.test(second) ? `${unit} ${second}` : second;
	const known = year.exec(first)?.[0];
	// "Høst/vinter 2027": the winter after that autumn.
	const wraps = !known && /^(?:høst|haust)(?:en)?$/.test(first) && /^vinter(?:en)? /.test(second);
	if (wraps)
		return lastDay(
			second.replace(year, (found) => String(Number(found) + 1)),
			today,
			depth + 1
		);
	const completed = known && !/\d{2}$/.test(wholeSecond) ? `${wholeSecond} ${known}` : wholeSecond;
	const end = parseWrittenDate(completed) ?? lastDay(completed, today, depth + 1);
	const ending = year.exec(completed)?.[0] ?? '';
	const begins =
		parseWrittenDate(first) ??
		parseDate(`${first.replace(/\.$/, '')}.${ending}`) ??
		parsePeriod(first) ??
		parsePeriod(`${first} ${ending}`) ??
		// "1.–3. kvartal", "10-12 2027".
		(/^(?:uke |veke )?\d{1,2}\.?$/.test(first) || null);
	const startYear = Number(year.exec(first)?.[0] ?? 0);
	return begins && end && startYear <= Number(end.slice(0, 4)) ? end : null;
}

function nextOccurrence(
	inYear: (year: number) => CalendarDate | null,
	today: CalendarDate
): CalendarDate | null {
	const year = Number(today.slice(0, 4));
	const thisYear = inYear(year);
	return thisYear && thisYear >= today ? thisYear : inYear(year + 1);
}
