import {
	planSections,
	editableFields,
	sectionFieldNames,
	type PlanSectionField,
	type PlanSection
} from '$lib/domain/plan/plan-structure';
import { m } from '$lib/i18n/paraglide/messages';
import {
	areaKindLabel,
	bodyKindLabel,
	seatGroupLabel,
	seatRoleLabel,
	writtenFormWord
} from '$lib/i18n/labels';

export const sectionLabel: Record<PlanSection, () => string> = {
	plan: m.edit_part_plan,
	goals: m.edit_part_goals,
	values: m.edit_part_values,
	challenges: m.edit_part_challenges,
	opportunities: m.edit_part_opportunities,
	areas: m.edit_part_areas,
	funding: m.edit_part_funding,
	partnership: m.edit_part_partnership,
	partners: m.edit_part_partners,
	bodies: m.edit_part_bodies
};

/** Labels such as "Ny kjerneverdi"; none for sections with a single entry. */
export const newEntryLabel: Partial<Record<PlanSection, () => string>> = {
	goals: m.edit_new_goals,
	values: m.edit_new_values,
	challenges: m.edit_new_challenges,
	opportunities: m.edit_new_opportunities,
	areas: m.edit_new_areas,
	funding: m.edit_new_funding,
	partners: m.edit_new_partners,
	bodies: m.edit_new_bodies
};

export const sectionLead: Partial<Record<PlanSection, () => string>> = {
	goals: m.edit_lead_goals,
	values: m.edit_lead_values,
	challenges: m.edit_lead_challenges,
	opportunities: m.edit_lead_opportunities,
	areas: m.edit_lead_areas,
	funding: m.edit_lead_funding,
	partners: m.edit_lead_partners,
	bodies: m.edit_lead_bodies
};

const fieldLabel: Record<string, () => string> = {
	name: m.edit_field_name,
	title: m.edit_field_title,
	text: m.edit_field_text,
	description: m.edit_field_description,
	vision: m.edit_field_vision,
	visionNote: m.edit_field_vision_note,
	goal: m.edit_field_goal,
	fromYear: m.edit_field_from_year,
	toYear: m.edit_field_to_year,
	writtenForm: m.edit_field_written_form,
	freshnessDays: m.edit_field_freshness_days,
	number: m.edit_field_number,
	shortName: m.edit_field_short_name,
	summary: m.edit_field_summary,
	kind: m.edit_field_kind,
	body: m.edit_field_body,
	source: m.edit_field_source,
	year: m.edit_field_year,
	amountNok: m.edit_field_amount_nok,
	note: m.edit_field_note,
	about: m.edit_field_about,
	established: m.edit_field_established,
	invitation: m.edit_field_invitation,
	privacy: m.edit_field_privacy,
	parent: m.edit_field_parent,
	mandate: m.edit_field_mandate,
	verified: m.edit_field_verified,
	endedOn: m.edit_field_ended_on,
	state: m.edit_field_state,
	decision: m.edit_field_decision,
	cameFrom: m.history_field_came_from,
	authority: m.body_authority,
	appointedBy: m.body_column_appointed_by,
	startedOn: m.body_started,
	role: m.body_column_role,
	represents: m.person_group,
	termFrom: m.body_term_first,
	termTo: m.body_term_last,
	fromDay: m.body_term_first,
	toDay: m.body_term_last
};

/** Returns the label of a field; the log also uses it for a section whose order changed. */
export function sectionFieldLabel(field: string): string {
	return fieldLabel[field]?.() ?? (field in sectionLabel ? sectionLabel[field as PlanSection]() : field);
}

const hints: Partial<Record<`${PlanSection}.${string}`, () => string>> = {
	'areas.number': m.edit_hint_number_areas,
	'areas.shortName': m.edit_hint_short_name,
	'bodies.kind': m.edit_hint_kind_bodies,
	'funding.year': m.edit_hint_year,
	'partners.number': m.edit_hint_number_partners,
	'partnership.established': m.edit_hint_established,
	'partnership.invitation': m.edit_hint_invitation,
	'partnership.privacy': m.edit_hint_privacy
};

export function sectionFieldHint(part: PlanSection, field: string): string | undefined {
	return hints[`${part}.${field}`]?.();
}

const choiceLabels: Record<string, () => string> = {
	nb: m.edit_choice_nb,
	nn: m.edit_choice_nn,
	neutral: m.edit_choice_neutral,
	municipality: m.edit_choice_municipality,
	'hospital-trust': m.edit_choice_hospital_trust,
	yes: m.edit_choice_yes,
	no: m.edit_choice_no,
	...areaKindLabel,
	...bodyKindLabel,
	...seatRoleLabel,
	...seatGroupLabel
};

/** Fields of seats with a choice, which stand in the log of their body. */
const seatChoices = ['role', 'represents'];

/** Returns the label of an option. */
export function choiceLabel(value: string): string {
	return choiceLabels[value]?.() ?? value;
}

/** Returns the labels of all form fields, for the error summary and the conflict view. */
export function sectionFieldLabels(part: PlanSection, isNew: boolean): Record<string, string> {
	const labels = editableFields(part, isNew).flatMap((field) =>
		sectionFieldNames(field).map((name) => [name, labelOfField(field, name)])
	);
	return { ...(Object.fromEntries(labels) as Record<string, string>), reason: m.edit_reason() };
}

function labelOfField(field: PlanSectionField, name: string): string {
	const label = sectionFieldLabel(field.name);
	const form = name.endsWith('.nn') ? 'nn' : 'nb';
	return field.kind === 'localized'
		? m.measure_edit_in_form({ label, form: writtenFormWord[form]() })
		: label;
}

/** Replaces option codes in a log entry by labels, and leaves out numbers that only the database knows. */
export function withChoiceLabels<T extends { before: LoggedValues; after: LoggedValues }>(
	part: PlanSection,
	row: T
): T {
	const choices = planSections[part].fields.filter(({ kind }) => kind === 'choice').map(({ name }) => name);
	const chosen = part === 'bodies' ? [...choices, ...seatChoices] : choices;
	const said = (logged: LoggedValues): LoggedValues =>
		logged &&
		Object.fromEntries(
			Object.entries(logged)
				.filter(([name]) => name !== 'seatId')
				.map(([name, value]) => [
					name,
					chosen.includes(name) && typeof value === 'string' ? choiceLabel(value) : value
				])
		);
	return { ...row, before: said(row.before), after: said(row.after) };
}

type LoggedValues = Record<string, unknown> | null;
