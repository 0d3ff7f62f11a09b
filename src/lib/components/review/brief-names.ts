import type { Standing } from '$lib/domain/standing';
import { shortNameOf } from '$lib/domain/overview';
import type { BriefNames } from '$lib/i18n/brief';
import { m } from '$lib/i18n/paraglide/messages';
import { said } from '$lib/i18n/words';

/** What a standing's areas and values are called within a sentence. */
export function briefNames({ areas, values }: Pick<Standing, 'areas' | 'values'>): BriefNames {
	return {
		area: (key) => {
			const found = areas.find(({ number }) => String(number) === key);
			return found ? said(shortNameOf(found)) : m.review_brief_across();
		},
		value: (code) => said(values.find((one) => one.code === code)?.name) || code
	};
}
