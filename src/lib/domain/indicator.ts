import { daysBetween, type CalendarDate } from './calendar/calendar-date';

/** Direction in which an indicator improves. */
export const indicatorDirections = ['up', 'down'] as const;
export type IndicatorDirection = (typeof indicatorDirections)[number];

/** Target of an indicator at the end of a year. */
interface YearTarget {
	year: number;
	value: number;
}

/** Baseline and targets of an indicator. */
export interface TargetTrajectory {
	direction: IndicatorDirection;
	/** The value before the work began, and its date. */
	baseline: number | null;
	baselineOn: CalendarDate | null;
	targets: readonly YearTarget[];
}

/** Reasons why official statistics give no figure for a date. */
export const readingGaps = ['missing', 'not-computable', 'anonymized'] as const;
export type ReadingGap = (typeof readingGaps)[number];

/**
 * Signs in tables of official statistics, which fields and files may have in place of a figure (Statistics
 * Norway, "Standardtegn i tabeller", since 2021): ".." not received or too uncertain, "." no figure can be given,
 * ":" not shown for reasons of confidentiality.
 */
export const gapSigns: Readonly<Record<ReadingGap, string>> = {
	missing: '..',
	'not-computable': '.',
	anonymized: ':'
};

/** Parses a sign of official statistics; null for anything else. */
export function parseGapSign(typed: string): ReadingGap | null {
	// In older tables "..." means missing so far; Word makes one character of it.
	const sign = typed === '...' || typed === '…' ? '..' : typed;
	return readingGaps.find((gap) => gapSigns[gap] === sign) ?? null;
}

/** A figure, or the reason why there is none. */
export type ReadingValue = number | ReadingGap;

/** Value of an indicator on a date. */
export interface IndicatorReading {
	on: CalendarDate;
	value: ReadingValue;
}

/** Figure of an indicator on a date. */
interface FigureOnDate {
	on: CalendarDate;
	value: number;
}

/** True if the reading has a figure. */
export function hasFigure<R extends IndicatorReading>(reading: R): reading is R & FigureOnDate {
	return typeof reading.value === 'number';
}

/** A reading in an evaluation; "same" if the value has not changed since the last reading. */
export interface ReportedReading {
	/** The indicator's id. */
	indicator: number;
	on: CalendarDate;
	value: ReadingValue | 'same';
}

/**
 * Returns the known points of a trajectory by date: its baseline, and each target on the last day of its
 * year.
 */
export function trajectoryPoints({ baseline, baselineOn, targets }: TargetTrajectory): FigureOnDate[] {
	const points = targets.map(({ year, value }) => ({ on: lastDayOfYear(year), value }));
	if (baseline !== null && baselineOn !== null) points.push({ on: baselineOn, value: baseline });
	return points.sort(byDay);
}

/**
 * Returns the value expected on a day, linear between baseline and targets and constant after the last one
 * (domain-rules.md §5.3). It is a hint, never a verdict.
 *
 * @returns null before the first known point, and if no target is set
 */
export function expectedValue(course: TargetTrajectory, on: CalendarDate): number | null {
	if (course.targets.length === 0) return null;
	const points = trajectoryPoints(course);
	const after = points.findIndex((point) => point.on > on);
	if (after === 0) return null;
	const from = points.at(after === -1 ? -1 : after - 1)!;
	const to = after === -1 ? from : points[after]!;
	if (from.on === on || from === to) return from.value;
	const share = daysBetween(from.on, on) / daysBetween(from.on, to.on);
	return from.value + (to.value - from.value) * share;
}

/** Verdicts on an indicator's reading; "unknown" without a reading or a target. */
export const indicatorVerdicts = ['on-target', 'behind-target', 'unknown'] as const;
export type IndicatorVerdict = (typeof indicatorVerdicts)[number];

/** Returns the verdict on a reading, compared with the value expected on its date. */
export function indicatorVerdict(
	course: TargetTrajectory,
	reading: IndicatorReading | null
): IndicatorVerdict {
	const expected = reading && expectedValue(course, reading.on);
	if (!reading || !hasFigure(reading) || expected === null) return 'unknown';
	return isWorse(course.direction, reading.value, expected) ? 'behind-target' : 'on-target';
}

function isWorse(direction: IndicatorDirection, value: number, than: number): boolean {
	return direction === 'up' ? value < than : value > than;
}

/** A reading with the value expected on its date and the verdict. */
export interface AssessedReading extends IndicatorReading {
	expected: number | null;
	standing: IndicatorVerdict;
}

/** Returns the readings by date, each with its expected value and verdict. */
export function assessReadings(
	course: TargetTrajectory,
	readings: readonly IndicatorReading[]
): AssessedReading[] {
	return readings.toSorted(byDay).map(({ on, value }) => ({
		on,
		value,
		expected: expectedValue(course, on),
		standing: indicatorVerdict(course, { on, value })
	}));
}

/** Returns the latest reading that has a figure; null if there is none. */
export function latestReading<R extends IndicatorReading>(readings: readonly R[]): (R & FigureOnDate) | null {
	return readings.filter(hasFigure).toSorted(byDay).at(-1) ?? null;
}

/** Returns the latest reading if it has no figure. */
export function latestGap(
	readings: readonly IndicatorReading[]
): { on: CalendarDate; gap: ReadingGap } | null {
	const last = readings.toSorted(byDay).at(-1);
	return last && typeof last.value !== 'number' ? { on: last.on, gap: last.value } : null;
}

function byDay(a: IndicatorReading, b: IndicatorReading): number {
	return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}

function lastDayOfYear(year: number): CalendarDate {
	return `${year}-12-31`;
}
