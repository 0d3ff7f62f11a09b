import { baseLocale, overwriteGetLocale } from '../../src/lib/i18n/paraglide/runtime';

// Test files that share a worker share its language, so each file begins in the base language.
overwriteGetLocale(() => baseLocale);
