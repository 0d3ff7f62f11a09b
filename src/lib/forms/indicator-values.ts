import type { TargetTrajectory } from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { formatDateInput } from '$lib/forms/fields/date-field';
import { targetFieldPattern } from '$lib/forms/indicator';
import { formatNumberInput } from '$lib/forms/fields/number-field';

/** An indicator's form as its fields hold it: each name with its text. */
export type IndicatorFormValues = Record<string, string>;

/** What the fields hold when an indicator is opened; all empty for a new one. */
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

/** The fields of an indicator's form that hold something else in one than in the other. */
export function differingIndicatorFields(mine: IndicatorFormValues, theirs: IndicatorFormValues): string[] {
	const years = Object.keys(mine).filter((name) => targetFieldPattern.test(name) && !(name in theirs));
	return [...Object.keys(theirs), ...years].filter((name) => (mine[name] ?? '') !== (theirs[name] ?? ''));
}

/** What was posted, one text a name. */
export function postedIndicatorValues(posted: Record<string, string | string[]>): IndicatorFormValues {
	return Object.fromEntries(Object.entries(posted).map(([name, value]) => [name, [value].flat()[0] ?? '']));
}
