import { cleanLine } from '../text/clean-text';
import { writtenFormSynonyms } from './written-form-synonyms';
import type { EvaluationState } from '../evaluation/evaluation';
import type { CalendarDate } from '../calendar/calendar-date';
import type { Localized, WrittenForm } from '../localized';
import type { RoundPeriod, RoundState } from '../round/round';

/** Kinds of search hit, in display order. */
export const searchKinds = [
	'measure',
	'area',
	'evaluation',
	'verdict',
	'section',
	'decision',
	'meeting',
	'matter',
	'driver',
	'value',
	'body',
	'partner'
] as const;
export type SearchKind = (typeof searchKinds)[number];

export function isSearchKind(text: string | null): text is SearchKind {
	return searchKinds.some((kind) => kind === text);
}

/** Longest query accepted. */
export const maxQueryLength = 200;
const maxTerms = 12;
const maxWordLength = 40;

/** A term that every hit contains, in one of its variants. */
export interface SearchTerm {
	/** Folded; words separated by one space must be adjacent in the hit. */
	variants: string[];
	/** True if the last word must match fully, not only as a prefix. */
	whole: boolean;
}

/** A parsed query, or the reason it is not valid. */
export type SearchQuery =
	| { state: 'ready'; terms: SearchTerm[]; /** As codes are compared. */ code: string }
	| { state: 'empty' | 'too-short' | 'too-long' };

/** Matches a word; the index splits texts in the same way. */
const word = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * Folds a text for search: lower case, without accents, and with "ø", "o" and "oe" equal, and "å", "a" and
 * "aa". The index uses the same steps (drizzle/0008_search.sql).
 */
export function foldText(text: string): string {
	return text
		.toLowerCase()
		.replaceAll('aa', 'a')
		.replaceAll('oe', 'o')
		.replaceAll('æ', 'ae')
		.replaceAll('ø', 'o')
		.replaceAll('å', 'a')
		.normalize('NFD')
		.replace(/\p{M}/gu, '');
}

/**
 * Parses a query. Every word must occur as a prefix; quoted phrases match word for word, and words joined by
 * punctuation ("3.2", "og/eller") must be adjacent. Other punctuation is ignored.
 */
export function parseSearchQuery(typed: string): SearchQuery {
	const query = cleanLine(typed);
	if (query === '') return { state: 'empty' };
	if (typed.length > maxQueryLength) return { state: 'too-long' };
	const found = [...query.matchAll(/["«“„]([^"«»“”„]*)["»”“]|([^\s"«»“”„]+)/gu)].flatMap(
		([, quoted, plain]) => toTerms(splitWords(quoted ?? plain ?? ''), quoted !== undefined)
	);
	// A single letter occurs in nearly every text.
	const telling = found.filter(({ variants: [first = ''] }) => first.length > 1 || /\p{N}/u.test(first));
	if (telling.length > maxTerms) return { state: 'too-long' };
	if (telling.every(({ variants: [first = ''] }) => first.length < 2)) return { state: 'too-short' };
	return { state: 'ready', terms: telling, code: query.toLowerCase() };
}

function splitWords(text: string): string[] {
	return (text.match(word) ?? [])
		.map((one) => foldText(one).slice(0, maxWordLength))
		.filter((one) => one !== '');
}

function toTerms(words: readonly string[], quoted: boolean): SearchTerm[] {
	const [first] = words;
	if (first === undefined) return [];
	if (quoted || words.length > 1) return [{ variants: [words.join(' ')], whole: quoted }];
	// A single digit matches as a whole word: "tiltak 1" does not match 10.
	if (/^\p{N}$/u.test(first)) return [{ variants: words.slice(), whole: true }];
	return [{ variants: [first, ...writtenFormSynonyms(first)], whole: false }];
}

/** A part of a text, marked if it matches the query. */
export interface TextFragment {
	text: string;
	hit: boolean;
}

/** A text or part of one with its written form; null for names, which have none. */
export interface Excerpt {
	parts: TextFragment[];
	lang: WrittenForm | null;
}

/** A search hit with the data to show it and to build its path. */
export interface SearchHit {
	id: number;
	kind: SearchKind;
	/** Set for a measure, area, challenge, opportunity or partner; the number of a decision or of an item. */
	code: string | null;
	/** Id of a matter, a decision, or the meeting of an item. */
	recordId: number | null;
	/** The day of a decision or a meeting, and its body. */
	decided: { on: CalendarDate; body: Localized } | null;
	/** Null if the round is its name. */
	title: Excerpt | null;
	excerpt: Excerpt | null;
	/** Set for evaluations: the measure's and the area's codes. */
	measureCode: string | null;
	areaNumber: number | null;
	round: (RoundPeriod & { state: RoundState }) | null;
	/** The state of a current evaluation; null if it is shown in a review. */
	state: EvaluationState | null;
	/** True if it is shown in the round's review. */
	inReview: boolean;
}

export interface SearchHitGroup {
	kind: SearchKind;
	total: number;
	/** True if there are more hits than were examined. */
	capped: boolean;
	hits: SearchHit[];
}

interface MatchSpan {
	from: number;
	to: number;
	term: number;
}

/** Splits a text where it matches the terms. The parts join to the text. */
export function highlightTerms(text: string, terms: readonly SearchTerm[]): TextFragment[] {
	return sliceFragments(text, findSpans(text, terms), { from: 0, to: text.length });
}

/** Longest excerpt, in characters. */
const excerptLength = 200;

/** Returns the part of a text with most of the terms, on one line; null if it has none. */
export function extractExcerpt(
	text: string,
	terms: readonly SearchTerm[],
	length = excerptLength
): TextFragment[] | null {
	const line = inOneLine(text);
	const spans = findSpans(line, terms);
	if (spans.length === 0) return null;
	if (line.length <= length) return sliceFragments(line, spans, { from: 0, to: line.length });
	const first = densestSpan(spans, length);
	const from = startOfWord(line, Math.max(0, Math.min(first.from - length / 4, line.length - length)));
	const to = Math.max(first.to, endOfWord(line, from + length));
	return [
		...(from > 0 ? [{ text: '… ', hit: false }] : []),
		...sliceFragments(line, spans, { from, to }),
		...(to < line.length ? [{ text: ' …', hit: false }] : [])
	];
}

/**
 * Returns the excerpt from the text with most of the terms; of equal ones, the first.
 *
 * @param texts in the reader's order of preference
 */
export function bestExcerpt(
	texts: readonly { text: string | null; lang: WrittenForm | null }[],
	terms: readonly SearchTerm[]
): Excerpt | null {
	const counted = texts.map(({ text, lang }) => ({
		text: text ?? '',
		lang,
		terms: countTermsIn(text ?? '', terms)
	}));
	const most = Math.max(0, ...counted.map((one) => one.terms));
	const best = most > 0 ? counted.find((one) => one.terms === most) : undefined;
	const parts = best ? extractExcerpt(best.text, terms) : null;
	return best && parts ? { parts, lang: best.lang } : null;
}

function countTermsIn(text: string, terms: readonly SearchTerm[]): number {
	return new Set(findSpans(inOneLine(text), terms).map(({ term }) => term)).size;
}

function inOneLine(text: string): string {
	return text.replace(/\s+/gu, ' ').trim();
}

/** Returns the matches from left to right, without overlap. */
function findSpans(text: string, terms: readonly SearchTerm[]): MatchSpan[] {
	const tokens = [...text.matchAll(word)].map((match) => ({
		from: match.index,
		to: match.index + match[0].length,
		folded: foldText(match[0])
	}));
	const phrases = terms.flatMap(({ variants, whole }, term) =>
		variants.map((variant) => ({ words: variant.split(' '), whole, term }))
	);
	const spans: MatchSpan[] = [];
	let end = 0;
	for (const [at, token] of tokens.entries()) {
		if (token.from < end) continue;
		const fitting = phrases.filter(({ words, whole }) =>
			words.every((one, index) => {
				const there = tokens[at + index]?.folded;
				return index < words.length - 1 || whole ? there === one : (there?.startsWith(one) ?? false);
			})
		);
		const longest = fitting.sort((a, b) => b.words.length - a.words.length)[0];
		if (!longest) continue;
		end = tokens[at + longest.words.length - 1]!.to;
		spans.push({ from: token.from, to: end, term: longest.term });
	}
	return spans;
}

/** Returns the first match of the part with the most different terms. */
function densestSpan(spans: readonly MatchSpan[], length: number): MatchSpan {
	let best = { span: spans[0]!, terms: 0 };
	for (const span of spans) {
		const near = spans.filter(({ from, to }) => from >= span.from && to <= span.from + length * 0.75);
		const terms = new Set(near.map(({ term }) => term)).size;
		if (terms > best.terms) best = { span, terms };
	}
	return best.span;
}

function startOfWord(line: string, at: number): number {
	return at === 0 ? 0 : line.lastIndexOf(' ', at) + 1;
}

function endOfWord(line: string, at: number): number {
	if (at >= line.length) return line.length;
	const space = line.lastIndexOf(' ', at);
	return space > 0 ? space : at;
}

function sliceFragments(
	text: string,
	spans: readonly MatchSpan[],
	{ from, to }: { from: number; to: number }
): TextFragment[] {
	const parts: TextFragment[] = [];
	const add = (start: number, end: number, hit: boolean) => {
		if (end > start) parts.push({ text: text.slice(start, end), hit });
	};
	let at = from;
	for (const span of spans) {
		if (span.from < at || span.to > to) continue;
		add(at, span.from, false);
		add(span.from, span.to, true);
		at = span.to;
	}
	add(at, to, false);
	return parts;
}
