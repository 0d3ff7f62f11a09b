import {
	latestGap,
	latestReading,
	readingGaps,
	type TargetTrajectory,
	type IndicatorDirection,
	type IndicatorVerdict,
	type AssessedReading,
	type IndicatorReading,
	type ReadingGap,
	type ReadingValue
} from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { countIndicatorVerdicts, type ReviewIndicator } from '$lib/domain/review/review-parts';
import { formatDate, formatExact } from './format';
import { m } from './paraglide/messages';
import { countClause, countInWords, joinClauses } from './sentence';
import { localize } from './labels/localized';

export const directionLabel: Record<IndicatorDirection, () => string> = {
	up: m.indicator_direction_up,
	down: m.indicator_direction_down
};

export const indicatorVerdictLabel: Record<IndicatorVerdict, () => string> = {
	'on-target': m.indicator_on_target,
	'behind-target': m.indicator_behind_target,
	unknown: m.indicator_unknown
};

const readingGapLabel: Record<ReadingGap, () => string> = {
	missing: m.indicator_gap_missing,
	'not-computable': m.indicator_gap_not_computable,
	anonymized: m.indicator_gap_anonymized
};

const gapExplanation: Record<ReadingGap, () => string> = {
	missing: m.indicator_explained_missing,
	'not-computable': m.indicator_explained_not_computable,
	anonymized: m.indicator_explained_anonymized
};

const gapFinding: Record<ReadingGap, (inputs: { date: string }) => string> = {
	missing: m.indicator_finding_missing,
	'not-computable': m.indicator_finding_not_computable,
	anonymized: m.indicator_finding_anonymized
};

/** Returns "12,5 prosent". */
export function formatMeasured(value: number, unit: Localized): string {
	return m.indicator_measured({ value: formatExact(value), unit: localize(unit) });
}

/** Returns "12,5 prosent", or the reason why there is no figure: "anonymisert". */
export function formatReading(value: ReadingValue, unit: Localized): string {
	return typeof value === 'number' ? formatMeasured(value, unit) : readingGapLabel[value]();
}

/** Returns "12,5", or the reason why there is no figure. */
export function formatReadingValue(value: ReadingValue): string {
	return typeof value === 'number' ? formatExact(value) : readingGapLabel[value]();
}

/** Returns the definition of the figures, and an explanation of each reason in the readings. */
export function indicatorDefinition(readings: readonly IndicatorReading[]): string {
	const found = readingGaps.filter((gap) => readings.some(({ value }) => value === gap));
	return [m.indicator_definition(), ...found.map((gap) => gapExplanation[gap]())].join(' ');
}

/** Returns an interpolated value with at most one decimal: "29,9", "40". */
export function formatTenth(value: number): string {
	return formatExact(Math.round(value * 10) / 10);
}

/**
 * Returns "35 prosent per 30.06.2026, 50,1 var venta: etter målet.", and why a later reading has no figure.
 */
export function indicatorFinding(indicator: FoundIndicator): string {
	const last = latestGap(indicator.readings);
	const figure = figureFinding(indicator, last !== null);
	return last ? `${figure} ${gapFinding[last.gap]({ date: formatDate(last.on) })}` : figure;
}

interface FoundIndicator {
	unit: Localized;
	targets: TargetTrajectory['targets'];
	readings: readonly AssessedReading[];
}

function figureFinding(indicator: FoundIndicator, hasGap: boolean): string {
	const reading = latestReading(indicator.readings);
	if (!reading) return hasGap ? m.indicator_finding_no_figure() : m.indicator_finding_nothing();
	const value = formatMeasured(reading.value, indicator.unit);
	const date = formatDate(reading.on);
	const { expected, standing } = reading;
	if (expected === null)
		return indicator.targets.length === 0
			? m.indicator_finding_unknown({ value, date })
			: m.indicator_finding_not_yet({ value, date });
	const words = { value, date, expected: formatTenth(expected) };
	return standing === 'behind-target' ? m.indicator_finding_behind(words) : m.indicator_finding_on(words);
}

/** Returns "5 av 8 indikatorer er på målet; to ligger etter målet, og én har ingen måling å holde mot et mål." */
export function indicatorsFinding(indicators: readonly ReviewIndicator[]): string {
	const { all, onTarget, behind, unknown } = countIndicatorVerdicts(indicators);
	return joinClauses(
		m.indicator_counts_on({ part: onTarget, whole: onTarget === 0 && all > 1 ? countInWords(all) : all }),
		[
			...countClause(behind, (words) => m.indicator_counts_behind({ ...words, whole: all })),
			...countClause(unknown, (words) => m.indicator_counts_unknown({ ...words, whole: all }))
		]
	);
}

/** Returns the name of an indicator with its unit: "Ventetid (dagar)". */
export function indicatorTitle({ name, unit }: { name: Localized; unit: Localized }): string {
	return m.indicator_titled({ name: localize(name), unit: localize(unit) });
}

/** Returns an indicator on one line: "Ventetid (dagar), skal ned; utgangspunkt 30 (01.01.2025); mål 2026: 20". */
export function indicatorLine({
	name,
	unit,
	direction,
	baseline,
	baselineOn,
	targets
}: TargetTrajectory & { name: Localized; unit: Localized }): string {
	const parts = [
		`${localize(name)} (${localize(unit)}), ${directionLabel[direction]().toLowerCase()}`,
		...(baseline !== null && baselineOn !== null
			? [m.indicator_baseline_of({ value: formatExact(baseline), date: formatDate(baselineOn) })]
			: []),
		...targets.map(({ year, value }) => m.indicator_target_of({ year, value: formatExact(value) }))
	];
	return parts.join('; ');
}
