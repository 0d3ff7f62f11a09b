import { parseRoundKey, type RoundKey } from '$lib/domain/round/round';
import { formatNumber } from './format';
import { m } from './paraglide/messages';
import { getLocale } from './paraglide/runtime';

/** "seks", "17": small counts in words, as within a sentence; "ingen" for none. */
export function countInWords(n: number): string {
	return m.chart_count({ n, digits: formatNumber(n) });
}

/** "Engasjert og Ambisiøs". */
export function joinList(names: string[]): string {
	// Both written forms say "og"; browsers lack the list rules of nynorsk.
	return new Intl.ListFormat(getLocale() === 'en' ? 'en-GB' : 'nb-NO').format(names);
}

/** A sentence of a main clause and what follows it: "…; seks er forsinket, og to mangler rapport." */
export function joinClauses(first: string, rest: string[]): string {
	const last = rest.at(-1);
	if (last === undefined) return m.chart_sentence_alone({ first });
	const before = rest.slice(0, -1).join(', ');
	return m.chart_sentence({ first, rest: before ? m.chart_and({ first: before, last }) : last });
}

/** What a count has to say for itself; nothing where there is nothing to count. */
export function countClause(n: number, say: (words: { n: number; count: string }) => string): string[] {
	return n === 0 ? [] : [say({ n, count: countInWords(n) })];
}

/** "årsrunden 2025": a round within a sentence. */
export function roundPhrase(key: RoundKey): string {
	const round = parseRoundKey(key);
	if (!round) return key;
	return round.kind === 'annual'
		? m.chart_round_annual({ year: round.year })
		: m.chart_round_half({ year: round.year });
}
