import type { Locale } from '$lib/domain/localized';
import { getLocale } from './paraglide/runtime';

type Say = (inputs: object) => string;

/** Returns a message in the given or the reader's language; `slim-messages-plugin.mjs` generates the calls. */
export function message(nb: Say, nn: Say, en: Say) {
	const say = { nb, nn, en };
	return (inputs: object = {}, options: { locale?: Locale } = {}): string =>
		say[options.locale ?? getLocale()](inputs);
}
