import { localeOfPath } from '$lib/i18n/locale';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

// Links to another language reload the page, so a page's language never changes.
overwriteGetLocale(() => localeOfPath(location.pathname));
