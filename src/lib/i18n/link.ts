import { getLocale } from './paraglide/runtime';
import { inLocale } from './locale';

/** The address of a page in the reader's language: every link in a page is made here. */
export function link(path: string): string {
	return inLocale(path, getLocale());
}
