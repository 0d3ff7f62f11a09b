import { planSections, type PlanSection, type PlanSectionValues } from './plan-structure';
import { missingWrittenForms, type Localized, type WrittenForm } from '../localized';

/** A text that exists in one written form only. */
export interface MissingWrittenForm {
	/** The missing written form. */
	form: WrittenForm;
	/** The form field of the missing text: "name.nn". */
	field: string;
	/** The field's name without the written form. */
	name: string;
	/** The text in the other form. */
	text: Localized;
}

/** Returns the texts of an entry that lack a written form, field by field. */
export function missingFormsInEntry(part: PlanSection, values: PlanSectionValues): MissingWrittenForm[] {
	const names = planSections[part].fields.filter(({ kind }) => kind === 'localized').map(({ name }) => name);
	return missingFormsInTexts(names.map((name) => ({ name, text: values[name] as Localized | null })));
}

/** Returns the texts that lack a written form. */
export function missingFormsInTexts(
	texts: readonly { name: string; text: Localized | null }[]
): MissingWrittenForm[] {
	return texts.flatMap(({ name, text }) =>
		missingWrittenForms(text).map((form) => ({ form, name, field: `${name}.${form}`, text: text! }))
	);
}
