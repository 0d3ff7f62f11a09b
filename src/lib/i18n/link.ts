import { getLocale } from './paraglide/runtime';
import { planPath, planSlugOf } from './plan-address';

/**
 * The address of a page in the reader's language: every link in a page is made here, and every way on
 * from an action; a path that names a plan of its own leads to that one. Who reads a plan by its own address stays in that plan, and who reads it as it was on
 * a day stays on that day, for as long as they read the plan.
 */
export function link(path: string): string {
	const read = addressOfPage();
	const slug = planSlugOf(path) ?? (read && planSlugOf(read.pathname));
	const address = planPath(path, slug, getLocale());
	const day = read && keepsDay.test(path) ? dayOf(read.search) : null;
	if (day === null) return address;
	const [before, fragment] = address.split('#', 2);
	return `${before}${before!.includes('?') ? '&' : '?'}at=${day}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** What `?at=` can be asked of. */
const keepsDay =
	/^\/(?:(?:areas|measures|coverage|map|timeline|indicators|needs|rollout|partners|adjustments)(?=[/?#]|$)|reviews(?:\/[^/?#]+)?(?=[?#]|$)|[?#]|$)/;

type Address = Pick<URL, 'pathname' | 'search'>;

let addressOfPage: () => Address | null = () => null;

/** Tells where the address of the page that is being read is found: in the browser, or in a request. */
export function setCurrentAddress(address: () => Address | null): void {
	addressOfPage = address;
}

function dayOf(search: string): string | null {
	return /[?&]at=(\d{4}-\d\d-\d\d)(?:&|$)/.exec(search)?.[1] ?? null;
}
