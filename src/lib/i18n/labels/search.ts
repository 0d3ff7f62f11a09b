import type { SearchKind } from '$lib/domain/search/search';
import { m } from '../paraglide/messages';

/** Headings of the kinds of search hits. */
export const searchKindLabel: Record<SearchKind, () => string> = {
	measure: m.search_kind_measure,
	area: m.search_kind_area,
	evaluation: m.search_kind_evaluation,
	verdict: m.search_kind_verdict,
	section: m.search_kind_section,
	decision: m.search_kind_decision,
	meeting: m.search_kind_meeting,
	matter: m.search_kind_matter,
	driver: m.search_kind_driver,
	value: m.search_kind_value,
	body: m.search_kind_body,
	partner: m.search_kind_partner
};
