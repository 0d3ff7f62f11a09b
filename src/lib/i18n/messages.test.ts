import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales, type Locale } from '$lib/domain/localized';
import { isTest, repositoryRoot, sourceFiles } from '../../../tests/architecture/source';

/** A message in inlang's format: a text, or variants by input. */
type Message = string | [{ declarations: string[]; selectors: string[]; match: Record<string, string> }];
type Messages = Record<string, Message>;

const folder = join(import.meta.dirname, 'messages');
const nouns = readdirSync(folder).sort();
const read = (noun: string, locale: Locale) =>
	JSON.parse(readFileSync(join(folder, noun, `${locale}.json`), 'utf8')) as Messages;

const all = nouns.map((noun) => ({
	noun,
	nb: read(noun, 'nb'),
	nn: read(noun, 'nn'),
	en: read(noun, 'en')
}));

/** Returns all texts of a message. */
function textsOf(message: Message): string[] {
	return typeof message === 'string' ? [message] : Object.values(message[0].match);
}

/**
 * Returns the names of the inputs inserted in a message. Selectors are left out: English needs a plural where
 * Norwegian has none.
 */
function inputsOf(message: Message): string[] {
	const written = textsOf(message).flatMap((text) =>
		[...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '')
	);
	return [...new Set(written)].sort();
}

/** Returns the texts of a language with their keys. */
function texts(locale: Locale): { key: string; text: string }[] {
	return all.flatMap((one) =>
		Object.entries(one[locale]).flatMap(([key, message]) => textsOf(message).map((text) => ({ key, text })))
	);
}

describe('messages in three languages', () => {
	it.each(all)('$noun', ({ noun, nb, nn, en }) => {
		expect(Object.keys(nn), `${noun}/nn.json against nb.json`).toEqual(Object.keys(nb));
		expect(Object.keys(en), `${noun}/en.json against nb.json`).toEqual(Object.keys(nb));
	});

	it.each(all)('$noun: with the same things put into it', ({ nb, nn, en }) => {
		for (const [key, message] of Object.entries(nb)) {
			expect(inputsOf(nn[key] ?? ''), `${key} in nn`).toEqual(inputsOf(message));
			expect(inputsOf(en[key] ?? ''), `${key} in en`).toEqual(inputsOf(message));
		}
	});

	it.each(all)('$noun: under keys that begin with the noun', ({ noun, nb }) => {
		for (const key of Object.keys(nb)) expect(key).toMatch(new RegExp(`^${noun}_[a-z0-9_]+$`));
	});

	it('are all used', () => {
		const code = sourceFiles().filter((file) => !isTest(file));
		const names = new Set(
			code.flatMap((file) => readFileSync(join(repositoryRoot, file), 'utf8').match(/\w+/g) ?? [])
		);
		expect(all.flatMap(({ nb }) => Object.keys(nb)).filter((key) => !names.has(key))).toEqual([]);
	});

	it('are compiled from every folder', () => {
		const settings = JSON.parse(
			readFileSync(join(import.meta.dirname, 'project.inlang/settings.json'), 'utf8')
		) as {
			locales: string[];
			'plugin.inlang.messageFormat': { pathPattern: string[] };
		};
		expect(settings.locales).toEqual([...locales]);
		expect(settings['plugin.inlang.messageFormat'].pathPattern.toSorted()).toEqual(
			nouns.map((noun) => `./messages/${noun}/{locale}.json`)
		);
	});
});

describe.each(locales)('the texts in %s', (locale) => {
	it('are not empty', () => {
		for (const { key, text } of texts(locale)) {
			expect(text, key).not.toBe('');
			expect(text, key).not.toBe(key);
			expect(text, `${key}: white space at an end`).toBe(text.trim());
			expect(text, `${key}: two spaces`).not.toContain('  ');
		}
	});

	it('use typographic ellipses and dashes', () => {
		for (const { key, text } of texts(locale)) {
			expect(text, key).not.toContain('...');
			expect(text, key).not.toMatch(/ -{1,2} /);
		}
	});
});
