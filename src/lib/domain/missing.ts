import { frame, type FramePart, type FrameValues } from './frame';
import { missingForms, type Localized, type WrittenForm } from './localized';

/** A text that is there in one written form only. */
export interface MissingForm {
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
export function missingIn(part: FramePart, values: FrameValues): MissingForm[] {
	const names = frame[part].fields.filter(({ kind }) => kind === 'localized').map(({ name }) => name);
	return missingAmong(names.map((name) => ({ name, text: values[name] as Localized | null })));
}

/** Of texts, those that lack a written form. */
export function missingAmong(texts: readonly { name: string; text: Localized | null }[]): MissingForm[] {
	return texts.flatMap(({ name, text }) =>
		missingForms(text).map((form) => ({ form, name, field: `${name}.${form}`, text: text! }))
	);
}
