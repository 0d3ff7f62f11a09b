import { and, asc, eq, inArray, type SQL } from 'drizzle-orm';
import type { CalendarDate, Instant } from '$lib/domain/calendar/calendar-date';
import type { ReadingValue, TargetTrajectory } from '$lib/domain/indicator';
import type { Localized } from '$lib/domain/localized';
import { compareCodes, isCounted, lifecycles } from '$lib/domain/measure/measure';
import type { Queryable } from '../database/database';
import { readingValue } from '../database/readings';
import { focusArea, indicator, indicatorReading, indicatorTarget, measure } from '../database/schema';

export interface StoredReading {
	id: number;
	on: CalendarDate;
	value: ReadingValue;
	source: string;
	by: string;
	at: Instant;
}

/** An indicator with its trajectory and all its readings. */
export interface Indicator extends TargetTrajectory {
	id: number;
	name: Localized;
	unit: Localized;
	/** The source of its readings. */
	source: string | null;
	/** The day the indicator ended. */
	endedOn: CalendarDate | null;
	/** By year. */
	targets: { year: number; value: number }[];
	/** By day. */
	readings: StoredReading[];
}

/** Returns a measure's indicators in order. Three statements. */
export async function indicatorsOfMeasure(read: Queryable, measureId: string): Promise<Indicator[]> {
	return (await selectIndicators(read, eq(indicator.measureId, measureId))).map(
		({ measureId: _measureId, ...one }) => one
	);
}

export interface PlanIndicator extends Indicator {
	measure: { code: string; title: Localized; area: number | null };
}

/** Returns the indicators of a plan's counted measures, by measure code. Four statements. */
export async function indicatorsOfPlan(read: Queryable, planId: number): Promise<PlanIndicator[]> {
	const measures = await read
		.select({ id: measure.id, code: measure.code, title: measure.title, area: focusArea.number })
		.from(measure)
		.leftJoin(focusArea, eq(focusArea.id, measure.areaId))
		.where(and(eq(measure.planId, planId), inArray(measure.lifecycle, lifecycles.filter(isCounted))));
	const byId = new Map(measures.map(({ id, ...one }) => [id, one]));
	const ofPlan = read.select({ id: measure.id }).from(measure).where(eq(measure.planId, planId));
	const all = await selectIndicators(read, inArray(indicator.measureId, ofPlan));
	return all
		.flatMap(({ measureId, ...one }) => {
			const found = byId.get(measureId);
			return found ? [{ ...one, measure: found }] : [];
		})
		.sort((a, b) => compareCodes(a.measure, b.measure));
}

async function selectIndicators(read: Queryable, which: SQL): Promise<(Indicator & { measureId: string })[]> {
	const rows = await read
		.select()
		.from(indicator)
		.where(which)
		.orderBy(asc(indicator.measureId), asc(indicator.place), asc(indicator.id));
	const targets = await read
		.select({
			indicatorId: indicatorTarget.indicatorId,
			year: indicatorTarget.year,
			value: indicatorTarget.value
		})
		.from(indicatorTarget)
		.innerJoin(indicator, eq(indicator.id, indicatorTarget.indicatorId))
		.where(which)
		.orderBy(asc(indicatorTarget.year));
	const readings = await read
		.select({
			indicatorId: indicatorReading.indicatorId,
			id: indicatorReading.id,
			on: indicatorReading.on,
			value: indicatorReading.value,
			gap: indicatorReading.gap,
			source: indicatorReading.source,
			by: indicatorReading.by,
			at: indicatorReading.at
		})
		.from(indicatorReading)
		.innerJoin(indicator, eq(indicator.id, indicatorReading.indicatorId))
		.where(which)
		.orderBy(asc(indicatorReading.on));
	const byId = new Map(
		rows.map(({ place: _place, ...one }): [number, Indicator & { measureId: string }] => [
			one.id,
			{ ...one, targets: [], readings: [] }
		])
	);
	for (const { indicatorId, ...one } of targets) byId.get(indicatorId)?.targets.push(one);
	for (const { indicatorId, value, gap, ...one } of readings)
		byId.get(indicatorId)?.readings.push({ ...one, value: readingValue({ value, gap }) });
	return [...byId.values()];
}
