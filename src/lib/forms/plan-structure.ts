import { z, type RefinementCtx } from 'zod';
import {
	editableFields,
	type PlanSectionField,
	type PlanSection,
	type PlanSectionValue
} from '$lib/domain/plan/plan-structure';
import { requiredDateField } from './fields/date-field';
import {
	isBlankField,
	textLimits,
	parseLocalizedField,
	parseField,
	addFieldError,
	textField,
	versionField,
	type PostedFields
} from './fields/field-parser';
import { decisionReference } from './decision';

/**
 * Builds the form of a section's entry: texts as `<name>.nb` and `<name>.nn`, others by field name. A new
 * entry has no version.
 */
export function planSectionForm(part: PlanSection, isNew: boolean) {
	return z.looseObject({}).transform((posted, context) => ({
		version: isNew ? 0 : (parseField(versionField, 'version', { posted, context }) ?? 0),
		reason: parseField(textField(textLimits.text), 'reason', { posted, context }) ?? '',
		values: Object.fromEntries(
			editableFields(part, isNew).map((field) => [field.name, parseSectionValue(field, posted, context)])
		)
	}));
}

function parseSectionValue(
	field: PlanSectionField,
	posted: PostedFields,
	context: RefinementCtx
): PlanSectionValue {
	const { name, required } = field;
	if (field.kind === 'flag') return posted[name] === 'yes';
	if (field.kind === 'localized') {
		const given = parseLocalizedField(name, field.rows ? textLimits.text : textLimits.title, {
			posted,
			context
		});
		if (!given && required) addFieldError(context, `${name}.nb`, 'one-form-needed');
		return given;
	}
	if (isBlankField(posted[name])) {
		if (required) addFieldError(context, name, 'required');
		return null;
	}
	if (field.kind === 'number') return parseField(number(field), name, { posted, context }) ?? null;
	if (field.kind === 'choice')
		return parseField(z.enum(field.of, 'required'), name, { posted, context }) ?? null;
	return parseField(textField(textLimits.line), name, { posted, context }) ?? null;
}

/** Builds the field of a whole number, spaces allowed: "5 300 000". */
function number({ min, max }: { min: number; max: number }) {
	return z
		.string('unreadable')
		.transform((typed) => typed.replace(/\s/g, ''))
		.refine((typed) => /^\d{1,15}$/.test(typed), 'not-a-number')
		.transform(Number)
		.refine((given) => given >= min && given <= max, 'out-of-range');
}

const reason = z.string('reason-required').trim().min(1, 'reason-required').max(textLimits.text, 'too-long');

/** Form that ends an entry on a date. */
export const endEntryForm = z.object({ version: versionField, endedOn: requiredDateField, reason });

/** Form that resumes an ended entry. */
export const resumeEntryForm = z.object({ version: versionField, reason });

/** Form that deletes an entry of a draft. */
export const removeEntryForm = z.object({ version: versionField });

const keys = z.union([
	z.array(z.string().max(100)),
	z
		.string()
		.max(100)
		.transform((one) => [one])
]);

/** Form of a new order of entries, with the order when the page was opened. */
export const entryOrderForm = z.object({
	base: keys,
	order: keys,
	reason: z.string('unreadable').max(textLimits.text, 'too-long').default('')
});

/** Form of an "up" or "down" button, which does not save. */
export const moveEntryForm = entryOrderForm.extend({
	up: z.string().max(100).optional(),
	down: z.string().max(100).optional()
});

/** Form that adopts a draft plan. */
export const adoptPlanForm = z.object({
	version: versionField,
	decision: z.string('required').trim().min(1, 'required').max(textLimits.line, 'too-long'),
	decisionId: decisionReference,
	reason: z.string('unreadable').max(textLimits.text, 'too-long').default('')
});
