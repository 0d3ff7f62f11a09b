import { planSections, type PlanSection, type PlanSectionValues } from './plan-structure';
import { missingWrittenForms, type Localized, type WrittenForm } from '../localized';

/** A text that is there in one written form only. */
export interface MissingWrittenForm {
	/** What is missing. */
	form: WrittenForm;
	/** The field it is missing in, as a form posts it: "name.nn". */
	field: string;
	/** The field's own name. */
	name: string;
	/** The text as it is in the other form. */
	text: Localized;
}

/** The texts of an entry that lack a written form, field by field. */
export function missingFormsInEntry(part: PlanSection, values: PlanSectionValues): MissingWrittenForm[] {
	const names = planSections[part].fields.filter(({ kind }) => kind === 'localized').map(({ name }) => name);
	return missingFormsInTexts(names.map((name) => ({ name, text: values[name] as Localized | null })));
}

/** Of texts, those that lack a written form. */
export function missingFormsInTexts(
	texts: readonly { name: string; text: Localized | null }[]
): MissingWrittenForm[] {
	return texts.flatMap(({ name, text }) =>
		missingWrittenForms(text).map((form) => ({ form, name, field: `${name}.${form}`, text: text! }))
	);
}
