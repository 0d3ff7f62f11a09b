import type { BrowserContext, ConsoleMessage } from 'playwright/test';

/**
 * Listens to what a browser's pages complain of.
 *
 * @returns gives the complaints so far. That a page a test went to answered with 4xx is none: the
 *   test asked for it, and Chromium reports it as an error all the same.
 */
export function watch(context: BrowserContext): () => string[] {
	const errors: ConsoleMessage[] = [];
	const thrown: string[] = [];
	const visited = new Set<string>();
	context.on('console', (message) => {
		if (message.type() === 'error') errors.push(message);
	});
	context.on('weberror', (problem) => thrown.push(problem.error().stack ?? problem.error().message));
	context.on('request', (request) => {
		if (request.isNavigationRequest()) visited.add(request.url());
	});

	const asked = (message: ConsoleMessage) =>
		message.text().startsWith('Failed to load resource') && visited.has(message.location().url);
	return () => [
		...thrown,
		...errors
			.filter((message) => !asked(message))
			.map((message) => `${message.text()} (${message.location().url})`)
	];
}
