import { getLocale } from './paraglide/runtime';
import { planPath, planSlugOf } from './plan-address';

/**
 * Returns the address of a page in the reader's language. All links and redirects use it; it keeps the plan and
 * the date (`?at=`) of the current address, unless the path names a plan.
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

/** Paths of pages that support `?at=`. */
const keepsDay =
	/^\/(?:(?:areas|measures|coverage|map|timeline|indicators|needs|rollout|partners|adjustments)(?=[/?#]|$)|reviews(?:\/[^/?#]+)?(?=[?#]|$)|[?#]|$)/;

type Address = Pick<URL, 'pathname' | 'search'>;

let addressOfPage: () => Address | null = () => null;

/** Sets the function that returns the current address, in the browser or in a request. */
export function setCurrentAddress(address: () => Address | null): void {
	addressOfPage = address;
}

function dayOf(search: string): string | null {
	return /[?&]at=(\d{4}-\d\d-\d\d)(?:&|$)/.exec(search)?.[1] ?? null;
}
