import { asc, inArray, type SQLWrapper } from 'drizzle-orm';
import type { PlanFileMeasure } from '$lib/forms/plan-file/plan-file';
import type { Queryable } from '../database/database';
import { readingValue } from '../database/readings';
import { indicator, indicatorReading, indicatorTarget } from '../database/schema';

type ExportedIndicator = PlanFileMeasure['indicators'][number];

/**
 * Returns indicators for the plan file, by measure id. Three statements.
 *
 * @param ofPlan a query for the ids of the plan's measures
 */
export async function exportIndicators(
	read: Queryable,
	ofPlan: SQLWrapper
): Promise<Map<string, ExportedIndicator[]>> {
	const rows = await read
		.select()
		.from(indicator)
		.where(inArray(indicator.measureId, ofPlan))
		.orderBy(asc(indicator.place), asc(indicator.id));
	const ofIndicators = read
		.select({ id: indicator.id })
		.from(indicator)
		.where(inArray(indicator.measureId, ofPlan));
	const targets = await read
		.select()
		.from(indicatorTarget)
		.where(inArray(indicatorTarget.indicatorId, ofIndicators))
		.orderBy(asc(indicatorTarget.year));
	const readings = await read
		.select()
		.from(indicatorReading)
		.where(inArray(indicatorReading.indicatorId, ofIndicators))
		.orderBy(asc(indicatorReading.on));
	const byId = new Map<number, ExportedIndicator>();
	const byMeasure = new Map<string, ExportedIndicator[]>();
	for (const { id, measureId, name, unit, direction, baseline, baselineOn, source, endedOn } of rows) {
		const one = { name, unit, direction, baseline, baselineOn, source, targets: [], readings: [], endedOn };
		byId.set(id, one);
		byMeasure.set(measureId, [...(byMeasure.get(measureId) ?? []), one]);
	}
	for (const { indicatorId, year, value } of targets) byId.get(indicatorId)?.targets.push({ year, value });
	for (const { indicatorId, on, value, gap, source, by, at } of readings)
		byId.get(indicatorId)?.readings.push({ on, value: readingValue({ value, gap }), source, by, at });
	return byMeasure;
}
