import type { Handle } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';

const papers = ['archive.zip', 'review.docx', 'review.pptx', 'review.xlsx'];

/** Routes that do much work for one request, and how many of them visitors may keep running at a time. */
const groups: readonly { routes: readonly string[]; most: number }[] = [
	{ routes: ['/changes', '/reviews/compare'], most: 12 },
	{ routes: papers.map((name) => `/reviews/[round]/${name}`), most: 12 },
	{ routes: ['/search', '/search/suggest'], most: 24 }
];

/** Value of Retry-After in seconds. */
const retryAfter = '5';

const running = new Map(groups.map((group) => [group, 0]));
const groupByRoute = new Map<string | null, (typeof groups)[number]>(
	groups.flatMap((group) => group.routes.map((route) => [route, group] as const))
);

/**
 * Responds with 503 to visitors who are not signed in while too many of their costly requests are running, so
 * that the number of strangers does not decide how long others wait.
 */
export const costlyRoutesHandle: Handle = async ({ event, resolve }) => {
	const group = groupByRoute.get(event.route.id);
	if (!group || event.locals.actor.personId !== null) return resolve(event);
	const count = running.get(group) ?? 0;
	if (count >= group.most) {
		const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': retryAfter };
		return new Response(m.shell_error_503_text(), { status: 503, headers });
	}
	running.set(group, count + 1);
	try {
		return await resolve(event);
	} finally {
		running.set(group, (running.get(group) ?? 1) - 1);
	}
};
