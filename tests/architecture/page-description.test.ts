import { render } from 'svelte/server';
import { expect, it } from 'vitest';
import { locales } from '$lib/domain/localized';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';
import { baseLocale } from '$lib/i18n/locale';
import PageTitle from '$lib/ui/PageTitle.svelte';

it('describes every page in every language, by its title', () => {
	try {
		const descriptions = locales.map((locale) => {
			overwriteGetLocale(() => locale);
			const { head } = render(PageTitle, { props: { text: 'A & "B"' } });
			return /<meta name="description" content="([^"]*)"/.exec(head)?.[1] ?? '';
		});
		expect(new Set(descriptions).size).toBe(locales.length);
		for (const one of descriptions) expect(one).toMatch(/^A &amp; &quot;B&quot;\. .{60,}/);
	} finally {
		overwriteGetLocale(() => baseLocale);
	}
});
