import type { Locale } from '../../src/lib/domain/localized';

/** Words of a time before, which a first round has not had. */
const words: Record<Locale, RegExp> = {
	nb: /siden sist|forrige|i fjor(?!\p{L})|året før|sist gang/u,
	nn: /sidan sist|førre|forrige|i fjor(?!\p{L})|året før|sist gong/u,
	en: /last time|last year|previous|year before|review before|since last/
};

/** Returns the sentences of a page or an office file that speak of a last time. */
export function lastTimeIn(markup: string, locale: Locale): string[] {
	return markup
		.toLowerCase()
		.split(/[.<>"]/)
		.filter((sentence) => words[locale].test(sentence));
}
