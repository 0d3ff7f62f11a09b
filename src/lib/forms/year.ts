import { z } from 'zod';
import { writtenForms } from '$lib/domain/localized';
import { hasIdentityNumber } from '$lib/domain/text/identity-number';
import { optionalDateField, requiredDateField } from './fields/date-field';
import { nameField, versionField } from './fields/field-parser';

/** Form that enters a date into the year wheel. */
export const yearDateForm = z.object({
	title: nameField.refine((text) => !hasIdentityNumber(text), 'identity-number'),
	day: requiredDateField,
	lastDay: optionalDateField,
	lang: z.enum(writtenForms, 'required'),
	/** Ticked if everyone sees it. */
	public: z
		.literal('yes', 'unknown-choice')
		.optional()
		.transform((value) => value !== undefined)
});

/** Form that removes such a date. */
export const removedYearDateForm = z.object({
	id: z
		.string('unknown-choice')
		.regex(/^\d{1,9}$/, 'unknown-choice')
		.transform(Number),
	version: versionField
});
