import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { ValidationError } from '$lib/domain/result';
import type { PostedForm } from './evaluation';

/** Values someone else saved while a form was open. */
export interface Conflict<Theirs = unknown> {
	/** Version the next save is based on; null if there is nothing saved. */
	version: number | null;
	/** Saved values; null if the form compares none, or if they were deleted. */
	theirs: Theirs;
	/** Author and time of the latest change, and its verb where the page names it. */
	by: string | null;
	at: Instant | null;
	verb?: string;
}

/** A form that was not saved: the values typed, their errors, and the conflict with what someone else saved. */
export interface FormState<Values = PostedForm, Theirs = unknown> {
	values: Values;
	faults: ValidationError[];
	conflict: Conflict<Theirs> | null;
	/** Name of the field to focus; "conflict" for the comparison. */
	focus?: string | undefined;
}

/** Field values as text by name. */
export type TextValues = Record<string, string>;

/** Returns a conflict with the latest change as its author and time. */
export function toConflict<Theirs>(
	theirs: Theirs,
	version: number | null,
	change: { by: string | null; at: Instant; verb?: string } | null | undefined
): Conflict<Theirs> {
	const { by = null, at = null, verb } = change ?? {};
	return { version, theirs, by, at, ...(verb !== undefined && { verb }) };
}

/** Returns the posted values, one text for each name, with uniform line breaks. */
export function toTextValues(posted: PostedForm): TextValues {
	return Object.fromEntries(
		Object.entries(posted).map(([name, value]) => [name, [value].flat()[0]?.replace(/\r\n?/g, '\n') ?? ''])
	);
}

/**
 * Returns the version the next save is based on. A rejected form keeps the version it was opened with, so that
 * it cannot overwrite what others saved since; after a conflict it is the version shown.
 */
export function nextVersion(
	form: Pick<FormState, 'values' | 'conflict'> | null | undefined,
	current: number | null | undefined
): string {
	const posted = form?.values.version;
	if (form?.conflict) return String(form.conflict.version ?? '');
	return typeof posted === 'string' ? posted : String(current ?? '');
}

/** Two versions of a form's values. */
interface Versions<Values> {
	mine: Values;
	theirs: Values;
}

/** Returns the names of the fields whose values differ, by default as text apart from spaces around it. */
export function differingFields<Values extends PostedForm>(
	fields: readonly string[],
	{ mine, theirs }: Versions<Values>,
	text: (values: Values, field: string) => string = fieldText
): string[] {
	return fields.filter((field) => text(mine, field) !== text(theirs, field));
}

/** Returns a field's value as text; a list as its entries in any order. */
function fieldText(values: PostedForm, field: string): string {
	const lines = [values[field] ?? ''].flat().map((one) => one.replace(/\r\n?/g, '\n').trim());
	return lines.sort().join('\n');
}

/** Returns the form with one field as someone else saved it; unchanged if it is none of the fields. */
export function takeTheirField<Values extends PostedForm>(
	fields: readonly string[],
	{ mine, theirs }: Versions<Values>,
	field: string
): Values {
	return fields.includes(field) ? { ...mine, [field]: theirs[field] ?? '' } : mine;
}
