import { dayIn, type CalendarDate } from '$lib/domain/calendar';
import { areaKey } from '$lib/domain/figures';
import { acrossMark } from '$lib/domain/measure';
import { barIn, dueWithin, isWithin, shareOf, spanOf, type Span } from '$lib/domain/timeline';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';
import { scheduleOf, type ScheduledMeasure } from '$lib/server/timeline/queries';
import type { PageServerLoad } from './$types';

/** The plan's measures over its period; with `?area=3` and `?year=2027` a part of it. */
export const load: PageServerLoad = async (event) => {
	requirePermission(event, 'plan.read');
	const { db, now } = event.locals;
	const plan = planOf(event);
	if (!plan) return { timeline: null };
	const today = dayIn(now);
	const { areas, measures } = await scheduleOf(db.read, plan.id);
	const years = yearsOf(plan);
	const asked = event.url.searchParams;
	const year = years.find((one) => String(one) === asked.get('year')) ?? null;
	const keys = [...areas.map(({ number }) => String(number)), acrossMark];
	const area = keys.find((key) => key === asked.get('area')) ?? null;
	const span = year === null ? spanOf(plan.fromYear, plan.toYear) : spanOf(year, year);
	const rows = measures
		.filter((one) => area === null || areaKey(one) === area)
		.map((one) => ({ ...rowOf(one), bar: barIn(one, span), due: dueIn(one, span, today) }))
		.filter(({ bar, due }) => year === null || bar !== null || due.length > 0);
	return {
		timeline: {
			today,
			now: isWithin(today, span) ? shareOf(today, span) : null,
			span,
			years,
			chosen: { area, year },
			areas,
			keys: keys.filter((key) => key !== acrossMark || measures.some((one) => one.area === null)),
			rows
		}
	};
};

function yearsOf({ fromYear, toYear }: Plan): number[] {
	return Array.from({ length: Math.max(toYear - fromYear + 1, 1) }, (_, index) => fromYear + index);
}

function rowOf({ code, title, lifecycle, area, startsOn, deadline, deadlineWords }: ScheduledMeasure) {
	return { code, title, lifecycle, area: areaKey({ area }), startsOn, deadline, deadlineWords };
}

function dueIn(measure: ScheduledMeasure, span: Span, today: CalendarDate) {
	return dueWithin(measure, span, today).map(({ milestone, ...due }) => ({
		...due,
		id: milestone?.id ?? 0,
		title: milestone?.title ?? null,
		at: shareOf(due.on, span)
	}));
}
