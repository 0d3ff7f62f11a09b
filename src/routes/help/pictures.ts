import type { HelpRole } from '$lib/domain/help';
import type { Locale } from '$lib/domain/localized';

/** Addresses of the screenshots, by file. `npm run help-pictures` takes them from the demo. */
const pictures = import.meta.glob<string>('./pictures/*.webp', {
	eager: true,
	query: '?url',
	import: 'default'
});

/** Returns the address of a role's screenshot; null if none is taken. */
export function helpPicture(role: HelpRole, locale: Locale): string | null {
	return pictures[`./pictures/${role}-${locale}.webp`] ?? null;
}
