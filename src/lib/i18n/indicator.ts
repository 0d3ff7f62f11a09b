import {
	expectedValue,
	latestReading,
	standingOf,
	type Course,
	type Direction,
	type IndicatorStanding,
	type Reading
} from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { formatDate, formatExact } from './format';
import { m } from './paraglide/messages';
import { said } from './words/localized';

export const directionWord: Record<Direction, () => string> = {
	up: m.indicator_direction_up,
	down: m.indicator_direction_down
};

export const indicatorStandingWord: Record<IndicatorStanding, () => string> = {
	'on-target': m.indicator_on_target,
	'behind-target': m.indicator_behind_target,
	unknown: m.indicator_unknown
};

/** "12,5 prosent". */
export function measured(value: number, unit: Localized): string {
	return m.indicator_measured({ value: formatExact(value), unit: said(unit) });
}

/** What lies on a line between two figures, to a tenth: "29,9", "40". */
export function aboutTenth(value: number): string {
	return formatExact(Math.round(value * 10) / 10);
}

/** "35 prosent 30.06.2026, mot 50,1 venta: bak målet." */
export function indicatorFinding(
	indicator: Course & { unit: Localized; readings: readonly Reading[] }
): string {
	const reading = latestReading(indicator.readings);
	if (!reading) return m.indicator_finding_nothing();
	const value = measured(reading.value, indicator.unit);
	const date = formatDate(reading.on);
	const expected = expectedValue(indicator, reading.on);
	if (expected === null) return m.indicator_finding_unknown({ value, date });
	const words = { value, date, expected: aboutTenth(expected) };
	return standingOf(indicator, reading) === 'behind-target'
		? m.indicator_finding_behind(words)
		: m.indicator_finding_on(words);
}

/** An indicator in a line: "Ventetid (dagar), skal ned; utgangspunkt 30 (01.01.2025); mål 2026: 20". */
export function indicatorLine({
	name,
	unit,
	direction,
	baseline,
	baselineOn,
	targets
}: Course & { name: Localized; unit: Localized }): string {
	const parts = [
		`${said(name)} (${said(unit)}), ${directionWord[direction]().toLowerCase()}`,
		...(baseline !== null && baselineOn !== null
			? [m.indicator_baseline_of({ value: formatExact(baseline), date: formatDate(baselineOn) })]
			: []),
		...targets.map(({ year, value }) => m.indicator_target_of({ year, value: formatExact(value) }))
	];
	return parts.join('; ');
}
