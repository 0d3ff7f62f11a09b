import type { TargetTrajectory } from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { targetFieldPattern } from '$lib/forms/indicator';
import { formatNumberInput } from '$lib/forms/fields/number-field';

/** Field values of an indicator's form: text by name. */
export type IndicatorFormValues = Record<string, string>;

/** Returns the field values of an indicator's form; all empty for a new one. */
export function toIndicatorFormValues(
	indicator: (TargetTrajectory & { name: Localized; unit: Localized; source: string | null }) | null
): IndicatorFormValues {
	if (!indicator) return { direction: 'up' };
	const { name, unit, direction, baseline, baselineOn, source, targets } = indicator;
	return {
		'name.nb': name.nb ?? '',
		'name.nn': name.nn ?? '',
		'unit.nb': unit.nb ?? '',
		'unit.nn': unit.nn ?? '',
		direction,
		baseline: formatNumberInput(baseline),
		baselineOn: formatDateInput(baselineOn),
		source: source ?? '',
		...Object.fromEntries(targets.map(({ year, value }) => [`target.${year}`, formatNumberInput(value)]))
	};
}

/** Returns the names of the fields of an indicator's form, in both versions of it. */
export function indicatorFields(mine: IndicatorFormValues, theirs: IndicatorFormValues): string[] {
	const years = Object.keys(mine).filter((name) => targetFieldPattern.test(name) && !(name in theirs));
	return [...Object.keys(theirs), ...years];
}
