import { addDays, daysBetween, type CalendarDate } from './calendar/calendar-date';
import { isReportable, type Lifecycle } from './measure/measure';
import type { Milestone } from './figures/progress';

/** Reached; not reached after its date; still to come, today included. */
export const dueStates = ['done', 'overdue', 'ahead'] as const;
export type DueState = (typeof dueStates)[number];

/** Returns a milestone's state on a date in Oslo; it is not overdue on its own date. */
export function milestoneState({ due, doneOn }: Milestone, today: CalendarDate): DueState {
	if (doneOn !== null) return 'done';
	return due < today ? 'overdue' : 'ahead';
}

/** Returns the state of a measure's deadline; a measure that has ended or is reported as done cannot be overdue. */
export function deadlineState(
	deadline: CalendarDate,
	{ lifecycle, done = false }: { lifecycle: Lifecycle; done?: boolean },
	today: CalendarDate
): DueState {
	if (done || !isReportable(lifecycle)) return 'done';
	return deadline < today ? 'overdue' : 'ahead';
}

/** First and last day of a period, both included. */
export interface DateSpan {
	from: CalendarDate;
	to: CalendarDate;
}

/** Returns the span of a plan's years, or of one of them. */
export function planYearsSpan(fromYear: number, toYear: number): DateSpan {
	return { from: `${fromYear}-01-01`, to: `${toYear}-12-31` };
}

/** Returns a date's position in a span, 0–100 per cent of its width; clamped outside it. */
export function positionInSpan(date: CalendarDate, { from, to }: DateSpan): number {
	if (date <= from) return 0;
	if (date > to) return 100;
	return (100 * daysBetween(from, date)) / daysBetween(from, addDays(to, 1));
}

export function isInSpan(date: CalendarDate, { from, to }: DateSpan): boolean {
	return date >= from && date <= to;
}

/** A date on which something is due. */
export interface DueDate {
	kind: 'milestone' | 'deadline';
	on: CalendarDate;
	state: DueState;
	/** The date it was reached, if known. */
	doneOn: CalendarDate | null;
}

interface ScheduledItem<M extends Milestone> {
	lifecycle: Lifecycle;
	/** True if its last known status is done. */
	done?: boolean;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	milestones: readonly M[];
}

/**
 * Returns the milestones and the deadline of a measure within a span, by date; the deadline comes last on its
 * date.
 */
export function dueDatesWithin<M extends Milestone>(
	{ deadline, milestones, ...measure }: ScheduledItem<M>,
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
						state: deadlineState(deadline, measure, today),
						doneOn: null,
						milestone: null
					}
				])
	]
		.filter(({ on }) => isInSpan(on, span))
		.sort((a, b) => (a.on === b.on ? 0 : a.on < b.on ? -1 : 1));
}

/**
 * Returns the part of a span in which a measure runs, in per cent of its width. Without a start it begins
 * with the span; without a deadline it ends with it.
 *
 * @returns null if the measure has neither date, or is outside the span
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
