import { daysBetween, type CalendarDate } from './calendar/calendar-date';

/** Which way an indicator is to move for things to get better. */
export const indicatorDirections = ['up', 'down'] as const;
export type IndicatorDirection = (typeof indicatorDirections)[number];

/** What is wanted of an indicator by the end of a year. */
export interface YearTarget {
	year: number;
	value: number;
}

/** The way an indicator is meant to go. */
export interface TargetTrajectory {
	direction: IndicatorDirection;
	/** What it showed before anything was done, and when. */
	baseline: number | null;
	baselineOn: CalendarDate | null;
	targets: readonly YearTarget[];
}

/** What an indicator showed on a day. */
export interface IndicatorReading {
	on: CalendarDate;
	value: number;
}

/** A reading as a report tells it; "same" where the indicator shows what it showed last time. */
export interface ReportedReading {
	/** The indicator's id. */
	indicator: number;
	on: CalendarDate;
	value: number | 'same';
}

/** The known points of a course by date: its baseline, and each target on the last day of its year. */
export function trajectoryPoints({ baseline, baselineOn, targets }: TargetTrajectory): IndicatorReading[] {
	const points = targets.map(({ year, value }) => ({ on: lastDayOfYear(year), value }));
	if (baseline !== null && baselineOn !== null) points.push({ on: baselineOn, value: baseline });
	return points.sort(byDay);
}

/**
 * What an indicator could be expected to show on a day: on a straight line from its baseline to the first
 * target and from each target to the next; after the last, that target (domain-rules.md §5.3). A hint for the reader, never a verdict.
 *
 * @returns null before the first known point, and where no target is set
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

/** How an indicator stands against its targets; nothing can be said without a reading or a target. */
export const indicatorVerdicts = ['on-target', 'behind-target', 'unknown'] as const;
export type IndicatorVerdict = (typeof indicatorVerdicts)[number];

/** Whether a reading is what it should be by its own day. */
export function indicatorVerdict(
	course: TargetTrajectory,
	reading: IndicatorReading | null
): IndicatorVerdict {
	const expected = reading && expectedValue(course, reading.on);
	if (!reading || expected === null) return 'unknown';
	return isWorse(course.direction, reading.value, expected) ? 'behind-target' : 'on-target';
}

function isWorse(direction: IndicatorDirection, value: number, than: number): boolean {
	return direction === 'up' ? value < than : value > than;
}

/** A reading with what could be expected on its day, and how it stands against that. */
export interface AssessedReading extends IndicatorReading {
	expected: number | null;
	standing: IndicatorVerdict;
}

/** Readings with what the course made of them, by day. */
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

/** The reading that counts: the latest. Null where there is none. */
export function latestReading<R extends IndicatorReading>(readings: readonly R[]): R | null {
	return readings.toSorted(byDay).at(-1) ?? null;
}

function byDay(a: IndicatorReading, b: IndicatorReading): number {
	return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}

function lastDayOfYear(year: number): CalendarDate {
	return `${year}-12-31`;
}
