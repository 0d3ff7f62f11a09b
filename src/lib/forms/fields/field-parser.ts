import { z, type RefinementCtx } from 'zod';
import { trimLocalized, type Localized } from '$lib/domain/localized';
import { cleanEmail, cleanLine, cleanText } from '$lib/domain/text/clean-text';

/*
 * Helpers for forms that are parsed field by field, so that all errors are reported at once.
 */

/** Maximum characters of a text in one written form; a title is one line. */
export const textLimits = { title: 200, text: 4000, line: 200 };

export type PostedFields = Record<string, unknown>;

/** Posted fields, with the context their errors are reported to. */
export interface FieldInput {
	posted: PostedFields;
	context: RefinementCtx;
}

/** The version an edit is based on. */
export const versionField = z
	.string('unreadable')
	.regex(/^\d{1,9}$/, 'unreadable')
	.transform(Number);

/** Builds the field of a trimmed text with uniform line breaks; a short text is one line. */
export const textField = (limit: number) =>
	z
		.string('unreadable')
		.transform((typed) => (limit <= textLimits.line ? cleanLine(typed) : cleanText(typed).trim()))
		.refine((tidied) => tidied.length <= limit, 'too-long')
		.default('');

/** Field of a required name on one line. */
export const nameField = z
	.string('required')
	.transform(cleanLine)
	.pipe(z.string().min(1, 'required').max(textLimits.line, 'too-long'));

/** Parses a text in both written forms, posted as `<name>.nb` and `<name>.nn`; null if both are empty. */
export function parseLocalizedField(name: string, limit: number, input: FieldInput): Localized | null {
	return trimLocalized({
		nb: parseField(textField(limit), `${name}.nb`, input),
		nn: parseField(textField(limit), `${name}.nn`, input)
	});
}

export function isBlankField(value: unknown): boolean {
	return typeof value !== 'string' || value.trim() === '';
}

/** Parses a field by its shape; returns undefined and reports its errors if it is not valid. */
export function parseField<T>(
	shape: z.ZodType<T>,
	name: string,
	{ posted, context }: FieldInput
): T | undefined {
	const parsed = shape.safeParse(posted[name]);
	for (const { message } of parsed.error?.issues ?? []) addFieldError(context, name, message);
	return parsed.data;
}

export function addFieldError(context: RefinementCtx, name: string, message: string): void {
	context.addIssue({ code: 'custom', path: [name], message });
}

/** Field of a required e-mail address, as people paste it. */
export const emailField = z
	.string('required')
	.transform((typed) => cleanEmail(typed).toLowerCase())
	.pipe(z.string().min(1, 'required').max(254, 'too-long'));
