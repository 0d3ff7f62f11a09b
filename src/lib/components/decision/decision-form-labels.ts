import { m } from '$lib/i18n/paraglide/messages';

/** Returns the labels of a decision's fields. */
export function decisionFormLabels() {
	return {
		body: m.decision_body(),
		decidedOn: m.decision_decided_on(),
		number: m.decision_number(),
		title: m.decision_field_title(),
		text: m.decision_text(),
		lang: m.area_written(),
		kind: m.decision_kind(),
		consensus: m.decision_agreement(),
		dissent: m.decision_dissent(),
		responsible: m.decision_responsible(),
		dueOn: m.decision_due(),
		matter: m.decision_matter(),
		replaces: m.decision_replaces(),
		replacement: m.decision_replacement(),
		measures: m.decision_measures(),
		links: m.decision_links(),
		reason: m.decision_reason()
	};
}
