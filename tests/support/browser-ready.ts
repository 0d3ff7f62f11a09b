import { type Page } from 'playwright/test';

/**
 * Lets `goto` and `reload` end once the page's own scripts are at work, as a person's first press does:
 * what is pressed before goes to the server as a plain form, which is right, and another story.
 */
export function waitForHydration(page: Page): Page {
	const { goto, reload } = page;
	const ready = async () => {
		await page.waitForFunction(scriptsAtWork).catch((error: unknown) => {
			if (!page.isClosed()) throw error;
		});
	};
	page.goto = async (...asked) => {
		const answer = await goto.apply(page, asked);
		await ready();
		return answer;
	};
	page.reload = async (...asked) => {
		const answer = await reload.apply(page, asked);
		await ready();
		return answer;
	};
	return page;
}

/** In the browser: Kit takes the scroll position over as the last thing of its start. */
function scriptsAtWork(): boolean {
	const hasScripts = document.querySelector('link[rel="modulepreload"], script[src], body script') !== null;
	return !hasScripts || history.scrollRestoration === 'manual';
}
