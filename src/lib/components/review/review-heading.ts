import type { RoundPeriod } from '$lib/domain/round/round';
import { m } from '$lib/i18n/paraglide/messages';

/** Returns "Handlingsplanen i 2026". */
export function reviewHeading({ year, kind }: RoundPeriod): string {
	return kind === 'annual' ? m.review_title_annual({ year }) : m.review_title_half({ year });
}
