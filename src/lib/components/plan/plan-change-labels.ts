import type { PlanChangeKind, PlanItemType } from '$lib/domain/plan/plan-diff';
import { measureChangeFieldLabel } from '$lib/components/measure/measure-change-labels';
import { m } from '$lib/i18n/paraglide/messages';

export const changeKindLabel: Record<PlanChangeKind, () => string> = {
	added: m.change_kind_added,
	changed: m.change_kind_changed,
	completed: m.change_kind_completed,
	discontinued: m.change_kind_discontinued,
	ended: m.change_kind_ended,
	removed: m.change_kind_removed,
	reordered: m.history_order_entries
};

export const planNounLabel: Record<PlanItemType, () => string> = {
	plan: m.change_noun_plan,
	'goal-state': m.change_noun_goal_state,
	'core-value': m.change_noun_core_value,
	challenge: m.change_noun_challenge,
	opportunity: m.change_noun_opportunity,
	area: m.change_noun_area,
	measure: m.change_noun_measure,
	funding: m.change_noun_funding,
	partnership: m.edit_part_partnership,
	partner: m.edit_part_partners,
	body: m.edit_part_bodies
};

const fields: Record<string, () => string> = {
	code: m.change_field_code,
	number: m.change_field_code,
	name: m.change_field_name,
	title: m.change_field_title,
	shortName: m.change_field_short_name,
	summary: m.change_field_summary,
	description: m.change_field_description,
	text: m.change_field_text,
	from: m.change_field_from,
	to: m.change_field_to,
	vision: m.change_field_vision,
	visionNote: m.change_field_vision_note,
	goal: m.change_field_goal,
	freshnessDays: m.change_field_freshness,
	endedOn: m.change_field_ended_on,
	kind: m.change_field_kind,
	year: m.change_field_year,
	amountNok: m.change_field_amount,
	note: m.change_field_note,
	weight: m.change_field_weight,
	indicators: m.change_field_indicators,
	source: m.measure_source,
	origin: m.measure_origin,
	area: m.measure_area,
	values: m.measure_values,
	order: m.change_field_order,
	writtenForm: m.edit_field_written_form,
	about: m.edit_field_about,
	established: m.edit_field_established,
	invitation: m.edit_field_invitation,
	privacy: m.edit_field_privacy,
	parent: m.edit_field_parent,
	mandate: m.edit_field_mandate,
	verified: m.edit_field_verified
};

/** Returns the label of a field of any part of a plan. */
export function planFieldLabel(field: string): string {
	return fields[field]?.() ?? measureChangeFieldLabel(field);
}
