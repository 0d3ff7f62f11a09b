import { readdir, readFile } from 'node:fs/promises';
import { type Locale } from '../../src/lib/domain/localized';
import { m } from '../../src/lib/i18n/paraglide/messages';

/** What the pages say. */
export type PageLabels = typeof m;

/** What the pages say in one language: a test names a thing as its reader does, and repeats no word. */
export function labelsIn(locale: Locale): PageLabels {
	return new Proxy(m, {
		get(all, name) {
			const message = all[name as keyof PageLabels] as (
				inputs: object,
				options: { locale: Locale }
			) => string;
			return (inputs: object = {}) => message(inputs, { locale });
		}
	});
}

const folder = new URL('../../src/lib/i18n/messages/', import.meta.url);

/** Every message of a language by its name; one with several forms as all of them, line by line. */
export async function messagesIn(locale: Locale): Promise<Map<string, string>> {
	const all = new Map<string, string>();
	for (const noun of await readdir(folder)) {
		const file = await readFile(new URL(`${noun}/${locale}.json`, folder), 'utf8');
		const messages = JSON.parse(file) as Record<string, string | { match: Record<string, string> }[]>;
		for (const [name, message] of Object.entries(messages))
			all.set(name, typeof message === 'string' ? message : formsOf(message).join('\n'));
	}
	return all;
}

function formsOf(message: { match: Record<string, string> }[]): string[] {
	return message.flatMap(({ match }) => Object.values(match));
}
