import type { ValidationError } from '$lib/domain/result';

/** The part of a field's name that faults know: `needs[]` is a list called `needs`. */
function baseFieldName(name: string): string {
	return name.endsWith('[]') ? name.slice(0, -2) : name;
}

/**
 * The id of a field's control, from its name alone, so that an error summary can link to it. A page
 * with two forms that share names gives one of them a prefix.
 */
export function fieldId(name: string, prefix = 'field'): string {
	return `${prefix}-${baseFieldName(name)}`;
}

/** The first fault of a field; a list owns the faults of its entries too. */
export function fieldError(faults: readonly ValidationError[], name: string): ValidationError | undefined {
	const wanted = baseFieldName(name);
	return faults.find(
		({ field }) => field === wanted || (name.endsWith('[]') && field.startsWith(`${wanted}.`))
	);
}

/** The ids that describe a control, for `aria-describedby`; undefined where nothing does. */
export function describedBy(...ids: (string | false | undefined)[]): string | undefined {
	return ids.filter(Boolean).join(' ') || undefined;
}
