import type { RemovalObstacle } from '$lib/domain/measure/measure-removal';
import { localizedMeasureFields, milestoneRowNumbers } from '$lib/forms/measure';
import { m } from '$lib/i18n/paraglide/messages';
import { milestoneFieldName, type MeasureFormValues } from '$lib/forms/measure-values';

/** Why a measure is not deleted. */
export const removalObstacleLabel: Record<RemovalObstacle, () => string> = {
	superseded: m.edit_measure_stays_superseded,
	decided: m.edit_measure_stays_decided,
	reported: m.edit_measure_stays_reported,
	reviewed: m.edit_measure_stays_reviewed,
	named: m.edit_measure_stays_named
};

/** What each text in two written forms is called. */
export const localizedFieldLabel: Record<(typeof localizedMeasureFields)[number], () => string> = {
	title: m.history_field_title,
	summary: m.history_field_summary,
	targetGroup: m.measure_target_group,
	expectedEffect: m.measure_expected_effect
};

/** What a text is called by the name of its field; a milestone's by its number. */
export function measureFieldLabel(name: string): string {
	const row = /^milestones\.(\d+)\./.exec(name)?.[1];
	if (row) return m.measure_edit_milestone({ number: Number(row) + 1 });
	return localizedFieldLabel[name as keyof typeof localizedFieldLabel]();
}

/** What every field of the form is called, for the summary of faults and for what two people saved. */
export function measureFormLabels(values: MeasureFormValues): Record<string, string> {
	const both = (name: string, label: string) => [
		[`${name}.nb`, m.measure_edit_in_form({ label, form: m.measure_edit_nb() })],
		[`${name}.nn`, m.measure_edit_in_form({ label, form: m.measure_edit_nn() })]
	];
	const texts = localizedMeasureFields.flatMap((name) => both(name, localizedFieldLabel[name]()));
	const rows = milestoneRowNumbers(values).flatMap((row, index) => {
		const number = index + 1;
		return [
			...both(`milestones.${row}.title`, m.measure_edit_milestone({ number })),
			[milestoneFieldName(row, 'due'), m.measure_edit_milestone_due_of({ number })],
			[milestoneFieldName(row, 'doneOn'), m.measure_edit_milestone_done_of({ number })]
		];
	});
	return {
		...(Object.fromEntries([...texts, ...rows]) as Record<string, string>),
		contact: m.measure_contact(),
		body: m.measure_responsible(),
		startsOn: m.measure_start(),
		deadline: m.measure_deadline(),
		milestones: m.measure_milestones(),
		reason: m.measure_edit_reason()
	};
}

/** What the fields of a measure that is made, moved, merged or split are called; each part's under its own name. */
export function mergeSplitFormLabels(parts: readonly string[]): Record<string, string> {
	const both = (name: string, label: string) => [
		[`${name}.nb`, m.measure_edit_in_form({ label, form: m.measure_edit_nb() })],
		[`${name}.nn`, m.measure_edit_in_form({ label, form: m.measure_edit_nn() })]
	];
	const own = parts.flatMap((at) => [
		...both(`${at}title`, localizedFieldLabel.title()),
		...both(`${at}summary`, localizedFieldLabel.summary()),
		[`${at}area`, m.edit_measure_area()],
		[`${at}code`, m.edit_measure_code()]
	]);
	return {
		...(Object.fromEntries(own) as Record<string, string>),
		origin: m.edit_measure_origin(),
		source: m.measure_source(),
		decision: m.edit_measure_decision(),
		reason: m.edit_reason()
	};
}
