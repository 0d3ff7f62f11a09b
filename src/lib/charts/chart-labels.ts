import type { AreaKey } from '$lib/domain/figures/figures';
import { inWrittenForm, type Localized, type WrittenForm } from '$lib/domain/localized';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import type { PlanSnapshot } from '$lib/domain/plan/plan-snapshot';
import { m } from '$lib/i18n/paraglide/messages';
import { getLocale } from '$lib/i18n/paraglide/runtime';
import { roundPhrase } from '$lib/i18n/sentence';
import { shortRoundName } from '$lib/i18n/labels';

export { countClause, joinList, countInWords, joinClauses } from '$lib/i18n/sentence';

/** A name from the plan; `lang` if it is in another language than the page. */
export interface DisplayName {
	text: string;
	lang?: WrittenForm;
}

/** Display names a chart needs, in the reader's language. */
export interface ChartLabels {
	/** Keyed by area number; "X" for measures across areas, "all" for the whole plan. */
	areas: Record<AreaKey, DisplayName>;
	/** Keyed by the core value's code. */
	values: Record<string, DisplayName>;
	/** Keyed by the code of a challenge or opportunity. */
	drivers: Record<string, DisplayName>;
	/** Name of the previous review, as a phrase in a sentence and in short form. */
	last: { phrase: string; short: string } | null;
	now: string;
}

/** Returns the names of a snapshot's areas, values and rounds. */
export function chartLabelsFor(
	standing: Pick<PlanSnapshot, 'areas' | 'values' | 'round' | 'last' | 'drivers'>
): ChartLabels {
	return {
		areas: {
			all: { text: m.chart_whole_plan() },
			...Object.fromEntries(
				standing.areas.map(({ number, name, shortName }) => {
					const { text, lang } = toDisplayNames(shortName ?? name);
					return [String(number), { text: m.chart_area_numbered({ number, name: text }), lang }];
				})
			),
			[acrossAreasCode]: { text: m.area_across() }
		},
		values: Object.fromEntries(standing.values.map(({ code, name }) => [code, toDisplayNames(name)])),
		drivers: Object.fromEntries(
			(standing.drivers ?? []).map(({ code, title }) => [code, toDisplayNames(title)])
		),
		last: standing.last && {
			phrase: roundPhrase(standing.last.key),
			short: shortRoundName(standing.last.key)
		},
		now: standing.round ? shortRoundName(standing.round) : m.chart_now()
	};
}

/** Returns the name of an area or value, or the key itself if it has no name. */
export function displayName(names: Record<string, DisplayName>, key: string): DisplayName {
	return names[key] ?? { text: key };
}

function toDisplayNames(name: Localized): DisplayName {
	const locale = getLocale();
	const found = inWrittenForm(name, locale);
	if (!found) return { text: '' };
	return found.lang === locale ? { text: found.text } : { text: found.text, lang: found.lang };
}
