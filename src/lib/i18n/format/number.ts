import { wholePercent } from '$lib/domain/figures/whole-percent';
import { getLocale } from '../paraglide/runtime';

/* Chromium has no nn-NO data and would fall back to English where Node does not: both forms are nb-NO. */
const regions = { nb: 'nb-NO', nn: 'nb-NO', en: 'en-GB' } as const;

/** Returns "1 234,5". What is rounded to zero has no sign. */
export function formatNumber(value: number, decimals = 0): string {
	const text = numberFormat(regions[getLocale()], decimals).format(value);
	return /[1-9]/.test(text) ? text : text.replace(/^[-−]/, '');
}

const numberFormats = new Map<string, Intl.NumberFormat>();

/** Returns a cached formatter: creating one costs far more than using it. */
function numberFormat(region: string, decimals: number): Intl.NumberFormat {
	const key = `${region} ${decimals}`;
	const kept = numberFormats.get(key);
	if (kept) return kept;
	const made = new Intl.NumberFormat(region, {
		minimumFractionDigits: decimals,
		maximumFractionDigits: decimals
	});
	numberFormats.set(key, made);
	return made;
}

/** Returns "47 %" with a non-breaking space, for a value from 0 to 100 (`wholePercent`). */
export function formatPercent(value: number): string {
	const number = formatNumber(wholePercent(value));
	return getLocale() === 'en' ? `${number}%` : `${number}\u00a0%`;
}

/** Returns "5 300 000 kr". */
export function formatKroner(amount: number): string {
	return `${formatNumber(amount)}\u00a0kr`;
}

/** Returns a number with up to four decimals: "12", "12,5". */
export function formatExact(value: number): string {
	const decimals = String(Math.round(value * 10_000) / 10_000).split('.')[1]?.length ?? 0;
	return formatNumber(value, decimals);
}
