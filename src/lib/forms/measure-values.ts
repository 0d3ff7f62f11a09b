import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { writtenForms, type Localized } from '$lib/domain/localized';
import { formatDateInput } from '$lib/forms/fields/date-field';
import type { PostedForm } from '$lib/forms/evaluation';
import { localizedMeasureFields, milestoneRowNumbers } from '$lib/forms/measure';

/** A measure's form as its fields hold it: each name with its text. */
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
	milestones: readonly { title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
}

const rowFields = ['title.nb', 'title.nn', 'due', 'doneOn'] as const;
type RowField = (typeof rowFields)[number];

/** The name of a field in a milestone's row. */
export function milestoneFieldName(row: number, field: RowField): string {
	return `milestones.${row}.${field}`;
}

/** What the fields hold when a measure is opened. */
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
		...(Object.fromEntries(rows) as MeasureFormValues)
	};
}

/** The names of what a measure's form holds, milestones as one. */
export const measureFormFields = [
	...localizedMeasureFields.flatMap((name) => writtenForms.map((form) => `${name}.${form}`)),
	...['contact', 'body', 'startsOn', 'deadline', 'milestones']
];

/** The same of a measure that is to be new: its place too. */
export const newMeasureFormFields = ['area', 'code', ...measureFormFields];

/** What was posted, one text a name. */
export function postedMeasureValues(posted: PostedForm): MeasureFormValues {
	return Object.fromEntries(
		Object.entries(posted).map(([name, value]) => [name, [value].flat()[0]?.replace(/\r\n?/g, '\n') ?? ''])
	);
}

/** The milestones of a form, each as one line to read: titles and dates. */
export function milestoneLines(values: MeasureFormValues): string[] {
	return milestoneRowNumbers(values)
		.map((row) => rowFields.map((field) => values[milestoneFieldName(row, field)]?.trim()).filter(Boolean))
		.filter((parts) => parts.length > 0)
		.map((parts) => parts.join(' · '));
}

/** What a field holds, to compare and to read. */
export function measureFieldText(values: MeasureFormValues, field: string): string {
	return field === 'milestones' ? milestoneLines(values).join('\n') : (values[field] ?? '').trim();
}

/** The fields that hold something else here than there. */
export function differingMeasureFields(
	mine: MeasureFormValues,
	theirs: MeasureFormValues,
	fields: readonly string[] = measureFormFields
): string[] {
	return fields.filter((field) => measureFieldText(mine, field) !== measureFieldText(theirs, field));
}

/** The form with an empty row for one more milestone, and that row's number. */
export function addMilestoneRow(values: MeasureFormValues): { values: MeasureFormValues; row: number } {
	const row = (milestoneRowNumbers(values).at(-1) ?? -1) + 1;
	const empty = Object.fromEntries(rowFields.map((field) => [milestoneFieldName(row, field), '']));
	return { values: { ...values, ...empty }, row };
}

/** The form without one milestone's row. */
export function removeMilestoneRow(values: MeasureFormValues, row: number): MeasureFormValues {
	const gone = new Set(rowFields.map((field) => milestoneFieldName(row, field)));
	return Object.fromEntries(Object.entries(values).filter(([name]) => !gone.has(name)));
}

/** The form with what somebody else saved in one field, where it is one; all milestones go together. */
export function takeTheirMeasureField(
	mine: MeasureFormValues,
	theirs: MeasureFormValues,
	field: string,
	fields: readonly string[] = measureFormFields
): MeasureFormValues {
	if (!fields.includes(field)) return mine;
	if (field !== 'milestones') return { ...mine, [field]: theirs[field] ?? '' };
	const rows = (values: MeasureFormValues, keep: boolean) =>
		Object.entries(values).filter(([name]) => name.startsWith('milestones.') === keep);
	return Object.fromEntries([...rows(mine, false), ...rows(theirs, true)]);
}
