import { maxSplitParts, splitPartNumbers } from '$lib/forms/merge-split';
import type { MeasureFormValues } from './measure-values';

/** The form with room for one more part, in the area the measure is in; as it was where there are too many. */
export function addSplitPart(values: MeasureFormValues, mark: string): MeasureFormValues {
	const rows = splitPartNumbers(values);
	const row = (rows.at(-1) ?? -1) + 1;
	return rows.length < maxSplitParts ? { ...values, [`parts.${row}.area`]: mark } : values;
}

/** The form without one part. */
export function removeSplitPart(values: MeasureFormValues, row: number): MeasureFormValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(`parts.${row}.`)));
}
