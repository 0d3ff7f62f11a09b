import { writtenFormSynonyms } from './written-form-synonyms';
import type { EvaluationState } from '../evaluation/evaluation';
import type { WrittenForm } from '../localized';
import type { RoundPeriod, RoundState } from '../round/round';

/** What can be found, in the order the hits are shown. */
export const searchKinds = [
	'measure',
	'area',
	'evaluation',
	'verdict',
	'section',
	'driver',
	'value',
	'body',
	'partner'
] as const;
export type SearchKind = (typeof searchKinds)[number];

export function isSearchKind(text: string | null): text is SearchKind {
	return searchKinds.some((kind) => kind === text);
}

/** The most that can be searched for at once: what is longer is a text, not a question. */
export const maxQueryLength = 200;
const maxTerms = 12;
const maxWordLength = 40;

/** Something all hits contain, in one of its forms. */
export interface SearchTerm {
	/** Folded; several words, with one space between them, stand side by side in what is found. */
	variants: string[];
	/** Whether the last word must be this one, rather than begin like it. */
	whole: boolean;
}

/** What somebody searches for, or why it cannot be searched for. */
export type SearchQuery =
	| { state: 'ready'; terms: SearchTerm[]; /** As codes are compared. */ code: string }
	| { state: 'empty' | 'too-short' | 'too-long' };

/** What counts as a word: the index cuts texts in the same places. */
const word = /[\p{L}\p{N}\p{M}]+/gu;

/**
 * A text as it is looked up: in small letters, without accents, and with the Norwegian letters as they
 * are typed where a keyboard lacks them, so that "ø", "o" and "oe" are one and "å", "a" and "aa" are one.
 * The index is folded in the same way (drizzle/0008_search.sql), step by step.
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
 * Reads what was typed. Every word must be in a hit, as its beginning; what stands between quotation
 * marks must be there word for word, and what is joined by signs ("3.2", "og/eller") side by side.
 * Signs mean nothing else.
 */
export function parseSearchQuery(typed: string): SearchQuery {
	if (typed.trim() === '') return { state: 'empty' };
	if (typed.length > maxQueryLength) return { state: 'too-long' };
	const found = [...typed.normalize('NFC').matchAll(/["«“„]([^"«»“”„]*)["»”“]|([^\s"«»“”„]+)/gu)].flatMap(
		([, quoted, plain]) => toTerms(splitWords(quoted ?? plain ?? ''), quoted !== undefined)
	);
	// A letter alone says nothing: it is in nearly every text.
	const telling = found.filter(({ variants: [first = ''] }) => first.length > 1 || /\p{N}/u.test(first));
	if (telling.length > maxTerms) return { state: 'too-long' };
	if (telling.every(({ variants: [first = ''] }) => first.length < 2)) return { state: 'too-short' };
	return { state: 'ready', terms: telling, code: typed.trim().toLowerCase() };
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
	// Of a number, one digit is not the beginning: "tiltak 1" is not about 2025's 10.
	if (/^\p{N}$/u.test(first)) return [{ variants: words.slice(), whole: true }];
	return [{ variants: [first, ...writtenFormSynonyms(first)], whole: false }];
}

/** A stretch of a text, and whether it is what was searched for. */
export interface TextFragment {
	text: string;
	hit: boolean;
}

/** A text, or some of it, with the form it is in; null where it is in none, as names are. */
export interface Excerpt {
	parts: TextFragment[];
	lang: WrittenForm | null;
}

/** A hit: what it is, what a reader sees of it, and what its address is made of. */
export interface SearchHit {
	id: number;
	kind: SearchKind;
	/** Of a measure, area, challenge, opportunity or partner. */
	code: string | null;
	/** Null where the round is its name. */
	title: Excerpt | null;
	excerpt: Excerpt | null;
	/** Of what was reported: the measure's and the area's own. */
	measureCode: string | null;
	areaNumber: number | null;
	round: (RoundPeriod & { state: RoundState }) | null;
	/** Of an evaluation as it stands; null where it is read in a review. */
	state: EvaluationState | null;
	/** Whether it is read in the round's review. */
	inReview: boolean;
}

export interface SearchHitGroup {
	kind: SearchKind;
	total: number;
	/** There are more than are looked through. */
	capped: boolean;
	hits: SearchHit[];
}

interface MatchSpan {
	from: number;
	to: number;
	term: number;
}

/** A text cut where it is what was searched for. Joined, the parts are the text again. */
export function highlightTerms(text: string, terms: readonly SearchTerm[]): TextFragment[] {
	return sliceFragments(text, findSpans(text, terms), 0, text.length);
}

/** How long an excerpt may be, in characters. */
const excerptLength = 200;

/** The part of a text that most of the terms are in, on one line; null where none is. */
export function extractExcerpt(
	text: string,
	terms: readonly SearchTerm[],
	length = excerptLength
): TextFragment[] | null {
	const line = inOneLine(text);
	const spans = findSpans(line, terms);
	if (spans.length === 0) return null;
	if (line.length <= length) return sliceFragments(line, spans, 0, line.length);
	const first = densestSpan(spans, length);
	const from = startOfWord(line, Math.max(0, Math.min(first.from - length / 4, line.length - length)));
	const to = Math.max(first.to, endOfWord(line, from + length));
	return [
		...(from > 0 ? [{ text: '… ', hit: false }] : []),
		...sliceFragments(line, spans, from, to),
		...(to < line.length ? [{ text: ' …', hit: false }] : [])
	];
}

/**
 * What a reader is shown of several texts: of the one most terms are in, and of equal ones the first.
 *
 * @param texts in the order the reader prefers them
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

/** Where the terms are, from left to right; none inside another. */
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

/** The first of the stretch with the most different terms in it. */
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

function sliceFragments(text: string, spans: readonly MatchSpan[], from: number, to: number): TextFragment[] {
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
