import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { areaKey, effectiveStatus } from '$lib/domain/figures/figures';
import { acrossAreasCode } from '$lib/domain/measure/measure';
import { readListFilter } from '$lib/domain/list-filter';
import { filterTimeline, timelineListChoices } from '$lib/domain/timeline-list';
import {
	timelineBar,
	dueDatesWithin,
	isInSpan,
	positionInSpan,
	planYearsSpan,
	type DateSpan
} from '$lib/domain/timeline';
import { audienceOf } from '$lib/server/http/audience';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';
import { currentPlanSnapshot } from '$lib/server/reviews/overview';
import { scheduleOf, type ScheduledMeasure } from '$lib/server/timeline/queries';
import type { PageServerLoad } from './$types';

/** Loads the plan's measures over its period, or over one year (`?year=2027`), filtered. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, actor, now } = event.locals;
	const plan = planOf(event);
	if (!plan) return { timeline: null };
	const today = toOsloDate(now);
	const { areas, measures } = await scheduleOf(db.read, plan.id);
	const current = await currentPlanSnapshot(db, plan.id, audienceOf(actor), now);
	const known = current?.standing.measures ?? [];
	const done = new Set(known.filter((one) => effectiveStatus(one) === 'done').map(({ code }) => code));
	const years = yearsOf(plan);
	const asked = event.url.searchParams;
	const year = years.find((one) => String(one) === asked.get('year')) ?? null;
	const keys = [...areas.map(({ number }) => String(number)), acrossAreasCode];
	const filter = readListFilter(asked, timelineListChoices);
	const span = year === null ? planYearsSpan(plan.fromYear, plan.toYear) : planYearsSpan(year, year);
	const rows = measures
		.map((one) => ({
			...rowOf(one),
			bar: timelineBar(one, span),
			due: dueIn({ ...one, done: done.has(one.code) }, span, today)
		}))
		.filter(({ bar, due }) => year === null || bar !== null || due.length > 0);
	const { shown, ...list } = filterTimeline(rows, filter);
	return {
		timeline: {
			filter,
			...list,
			today,
			now: isInSpan(today, span) ? positionInSpan(today, span) : null,
			span,
			years,
			year,
			areas,
			keys: keys.filter((key) => key !== acrossAreasCode || measures.some((one) => one.area === null)),
			rows: shown
		}
	};
};

function yearsOf({ fromYear, toYear }: Plan): number[] {
	return Array.from({ length: Math.max(toYear - fromYear + 1, 1) }, (_, index) => fromYear + index);
}

function rowOf({ code, title, lifecycle, area, startsOn, deadline, deadlineWords }: ScheduledMeasure) {
	return { code, title, lifecycle, area: areaKey({ area }), startsOn, deadline, deadlineWords };
}

function dueIn(measure: ScheduledMeasure & { done: boolean }, span: DateSpan, today: CalendarDate) {
	return dueDatesWithin(measure, span, today).map(({ milestone, ...due }) => ({
		...due,
		id: milestone?.id ?? 0,
		title: milestone?.title ?? null,
		at: positionInSpan(due.on, span)
	}));
}
