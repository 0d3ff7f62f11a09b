import { parseRoundKey, type RoundKey, type RoundPeriod } from '$lib/domain/round/round';
import { formatNumber } from './format';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

/** Returns a small count in words within a sentence: "seks", "17", "ingen" for 0. */
export function countInWords(n: number): string {
	return m.chart_count({ n, digits: formatNumber(n) });
}

/** Returns "Engasjert og Ambisiøs". */
export function joinList(names: string[]): string {
	// Both written forms say "og"; browsers lack the list rules of nynorsk.
	return new Intl.ListFormat(getLocale() === 'en' ? 'en-GB' : 'nb-NO').format(names);
}

/** Joins a main clause and further clauses: "…; seks er forsinket, og to mangler rapport." */
export function joinClauses(first: string, rest: string[]): string {
	const last = rest.at(-1);
	if (last === undefined) return m.chart_sentence_alone({ first });
	const before = rest.slice(0, -1).join(', ');
	return m.chart_sentence({ first, rest: before ? m.chart_and({ first: before, last }) : last });
}

/** Returns a clause about a count, or an empty array for 0. */
export function countClause(n: number, say: (words: { n: number; count: string }) => string): string[] {
	return n === 0 ? [] : [say({ n, count: countInWords(n) })];
}

/** Returns a round as named within a sentence: "årsrunden 2025". */
export function roundPhrase(round: RoundPeriod | RoundKey): string {
	if (typeof round === 'string') {
		const period = parseRoundKey(round);
		return period ? roundPhrase(period) : round;
	}
	return round.kind === 'annual'
		? m.chart_round_annual({ year: round.year })
		: m.chart_round_half({ year: round.year });
}

/** Returns a word with a capital first letter, for the start of a line. */
export function capitalize(text: string): string {
	return text.charAt(0).toLocaleUpperCase('nb') + text.slice(1);
}
