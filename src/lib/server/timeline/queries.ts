import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { compareCodes, isCounted, lifecycles, type Lifecycle } from '$lib/domain/measure/measure';
import type { Queryable } from '../database/database';
import { focusArea, measure, milestone } from '../database/schema';

/** A measure with its dates. */
export interface ScheduledMeasure {
	code: string;
	title: Localized;
	lifecycle: Lifecycle;
	/** Number of the primary area; null for a measure across areas. */
	area: number | null;
	startsOn: CalendarDate | null;
	deadline: CalendarDate | null;
	/** The deadline as written, for example "våren 2027". */
	deadlineWords: string | null;
	/** Ordered by due date. */
	milestones: { id: number; title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
}

const counted = lifecycles.filter(isCounted);

/** Returns a plan's areas, and its counted measures by code with their dates. Three statements. */
export async function scheduleOf(read: Queryable, planId: number) {
	const areas = await read
		.select({ number: focusArea.number, name: focusArea.name, shortName: focusArea.shortName })
		.from(focusArea)
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)))
		.orderBy(asc(focusArea.number));
	const rows = await read
		.select({
			id: measure.id,
			code: measure.code,
			title: measure.title,
			lifecycle: measure.lifecycle,
			area: focusArea.number,
			startsOn: measure.startsOn,
			deadline: measure.deadline,
			deadlineWords: measure.deadlineWords
		})
		.from(measure)
		.leftJoin(focusArea, eq(focusArea.id, measure.areaId))
		.where(and(eq(measure.planId, planId), inArray(measure.lifecycle, counted)));
	const milestones = await read
		.select({
			id: milestone.id,
			measureId: milestone.measureId,
			title: milestone.title,
			due: milestone.due,
			doneOn: milestone.doneOn
		})
		.from(milestone)
		.innerJoin(measure, eq(measure.id, milestone.measureId))
		.where(eq(measure.planId, planId))
		.orderBy(asc(milestone.due), asc(milestone.id));
	const byMeasure = new Map<string, ScheduledMeasure['milestones']>(rows.map(({ id }) => [id, []]));
	for (const { measureId, ...one } of milestones) byMeasure.get(measureId)?.push(one);
	const measures: ScheduledMeasure[] = rows
		.map(({ id, ...one }) => ({ ...one, milestones: byMeasure.get(id) ?? [] }))
		.sort(compareCodes);
	return { areas, measures };
}
