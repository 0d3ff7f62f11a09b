import type { RemovalObstacle } from '$lib/domain/measure/measure-removal';
import { localizedMeasureFields, milestoneRowNumbers } from '$lib/forms/measure';
import { writtenFormWord } from '$lib/i18n/labels';
import { m } from '$lib/i18n/paraglide/messages';
import { milestoneFieldName, type MeasureFormValues } from '$lib/forms/measure-values';

/** Reasons a measure cannot be deleted. */
export const removalObstacleLabel: Record<RemovalObstacle, () => string> = {
	superseded: m.edit_measure_stays_superseded,
	decided: m.edit_measure_stays_decided,
	reported: m.edit_measure_stays_reported,
	reviewed: m.edit_measure_stays_reviewed,
	named: m.edit_measure_stays_named
};

/** Labels of the texts in two written forms. */
export const localizedFieldLabel: Record<(typeof localizedMeasureFields)[number], () => string> = {
	title: m.history_field_title,
	summary: m.history_field_summary,
	targetGroup: m.measure_target_group,
	expectedEffect: m.measure_expected_effect
};

/** Returns the label of a text by its field name; a milestone's includes its number. */
export function measureFieldLabel(name: string): string {
	const row = /^milestones\.(\d+)\./.exec(name)?.[1];
	if (row) return m.measure_edit_milestone({ number: Number(row) + 1 });
	return localizedFieldLabel[name as keyof typeof localizedFieldLabel]();
}

/** Returns the labels of all form fields, for the error summary and the conflict view. */
export function measureFormLabels(values: MeasureFormValues): Record<string, string> {
	const both = (name: string, label: string) => [
		[`${name}.nb`, m.measure_edit_in_form({ label, form: writtenFormWord.nb() })],
		[`${name}.nn`, m.measure_edit_in_form({ label, form: writtenFormWord.nn() })]
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
		links: m.measure_links(),
		milestones: m.measure_milestones(),
		reason: m.measure_edit_reason()
	};
}

/** Returns the labels of the fields for creating, moving, merging and splitting measures, keyed by field name. */
export function mergeSplitFormLabels(parts: readonly string[]): Record<string, string> {
	const both = (name: string, label: string) => [
		[`${name}.nb`, m.measure_edit_in_form({ label, form: writtenFormWord.nb() })],
		[`${name}.nn`, m.measure_edit_in_form({ label, form: writtenFormWord.nn() })]
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
