import { localeOfPath } from '$lib/i18n/locale';
import { overwriteGetLocale } from '$lib/i18n/paraglide/runtime';

// A page keeps its language; links to another one load it anew.
overwriteGetLocale(() => localeOfPath(location.pathname));
