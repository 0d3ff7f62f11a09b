import {
	editableFields,
	sectionFieldNames,
	toEntryKey,
	type PlanSection,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import { writtenForms, type Localized } from '$lib/domain/localized';

/** Field values of a section's form: text by name. */
export type SectionFormValues = Record<string, string>;

/** Returns the field values of an entry's form. */
export function toSectionFormValues(
	part: PlanSection,
	values: PlanSectionValues,
	isNew: boolean
): SectionFormValues {
	const pairs = editableFields(part, isNew).flatMap((field): [string, string][] => {
		const value = values[field.name] ?? null;
		if (field.kind === 'flag') return [[field.name, value ? 'yes' : 'no']];
		if (field.kind !== 'localized') return [[field.name, toEntryKey(value) ?? '']];
		const text = value as Localized | null;
		return writtenForms.map((form) => [`${field.name}.${form}`, text?.[form] ?? '']);
	});
	return Object.fromEntries(pairs);
}

/** Returns the names of the fields of an existing entry's form. */
export function sectionFields(part: PlanSection): string[] {
	return editableFields(part, false).flatMap(sectionFieldNames);
}
