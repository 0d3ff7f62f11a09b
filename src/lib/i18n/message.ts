import type { Locale } from '$lib/domain/localized';
import { getLocale } from './paraglide/runtime';

type Say = (inputs: object) => string;

/** A message in every language, said in the reader's, or in the one that is asked for: see `lean.mjs`. */
export function message(nb: Say, nn: Say, en: Say) {
	const say = { nb, nn, en };
	return (inputs: object = {}, options: { locale?: Locale } = {}): string =>
		say[options.locale ?? getLocale()](inputs);
}
