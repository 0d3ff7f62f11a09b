import type { CalendarDate } from '../calendar/calendar-date';
import { latestReading, type TargetTrajectory, type IndicatorReading } from '../indicator';
import { writtenForms, type Localized } from '../localized';
import type { Lifecycle } from '../measure/measure';
import type { ValidationError } from '../result';
import { createSlug } from '../slug';

/*
 * Creation of the next period's plan (docs/decisions/0015-next-period-plan.md): copied items
 * are a draft to edit, adopted as a whole with the new plan.
 */

/** True if a measure with this lifecycle may be copied to the next plan. */
export function mayContinueInNextPeriod(lifecycle: Lifecycle): boolean {
	return lifecycle !== 'completed' && lifecycle !== 'discontinued';
}

/**
 * Returns the lifecycle of a measure copied to the next plan: proposed, to be adopted with that plan.
 * Measures in ordinary operation stay in operation.
 */
export function nextPeriodLifecycle(lifecycle: Lifecycle): Lifecycle {
	return lifecycle === 'in-operation' ? lifecycle : 'proposed';
}

/** First and last year of a plan. */
export interface PlanPeriod {
	from: number;
	to: number;
}

/**
 * Suggests the next plan's period, slug and name: a period of equal length, with the years replaced in slug
 * and name.
 */
export function suggestNextPeriod({ slug, name, from, to }: PlanPeriod & { slug: string; name: Localized }) {
	const next = { from: to + 1, to: to + 1 + (to - from) };
	const moved = (text: string) =>
		text.replaceAll(String(to), String(next.to)).replaceAll(String(from), String(next.from));
	const renamed: Localized = {};
	for (const form of writtenForms) if (name[form]) renamed[form] = moved(name[form]);
	return { ...next, slug: moved(slug), name: renamed };
}

/** Validates a period against the one it follows: it starts later, without a gap, and ends later. */
export function validateNextPeriod(before: PlanPeriod, { from, to }: PlanPeriod): ValidationError[] {
	if (from <= before.from || from > before.to + 1) return [{ field: 'from', code: 'not-following' }];
	return to <= before.to || to < from ? [{ field: 'to', code: 'not-beyond' }] : [];
}

/** Leaves room for a year after it in a slug. */
const maxIdStemLength = 55;

/**
 * Returns the id of a measure in the next plan: "hjemmesykehus" becomes "hjemmesykehus-2030", and later
 * "hjemmesykehus-2035".
 *
 * @param years the first years of the earlier plan and of the next one
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

/**
 * Returns the deadline if it is in the next period or later; else null, as it belongs to the earlier plan.
 */
export function nextPeriodDeadline<T extends { deadline: CalendarDate | null; deadlineWords: string | null }>(
	{ deadline, deadlineWords }: T,
	{ from }: PlanPeriod
): Pick<T, 'deadline' | 'deadlineWords'> {
	const reached = deadline !== null && deadline >= `${from}-01-01`;
	return reached ? { deadline, deadlineWords } : { deadline: null, deadlineWords: null };
}

/**
 * Returns an indicator's trajectory in the next period: the latest reading as baseline, with the targets
 * still ahead.
 */
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

/**
 * True if funding is copied to the next plan: the same sum every year, or a sum for a year of the next
 * period.
 */
export function continuesAsFunding({ year }: { year: number | null }, { from }: PlanPeriod): boolean {
	return year === null || year >= from;
}
