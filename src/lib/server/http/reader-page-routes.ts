import { isPublicPage } from './public-page-routes';

/** Pages of readers who are signed in that depend on the data, the day and the reader alone, besides the public ones. */
export const readerRoutes: readonly string[] = [
	'/edit/measures',
	'/matters',
	'/needs',
	'/report',
	'/report/[code]',
	'/rounds/[round]'
];

/** True if a page may be kept for its reader. With parameters, only those of public pages are. */
export function isReaderPage(route: string | null, search: string): boolean {
	return isPublicPage(route, search) || (search === '' && route !== null && readerRoutes.includes(route));
}
