import { z } from 'zod';
import { minPassageLength } from '$lib/domain/redaction';
import { textField, textLimits } from './fields/field-parser';

/** Form that redacts a text. */
export const redactionForm = z.object({
	passage: textField(textLimits.text)
		.refine((text) => text !== '', 'required')
		.refine((text) => text === '' || text.length >= minPassageLength, 'passage-too-short'),
	reason: textField(textLimits.line).refine((text) => text !== '', 'reason-required'),
	confirmed: z
		.array(z.string())
		.default([])
		.transform((chosen) => chosen.includes('yes'))
});
