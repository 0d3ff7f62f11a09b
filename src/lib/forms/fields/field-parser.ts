import { z, type RefinementCtx } from 'zod';
import { trimLocalized, type Localized } from '$lib/domain/localized';

/*
 * For forms that are read field by field, whatever is wrong with another, so that all faults are told at once.
 */

/** Characters a text may have in one written form; a title is one line. */
export const textLimits = { title: 200, text: 4000, line: 200 };

export type PostedFields = Record<string, unknown>;

/** The version a save is made from. */
export const versionField = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** A text without white space around it, its lines ended in one way. */
export const textField = (limit: number) =>
	z
		.string('unreadable')
		.transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
		.refine((tidied) => tidied.length <= limit, 'too-long')
		.default('');

/** A text in both written forms, posted as `<name>.nb` and `<name>.nn`; null where neither says anything. */
export function parseLocalizedField(
	name: string,
	limit: number,
	posted: PostedFields,
	context: RefinementCtx
): Localized | null {
	return trimLocalized({
		nb: parseField(textField(limit), posted, `${name}.nb`, context),
		nn: parseField(textField(limit), posted, `${name}.nn`, context)
	});
}

export function isBlankField(value: unknown): boolean {
	return typeof value !== 'string' || value.trim() === '';
}

/** A field by its shape; undefined where it does not fit, and then its faults are reported. */
export function parseField<T>(
	shape: z.ZodType<T>,
	posted: PostedFields,
	name: string,
	context: RefinementCtx
): T | undefined {
	const parsed = shape.safeParse(posted[name]);
	for (const { message } of parsed.error?.issues ?? []) addFieldError(context, name, message);
	return parsed.data;
}

export function addFieldError(context: RefinementCtx, name: string, message: string): void {
	context.addIssue({ code: 'custom', path: [name], message });
}
