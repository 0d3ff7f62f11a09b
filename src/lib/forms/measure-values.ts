import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { writtenForms, type Localized } from '$lib/domain/localized';
import { formatWebLinks, type WebLink } from '$lib/domain/measure/web-link';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { differingFields, takeTheirField } from '$lib/forms/form-state';
import { localizedMeasureFields, milestoneRowNumbers } from '$lib/forms/measure';

/** Field values of a measure's form: text by name. */
export type MeasureFormValues = Record<string, string>;

interface Editable {
	title: Localized;
	summary: Localized | null;
	targetGroup: Localized | null;
	expectedEffect: Localized | null;
	contact: string | null;
	body: { slug: string } | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	deadlineWords: string | null;
	links?: readonly WebLink[] | null;
	milestones: readonly { title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
}

const rowFields = ['title.nb', 'title.nn', 'due', 'doneOn'] as const;
type RowField = (typeof rowFields)[number];

/** Returns the name of a field in a milestone's row. */
export function milestoneFieldName(row: number, field: RowField): string {
	return `milestones.${row}.${field}`;
}

/** Returns the field values of a measure's form. */
export function toMeasureFormValues(measure: Editable): MeasureFormValues {
	const texts = localizedMeasureFields.flatMap((name) =>
		writtenForms.map((form) => [`${name}.${form}`, measure[name]?.[form] ?? ''])
	);
	const rows = measure.milestones.flatMap(({ title, due, doneOn }, row) => [
		[milestoneFieldName(row, 'title.nb'), title.nb ?? ''],
		[milestoneFieldName(row, 'title.nn'), title.nn ?? ''],
		[milestoneFieldName(row, 'due'), formatDateInput(due)],
		[milestoneFieldName(row, 'doneOn'), formatDateInput(doneOn)]
	]);
	return {
		...(Object.fromEntries(texts) as MeasureFormValues),
		contact: measure.contact ?? '',
		body: measure.body?.slug ?? '',
		startsOn: formatDateInput(measure.startsOn),
		deadline: measure.deadlineWords ?? formatDateInput(measure.deadline),
		links: formatWebLinks(measure.links ?? null),
		...(Object.fromEntries(rows) as MeasureFormValues)
	};
}

/** Fields of a measure's form, with all milestones as one. */
export const measureFormFields = [
	...localizedMeasureFields.flatMap((name) => writtenForms.map((form) => `${name}.${form}`)),
	...['contact', 'body', 'startsOn', 'deadline', 'links', 'milestones']
];

/** Fields of a new measure's form, with its placement. */
export const newMeasureFormFields = ['area', 'code', ...measureFormFields];

/** Returns a form's milestones as readable lines of titles and dates. */
export function milestoneLines(values: MeasureFormValues): string[] {
	return milestoneRowNumbers(values)
		.map((row) => rowFields.map((field) => values[milestoneFieldName(row, field)]?.trim()).filter(Boolean))
		.filter((parts) => parts.length > 0)
		.map((parts) => parts.join(' · '));
}

/** Returns a field's value as readable text for comparison. */
export function measureFieldText(values: MeasureFormValues, field: string): string {
	return field === 'milestones' ? milestoneLines(values).join('\n') : (values[field] ?? '').trim();
}

/** Returns the names of fields that differ between two versions of the form. */
export function differingMeasureFields(
	mine: MeasureFormValues,
	theirs: MeasureFormValues,
	fields: readonly string[] = measureFormFields
): string[] {
	return differingFields(fields, { mine, theirs }, measureFieldText);
}

/** Returns the form with an empty milestone row added, and the row's number. */
export function addMilestoneRow(values: MeasureFormValues): { values: MeasureFormValues; row: number } {
	const row = (milestoneRowNumbers(values).at(-1) ?? -1) + 1;
	const empty = Object.fromEntries(rowFields.map((field) => [milestoneFieldName(row, field), '']));
	return { values: { ...values, ...empty }, row };
}

/** Returns the form without one milestone row. */
export function removeMilestoneRow(values: MeasureFormValues, row: number): MeasureFormValues {
	const gone = new Set(rowFields.map((field) => milestoneFieldName(row, field)));
	return Object.fromEntries(Object.entries(values).filter(([name]) => !gone.has(name)));
}

/**
 * Returns the form with one field as saved by the other person; milestones are replaced together. Unchanged
 * if the field is unknown.
 */
export function takeTheirMeasureField(
	{ mine, theirs }: { mine: MeasureFormValues; theirs: MeasureFormValues },
	field: string,
	fields: readonly string[] = measureFormFields
): MeasureFormValues {
	if (field !== 'milestones' || !fields.includes(field))
		return takeTheirField(fields, { mine, theirs }, field);
	const rows = (values: MeasureFormValues, keep: boolean) =>
		Object.entries(values).filter(([name]) => name.startsWith('milestones.') === keep);
	return Object.fromEntries([...rows(mine, false), ...rows(theirs, true)]);
}
