import { z, type RefinementCtx } from 'zod';
import { fieldsOf, type FrameField, type FramePart, type FrameValue } from '$lib/domain/frame';
import { requiredDate } from './date';
import { blank, limits, localizedIn, read, report, text, version, type PostedFields } from './posted';

/**
 * An entry of a part of the frame as its form posts it: texts as `<name>.nb` and `<name>.nn`, the rest by
 * the field's name. A new one has no version.
 */
export function frameForm(part: FramePart, isNew: boolean) {
	return z.looseObject({}).transform((posted, context) => ({
		version: isNew ? 0 : (read(version, posted, 'version', context) ?? 0),
		reason: read(text(limits.text), posted, 'reason', context) ?? '',
		values: Object.fromEntries(
			fieldsOf(part, isNew).map((field) => [field.name, valueIn(field, posted, context)])
		)
	}));
}

function valueIn(field: FrameField, posted: PostedFields, context: RefinementCtx): FrameValue {
	const { name, required } = field;
	if (field.kind === 'flag') return posted[name] === 'yes';
	if (field.kind === 'localized') {
		const given = localizedIn(name, field.rows ? limits.text : limits.title, posted, context);
		if (!given && required) report(context, `${name}.nb`, 'one-form-needed');
		return given;
	}
	if (blank(posted[name])) {
		if (required) report(context, name, 'required');
		return null;
	}
	if (field.kind === 'number') return read(number(field), posted, name, context) ?? null;
	if (field.kind === 'choice') return read(z.enum(field.of, 'required'), posted, name, context) ?? null;
	return read(text(limits.line), posted, name, context) ?? null;
}

/** A whole number, also as people write a sum: "5 300 000". */
function number({ min, max }: { min: number; max: number }) {
	return z
		.string('unreadable')
		.transform((typed) => typed.replace(/\s/g, ''))
		.refine((typed) => /^\d{1,15}$/.test(typed), 'not-a-number')
		.transform(Number)
		.refine((given) => given >= min && given <= max, 'out-of-range');
}

const reason = z.string('reason-required').trim().min(1, 'reason-required').max(limits.text, 'too-long');

/** An entry that ends on a day. */
export const endForm = z.object({ version, endedOn: requiredDate, reason });

/** An entry that is taken up again. */
export const resumeForm = z.object({ version, reason });

/** An entry of a draft that is to be deleted. */
export const removeForm = z.object({ version });

const keys = z.union([
	z.array(z.string().max(100)),
	z
		.string()
		.max(100)
		.transform((one) => [one])
]);

/** Entries in the order they are to have, and in the one they had when the page was opened. */
export const orderForm = z.object({
	base: keys,
	order: keys,
	reason: z.string('unreadable').max(limits.text, 'too-long').default('')
});

/** A press of "up" or "down", which saves nothing. */
export const arrangeForm = orderForm.extend({
	up: z.string().max(100).optional(),
	down: z.string().max(100).optional()
});

/** A draft of a plan that has been adopted. */
export const adoptForm = z.object({
	version,
	decision: z.string('required').trim().min(1, 'required').max(limits.line, 'too-long'),
	reason: z.string('unreadable').max(limits.text, 'too-long').default('')
});
