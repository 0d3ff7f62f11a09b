import type { BrowserContext, ConsoleMessage } from 'playwright/test';

/**
 * Listens to what a browser's pages complain of.
 *
 * @returns gives the complaints so far. That a page a test went to answered with 4xx is none: the
 *   test asked for it, and Chromium reports it as an error all the same. Nor is a save that came
 *   second: it is answered with 409, and the page says so.
 */
export function collectBrowserErrors(context: BrowserContext): () => string[] {
	const errors: ConsoleMessage[] = [];
	const thrown: string[] = [];
	const visited = new Set<string>();
	const second = new Set<string>();
	context.on('console', (message) => {
		if (message.type() === 'error') errors.push(message);
	});
	context.on('weberror', (problem) => thrown.push(problem.error().stack ?? problem.error().message));
	context.on('request', (request) => {
		if (request.isNavigationRequest()) visited.add(request.url());
	});
	context.on('response', (response) => {
		if (response.status() === 409) second.add(response.url());
	});

	const asked = (message: ConsoleMessage) => {
		const { url } = message.location();
		return message.text().startsWith('Failed to load resource') && (visited.has(url) || second.has(url));
	};
	return () => [
		...thrown,
		...errors
			.filter((message) => !asked(message))
			.map((message) => `${message.text()} (${message.location().url})`)
	];
}
