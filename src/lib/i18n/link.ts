import { getLocale } from './paraglide/runtime';
import { inLocale } from './locale';

/**
 * The address of a page in the reader's language: every link in a page is made here. Who reads the plan
 * as it was on a day stays on that day for as long as they read the plan.
 */
export function link(path: string): string {
	const address = inLocale(path, getLocale());
	const day = ofThePlan.test(path) ? dayRead() : null;
	if (day === null) return address;
	const [before, fragment] = address.split('#', 2);
	return `${before}${before!.includes('?') ? '&' : '?'}at=${day}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** What `?at=` can be asked of. */
const ofThePlan =
	/^\/(?:(?:areas|measures|coverage|map|timeline|indicators|needs|rollout|partners|adjustments)(?=[/?#]|$)|reviews(?:\/[^/?#]+)?(?=[?#]|$)|[?#]|$)/;

let queryOfPage: () => string = () => '';

/** Tells where the query of the page that is being drawn is found; outside a page it may throw. */
export function linksFollow(query: () => string): void {
	queryOfPage = query;
}

function dayRead(): string | null {
	try {
		return /[?&]at=(\d{4}-\d\d-\d\d)(?:&|$)/.exec(queryOfPage())?.[1] ?? null;
	} catch {
		return null;
	}
}
