import { z } from 'zod';
import { gapSigns, parseGapSign, type ReadingValue } from '$lib/domain/indicator';
import { formatNumberInput, optionalNumberField } from './number-field';

function parseReading(typed: string, context: z.RefinementCtx): ReadingValue | null {
	const gap = parseGapSign(typed);
	if (gap) return gap;
	const read = optionalNumberField.safeParse(typed);
	if (read.success) return read.data;
	context.addIssue({ code: 'custom', message: read.error.issues[0]?.message ?? 'not-a-number' });
	return z.NEVER;
}

/** An optional value of a reading: a number, or a sign of official statistics. */
export const optionalReadingField = z.string('not-a-number').trim().transform(parseReading).default(null);

/** A required value of a reading: a number, or a sign of official statistics. */
export const requiredReadingField = z
	.string('required')
	.trim()
	.min(1, { error: 'required', abort: true })
	.transform((typed, context) => parseReading(typed, context) ?? Number.NaN);

/** Formats a reading's value for input in any language: "12,5", or the sign of why there is none. */
export function formatReadingInput(value: ReadingValue): string {
	return typeof value === 'number' ? formatNumberInput(value) : gapSigns[value];
}
