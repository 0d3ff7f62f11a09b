import type { CalendarDate } from '../calendar/calendar-date';
import { latestReading, type TargetTrajectory, type IndicatorReading } from '../indicator';
import { writtenForms, type Localized } from '../localized';
import type { Lifecycle } from '../measure/measure';
import type { ValidationError } from '../result';
import { createSlug } from '../slug';

/*
 * How a plan is carried into the period after it (docs/decisions/0015-next-period-plan.md): what goes along is a
 * beginning to be edited, and is adopted as a whole with the new plan.
 */

/** Measures that have not ended can go along. */
export function mayContinueInNextPeriod(lifecycle: Lifecycle): boolean {
	return lifecycle !== 'completed' && lifecycle !== 'discontinued';
}

/**
 * What has been decided of a measure in the plan that it is carried into: nothing yet, so that it is adopted
 * with that plan. What runs in ordinary operation goes on doing so, whatever the plan.
 */
export function nextPeriodLifecycle(lifecycle: Lifecycle): Lifecycle {
	return lifecycle === 'in-operation' ? lifecycle : 'proposed';
}

/** The first and the last year of a plan. */
export interface PlanPeriod {
	from: number;
	to: number;
}

/** What the next plan may be called: as long a period, and the years in name and slug exchanged for its own. */
export function suggestNextPeriod({ slug, name, from, to }: PlanPeriod & { slug: string; name: Localized }) {
	const next = { from: to + 1, to: to + 1 + (to - from) };
	const moved = (text: string) =>
		text.replaceAll(String(to), String(next.to)).replaceAll(String(from), String(next.from));
	const renamed: Localized = {};
	for (const form of writtenForms) if (name[form]) renamed[form] = moved(name[form]);
	return { ...next, slug: moved(slug), name: renamed };
}

/** What is wrong with a period that is to follow another: it begins later, leaves no year between them, and reaches further. */
export function validateNextPeriod(before: PlanPeriod, { from, to }: PlanPeriod): ValidationError[] {
	if (from <= before.from || from > before.to + 1) return [{ field: 'from', code: 'not-following' }];
	return to <= before.to || to < from ? [{ field: 'to', code: 'not-beyond' }] : [];
}

/** So long that a year still fits behind it. */
const maxIdStemLength = 55;

/**
 * A measure's key in the next plan: "hjemmesykehus" becomes "hjemmesykehus-2030", and that one "hjemmesykehus-2035".
 *
 * @param before the first year of the plan that it is carried on from
 */
export function nextPeriodMeasureId(
	id: string,
	years: { before: number; from: number },
	taken: ReadonlySet<string>
): string {
	const mark = `-${years.before}`;
	const name = id.endsWith(mark) ? id.slice(0, -mark.length) : id;
	return createSlug(`${name.slice(0, maxIdStemLength)}-${years.from}`, taken);
}

/** A deadline that the next period reaches; null for one before it: that one stays with the plan that set it. */
export function nextPeriodDeadline<T extends { deadline: CalendarDate | null; deadlineWords: string | null }>(
	{ deadline, deadlineWords }: T,
	{ from }: PlanPeriod
): Pick<T, 'deadline' | 'deadlineWords'> {
	const reached = deadline !== null && deadline >= `${from}-01-01`;
	return reached ? { deadline, deadlineWords } : { deadline: null, deadlineWords: null };
}

/** Where an indicator begins in the next period: at what it showed last, with the targets that are still ahead. */
export function nextPeriodTrajectory<R extends IndicatorReading & { source: string }>(
	indicator: TargetTrajectory & { source: string | null; readings: readonly R[] },
	{ from }: PlanPeriod
): TargetTrajectory & { source: string | null } {
	const { direction, baseline, baselineOn, targets, readings, source } = indicator;
	const latest = latestReading(readings);
	return {
		direction,
		...(latest ? { baseline: latest.value, baselineOn: latest.on } : { baseline, baselineOn }),
		targets: targets.filter(({ year }) => year >= from),
		source: source ?? (latest?.source || null)
	};
}

/** Money that is the same every year goes along, and a sum for a year of the next period; other sums have been spent. */
export function continuesAsFunding({ year }: { year: number | null }, { from }: PlanPeriod): boolean {
	return year === null || year >= from;
}
