import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { areaShortName } from '$lib/domain/figures/plan-overview';
import type { SummaryNames } from '$lib/i18n/review-summary';
import { m } from '$lib/i18n/paraglide/messages';
import { localize } from '$lib/i18n/labels';

/** Returns the names of areas and values as used within a sentence. */
export function summaryNamesFor({ areas, values }: Pick<PlanSnapshot, 'areas' | 'values'>): SummaryNames {
	return {
		area: (key) => {
			const found = areas.find(({ number }) => String(number) === key);
			return found ? localize(areaShortName(found)) : m.review_brief_across();
		},
		value: (code) => localize(values.find((one) => one.code === code)?.name) || code
	};
}
