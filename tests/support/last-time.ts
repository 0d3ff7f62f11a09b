import type { Locale } from '../../src/lib/domain/localized';

/** Words of a time before, which a first round has not had. */
const words: Record<Locale, string> = {
	nb: 'siden sist|forrige|i fjor|året før|sist gang',
	nn: 'sidan sist|førre|forrige|i fjor|året før|sist gong',
	en: 'last time|last year|previous|year before|review before|since last'
};

/** Returns the sentences of a page or an office file that speak of a last time. */
export function lastTimeIn(markup: string, locale: Locale): string[] {
	const sentences = new RegExp(`[^.<>"]*(?:${words[locale]})[^.<>"]*`, 'gi');
	return markup.match(sentences) ?? [];
}
