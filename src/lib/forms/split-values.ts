import { maxSplitParts, splitPartNumbers } from '$lib/forms/merge-split';
import type { MeasureFormValues } from './measure-values';

/** Returns the form with one more part, in the measure's area; unchanged at the maximum. */
export function addSplitPart(values: MeasureFormValues, mark: string): MeasureFormValues {
	const rows = splitPartNumbers(values);
	const row = (rows.at(-1) ?? -1) + 1;
	return rows.length < maxSplitParts ? { ...values, [`parts.${row}.area`]: mark } : values;
}

/** Returns the form without one part. */
export function removeSplitPart(values: MeasureFormValues, row: number): MeasureFormValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(`parts.${row}.`)));
}
