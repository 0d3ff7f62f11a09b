import { readFile } from 'node:fs/promises';
import { writtenForms, type WrittenForm } from '../../src/lib/domain/localized';
import { expect, test, type Get } from '../support/browser';
import { brokenTexts, allPages, inEveryLanguage, readPageTexts, type Locale } from '../support/pages';
import { messagesIn, labelsIn } from '../support/labels';

/** A text of the plan or of a report, with the written forms it stands in. */
type Forms = Map<string, Set<WrittenForm>>;

/** What a person wrote in a report, in one written form; the rest of it is codes and names. */
const freeText = ['done', 'results', 'deviation', 'cause', 'needsText', 'nextSteps', 'comment'];

/** Bytes of a response's headers that every proxy takes; nginx has a buffer of 4 kB or 8 kB. */
const mostHeaderBytes = 4_000;

const headerBytes = (headers: Headers) =>
	[...headers].reduce((bytes, [name, value]) => bytes + name.length + value.length + ': \r\n'.length, 0);

for (const { path, account, status = 200 } of allPages)
	test(`${path}${account ? ` as ${account}` : ''} speaks one language at a time`, async ({ get }) => {
		const { forms, english } = await written(get);
		for (const { locale, address } of inEveryLanguage(path)) {
			const answer = await get(address, account);
			expect(answer.status, address).toBe(status);
			expect(headerBytes(answer.headers), `${address}: headers`).toBeLessThan(mostHeaderBytes);
			const html = await answer.text();
			expect(/<html lang="(\w+)"/.exec(html)?.[1], address).toBe(locale);
			const said = readPageTexts(html);
			expect(brokenTexts(said), `${address}: message keys and left-overs`).toEqual([]);
			if (locale === 'en') continue;
			const unmarked = said.filter(({ text, lang }) => forms.get(text)?.has(lang as WrittenForm) === false);
			expect(unmarked, `${address}: in another written form than it says`).toEqual([]);
			const own = said.filter(({ text, lang }) => lang !== 'en' && !forms.has(text));
			const foreign = own.filter(({ text }) => wordsOf(text).some((word) => english.has(word)));
			expect(foreign, `${address}: English words`).toEqual([]);
		}
	});

for (const [path, account] of [
	['/', undefined],
	['/areas/1?year=2025', undefined],
	['/reviews/2025?version=1', undefined],
	['/edit/missing?form=nn', 'ssu']
] as const)
	test(`another language is the same page: ${path}`, async ({ page, signIn }) => {
		if (account) await signIn(page, account);
		await page.goto(path);
		let words = labelsIn('nb');
		for (const { name, locale } of [
			{ name: 'Nynorsk', locale: 'nn' },
			{ name: 'English', locale: 'en' },
			{ name: 'Bokmål', locale: 'nb' }
		] as const) {
			const languages = page.getByRole('navigation', { name: words.shell_language() });
			await languages.getByRole('link', { name }).click();
			await expect(page.locator('html')).toHaveAttribute('lang', locale);
			await expect(page).toHaveURL(inEveryLanguage(path).find((one) => one.locale === locale)!.address);
			words = labelsIn(locale);
			await expect(page.getByRole('link', { name, exact: true })).toHaveAttribute('aria-current', 'true');
		}
	});

/** Words that make a sentence English, even if it stands among the Norwegian messages. */
const unmistakable = ['the', 'and', 'of', 'this', 'that', 'these', 'with', 'from', 'you', 'your', 'which'];

/** Words that are as Norwegian as they are English, though no Norwegian message happens to use them. */
const both = ['full', 'hard', 'part', 'sent', 'stall', 'gave', 'sett'];

/**
 * The words that only the English messages use: what reporters have written is Norwegian, too, and stands
 * on some pages in parts.
 */
async function onlyEnglish(written: readonly string[]): Promise<Set<string>> {
	const used = async (locale: Locale) => [...(await messagesIn(locale)).values()].flatMap(wordsOf);
	const plan = wordsOf(await planFile());
	const norwegian = new Set([
		...(await used('nb')),
		...(await used('nn')),
		...plan,
		...both,
		...written.flatMap(wordsOf)
	]);
	const foreign = (await used('en')).filter((word) => word.length > 1 && !norwegian.has(word));
	return new Set([...foreign, ...unmistakable]);
}

/** Addresses are no words. */
function wordsOf(text: string): string[] {
	return (
		text
			.replace(/\S+@\S+|\B\/\S+/g, ' ')
			.replace(/\{\w+\}/g, ' ')
			.toLowerCase()
			.match(/[a-zæøåéòóôü]+/g) ?? []
	);
}

function planFile(): Promise<string> {
	return readFile(new URL('../../drizzle/seed/telemark-2025-2029.json', import.meta.url), 'utf8');
}

let all: Promise<{ forms: Forms; english: Set<string> }> | undefined;

/** The same for every page, so it is read once a worker. */
function written(get: Get): Promise<{ forms: Forms; english: Set<string> }> {
	all ??= writtenIn(get).then(async (forms) => ({ forms, english: await onlyEnglish([...forms.keys()]) }));
	return all;
}

/** What the plan and the published reports say, and in which written forms. */
async function writtenIn(get: Get): Promise<Forms> {
	const forms: Forms = new Map();
	gather(forms, JSON.parse(await planFile()));
	for (const round of ['2025', '2026-half'])
		gather(forms, await (await get(`/reviews/${round}/content.json`)).json());
	return forms;
}

/** Localised texts are `{nb, nn}`; what a person wrote stands beside the `lang` it is written in. */
function gather(forms: Forms, value: unknown, within?: WrittenForm): void {
	if (Array.isArray(value)) return value.forEach((one) => gather(forms, one, within));
	if (typeof value !== 'object' || value === null) return;
	const { lang } = value as { lang?: unknown };
	const own = writtenForms.find((form) => form === lang) ?? within;
	for (const [name, inner] of Object.entries(value)) {
		const form = writtenForms.find((one) => one === name) ?? own;
		if (typeof inner !== 'string') gather(forms, inner, form);
		else if (form && (form === name || freeText.includes(name)))
			forms.set(inner, (forms.get(inner) ?? new Set()).add(form));
	}
}
