import { mostParts, partRows } from '$lib/forms/lineage';
import type { MeasureFormValues } from './measure-values';

/** The form with room for one more part, in the area the measure is in; as it was where there are too many. */
export function addSplitPart(values: MeasureFormValues, mark: string): MeasureFormValues {
	const rows = partRows(values);
	const row = (rows.at(-1) ?? -1) + 1;
	return rows.length < mostParts ? { ...values, [`parts.${row}.area`]: mark } : values;
}

/** The form without one part. */
export function removeSplitPart(values: MeasureFormValues, row: number): MeasureFormValues {
	return Object.fromEntries(Object.entries(values).filter(([name]) => !name.startsWith(`parts.${row}.`)));
}
