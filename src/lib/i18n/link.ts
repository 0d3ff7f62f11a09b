import { getLocale } from './paraglide/runtime';
import { isPlanPage, pagePath, planPath, planSlugOf } from './plan-address';

/**
 * Returns the address of a page in the reader's language. All links and redirects use it; it keeps the plan and
 * the date (`?at=`) of the current address, unless the path names a plan. From a page outside the plans it leads to
 * the reader's own plan.
 */
export function link(path: string): string {
	const read = addressOfPage();
	const slug = planSlugOf(path) ?? (read && planOfReader(read));
	const address = planPath(path, slug, getLocale());
	const day = read && keepsDay.test(path) ? dayOf(read.search) : null;
	if (day === null) return address;
	const [before, fragment] = address.split('#', 2);
	return `${before}${before!.includes('?') ? '&' : '?'}at=${day}${fragment === undefined ? '' : `#${fragment}`}`;
}

/** Paths of pages that support `?at=`. */
const keepsDay =
	/^\/(?:(?:areas|measures|coverage|map|timeline|indicators|needs|rollout|partners|adjustments)(?=[/?#]|$)|(?:reviews|bodies)(?:\/[^/?#]+)?(?=[?#]|$)|decisions(?:\/\d+)?(?=[?#]|$)|[?#]|$)/;

interface Address extends Pick<URL, 'pathname' | 'search'> {
	/** Slug of the reader's own plan, if it is not the first partnership's current one. */
	homePlan?: string | null;
}

function planOfReader({ pathname, homePlan }: Address): string | null {
	return isPlanPage(pagePath(pathname)) ? planSlugOf(pathname) : (homePlan ?? null);
}

let addressOfPage: () => Address | null = () => null;

/** Sets the function that returns the current address, in the browser or in a request. */
export function setCurrentAddress(address: () => Address | null): void {
	addressOfPage = address;
}

function dayOf(search: string): string | null {
	return /[?&]at=(\d{4}-\d\d-\d\d)(?:&|$)/.exec(search)?.[1] ?? null;
}
