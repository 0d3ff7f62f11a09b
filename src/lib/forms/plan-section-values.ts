import {
	editableFields,
	sectionFieldNames,
	toEntryKey,
	type PlanSection,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import { writtenForms, type Localized } from '$lib/domain/localized';

/** A form as its fields hold it: each name with its text. */
export type SectionFormValues = Record<string, string>;

/** What the fields hold when an entry is opened. */
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

/** The fields that hold something else here than there. */
export function differingSectionFields(
	part: PlanSection,
	mine: SectionFormValues,
	theirs: SectionFormValues
): string[] {
	const names = editableFields(part, false).flatMap(sectionFieldNames);
	return names.filter((name) => (mine[name] ?? '').trim() !== (theirs[name] ?? '').trim());
}

/** The form with what somebody else saved in one field, where it is one. */
export function takeTheirSectionField(
	part: PlanSection,
	mine: SectionFormValues,
	theirs: SectionFormValues,
	name: string
): SectionFormValues {
	const names = editableFields(part, false).flatMap(sectionFieldNames);
	return names.includes(name) ? { ...mine, [name]: theirs[name] ?? '' } : mine;
}
