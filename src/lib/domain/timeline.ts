import { addDays, daysBetween, type CalendarDate } from './calendar/calendar-date';
import { isReportable, type Lifecycle } from './measure/measure';
import type { Milestone } from './figures/progress';

/** Reached; not reached though its day has passed; still to come, today included. */
export const dueStates = ['done', 'overdue', 'ahead'] as const;
export type DueState = (typeof dueStates)[number];

/** Where a milestone is on a day in Oslo. Its own day is still in time. */
export function milestoneState({ due, doneOn }: Milestone, today: CalendarDate): DueState {
	if (doneOn !== null) return 'done';
	return due < today ? 'overdue' : 'ahead';
}

/** Where a measure's deadline is: what has been completed has met it, what has not ended may be past it. */
export function deadlineState(deadline: CalendarDate, lifecycle: Lifecycle, today: CalendarDate): DueState {
	if (!isReportable(lifecycle)) return 'done';
	return deadline < today ? 'overdue' : 'ahead';
}

/** Days from the first to the last, both within. */
export interface DateSpan {
	from: CalendarDate;
	to: CalendarDate;
}

/** A plan's years, or one of them. */
export function planYearsSpan(fromYear: number, toYear: number): DateSpan {
	return { from: `${fromYear}-01-01`, to: `${toYear}-12-31` };
}

/** Where a day is in a span, 0–100 per cent of its width; outside it, at the nearer end. */
export function positionInSpan(date: CalendarDate, { from, to }: DateSpan): number {
	if (date <= from) return 0;
	if (date > to) return 100;
	return (100 * daysBetween(from, date)) / daysBetween(from, addDays(to, 1));
}

export function isInSpan(date: CalendarDate, { from, to }: DateSpan): boolean {
	return date >= from && date <= to;
}

/** One thing that is due. */
export interface DueDate {
	kind: 'milestone' | 'deadline';
	on: CalendarDate;
	state: DueState;
	/** The day it was reached, where it is known. */
	doneOn: CalendarDate | null;
}

interface ScheduledItem<M extends Milestone> {
	lifecycle: Lifecycle;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	milestones: readonly M[];
}

/** What is due of a measure within a span, by date: its milestones, and last on a day its deadline. */
export function dueDatesWithin<M extends Milestone>(
	{ lifecycle, deadline, milestones }: ScheduledItem<M>,
	span: DateSpan,
	today: CalendarDate
): (DueDate & { milestone: M | null })[] {
	return [
		...milestones.map((one) => ({
			kind: 'milestone' as const,
			on: one.due,
			state: milestoneState(one, today),
			doneOn: one.doneOn,
			milestone: one
		})),
		...(deadline === null
			? []
			: [
					{
						kind: 'deadline' as const,
						on: deadline,
						state: deadlineState(deadline, lifecycle, today),
						doneOn: null,
						milestone: null
					}
				])
	]
		.filter(({ on }) => isInSpan(on, span))
		.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

/**
 * The part of a span a measure runs through, in per cent of its width. What has no start runs from the
 * span's beginning, what has no deadline to its end.
 *
 * @returns null where the measure has neither, or lies outside the span
 */
export function timelineBar(
	{ startsOn, deadline }: Pick<ScheduledItem<Milestone>, 'startsOn' | 'deadline'>,
	span: DateSpan
): { from: number; to: number } | null {
	if (startsOn === null && deadline === null) return null;
	if ((startsOn ?? span.from) > span.to || (deadline ?? span.to) < span.from) return null;
	if (startsOn !== null && deadline !== null && deadline < startsOn) return null;
	return {
		from: startsOn === null ? 0 : positionInSpan(startsOn, span),
		to: deadline === null ? 100 : positionInSpan(addDays(deadline, 1), span)
	};
}
