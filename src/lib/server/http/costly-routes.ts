import type { Handle } from '@sveltejs/kit';
import { m } from '$lib/i18n/paraglide/messages';

const papers = ['archive.zip', 'review.docx', 'review.pdf', 'review.pptx', 'review.xlsx'];

/** Requests that visitors may keep running at a time; further ones wait in a queue, if it has room. */
class Limit {
	#running = 0;
	#waiting: (() => void)[] = [];

	constructor(
		readonly most: number,
		readonly queue = 0
	) {}

	/** Returns true when the request may run, and then needs `leave`; false if it is refused. */
	enter(): Promise<boolean> {
		if (this.#running < this.most) {
			this.#running++;
			return Promise.resolve(true);
		}
		if (this.#waiting.length >= this.queue) return Promise.resolve(false);
		return new Promise((resolve) => {
			const start = () => {
				clearTimeout(late);
				resolve(true);
			};
			const late = setTimeout(() => {
				this.#waiting.splice(this.#waiting.indexOf(start), 1);
				resolve(false);
			}, patience);
			this.#waiting.push(start);
		});
	}

	leave(): void {
		const next = this.#waiting.shift();
		if (next) next();
		else this.#running--;
	}
}

/** Milliseconds that a request waits in a queue. */
const patience = 5_000;

/** Value of Retry-After in seconds. */
const retryAfter = '5';

/** Routes that do much work for one request. */
const groups: readonly { routes: readonly string[]; limit: Limit }[] = [
	{ routes: ['/changes', '/reviews/compare'], limit: new Limit(12) },
	{
		routes: [
			...papers.map((name) => `/reviews/[round]/${name}`),
			'/areas/[number]/paper.[format]',
			'/measures/[code]/paper.[format]',
			'/meetings/[id]/papers/[file]'
		],
		limit: new Limit(12)
	},
	{ routes: ['/search', '/search/suggest'], limit: new Limit(24) }
];
const limitByRoute = new Map<string | null, Limit>(
	groups.flatMap(({ routes, limit }) => routes.map((route) => [route, limit] as const))
);

/** Pages of another day, each of which may need a database snapshot: one at a time, so that others wait less. */
const otherDays = new Limit(1, 40);

/**
 * Responds with 503 to visitors who are not signed in while too many of their costly requests are running, so
 * that the number of strangers does not decide how long others wait.
 */
export const costlyRoutesHandle: Handle = async ({ event, resolve }) => {
	const isOtherDay = event.url.searchParams.has('at');
	const limit = isOtherDay ? otherDays : limitByRoute.get(event.route.id);
	if (!limit || event.locals.actor.personId !== null) return resolve(event);
	if (!(await limit.enter())) {
		const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': retryAfter };
		return new Response(m.shell_error_503_text(), { status: 503, headers });
	}
	try {
		return await resolve(event);
	} finally {
		limit.leave();
	}
};
