import type { ValidationError } from '$lib/domain/result';

/** Returns the field name used in errors: `needs[]` is `needs`. */
function baseFieldName(name: string): string {
	return name.endsWith('[]') ? name.slice(0, -2) : name;
}

/**
 * Returns the id of a field's control, computed from its name so that an error summary can link to it. Two
 * forms with the same names need different prefixes.
 */
export function fieldId(name: string, prefix = 'field'): string {
	return `${prefix}-${baseFieldName(name)}`;
}

/** Returns the first error of a field; a list includes its entries. */
export function fieldError(faults: readonly ValidationError[], name: string): ValidationError | undefined {
	const wanted = baseFieldName(name);
	return faults.find(
		({ field }) => field === wanted || (name.endsWith('[]') && field.startsWith(`${wanted}.`))
	);
}

/** Returns the value of `aria-describedby`, or undefined without ids. */
export function describedBy(...ids: (string | false | undefined)[]): string | undefined {
	return ids.filter(Boolean).join(' ') || undefined;
}
