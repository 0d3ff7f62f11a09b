import { and, asc, eq, isNull } from 'drizzle-orm';
import type { CoverageMeasure } from '$lib/domain/figures/coverage';
import type { Localized } from '$lib/domain/localized';
import { compareCodes } from '$lib/domain/measure/measure';
import type { Queryable } from '../database/database';
import {
	coreValue,
	driver,
	focusArea,
	measure,
	measureArea,
	measureDriver,
	measureValue
} from '../database/schema';

/** The plan's areas and measures, with their threads. */
export interface PlanThreads {
	areas: { number: number; name: Localized; shortName: Localized | null }[];
	values: { code: string; name: Localized; description: Localized | null }[];
	drivers: {
		code: string;
		kind: 'challenge' | 'opportunity';
		title: Localized;
		description: Localized | null;
	}[];
	/** By code. */
	measures: (CoverageMeasure & { title: Localized; version: number })[];
}

/** Loads a plan's tree and threads. Seven statements. */
export async function loadPlanThreads(read: Queryable, planId: number): Promise<PlanThreads> {
	const areas = await read
		.select({
			id: focusArea.id,
			number: focusArea.number,
			name: focusArea.name,
			shortName: focusArea.shortName
		})
		.from(focusArea)
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)))
		.orderBy(asc(focusArea.number));
	const values = await read
		.select({
			id: coreValue.id,
			code: coreValue.code,
			name: coreValue.name,
			description: coreValue.description
		})
		.from(coreValue)
		.where(and(eq(coreValue.planId, planId), isNull(coreValue.endedOn)))
		.orderBy(asc(coreValue.place));
	const drivers = await read
		.select({
			id: driver.id,
			code: driver.code,
			kind: driver.kind,
			title: driver.title,
			description: driver.description
		})
		.from(driver)
		.where(and(eq(driver.planId, planId), isNull(driver.endedOn)))
		.orderBy(asc(driver.place));
	const number = new Map(areas.map((one) => [one.id, one.number]));
	const tied = await threadsByMeasure(read, planId, {
		areas: number,
		values: new Map(values.map(({ id, code }) => [id, code])),
		drivers: new Map(drivers.map(({ id, code }) => [id, code]))
	});
	const measures = await read
		.select({
			id: measure.id,
			code: measure.code,
			title: measure.title,
			lifecycle: measure.lifecycle,
			version: measure.version,
			areaId: measure.areaId
		})
		.from(measure)
		.where(eq(measure.planId, planId));
	return {
		areas: areas.map(({ id: _id, ...one }) => one),
		values: values.map(({ id: _id, ...one }) => one),
		drivers: drivers.map(({ id: _id, ...one }) => one),
		measures: measures
			.map(({ id, areaId, ...one }) => ({
				...one,
				area: areaId === null ? null : (number.get(areaId) ?? null),
				furtherAreas: tied.areas.get(id) ?? [],
				values: tied.values.get(id) ?? [],
				drivers: tied.drivers.get(id) ?? []
			}))
			.sort(compareCodes)
	};
}

interface ThreadCodes {
	areas: ReadonlyMap<number, number>;
	values: ReadonlyMap<number, string>;
	drivers: ReadonlyMap<number, string>;
}

/** Returns each measure's threads as codes, by measure id, without ended ones. */
async function threadsByMeasure(read: Queryable, planId: number, codes: ThreadCodes) {
	const areas = await read
		.select({ measureId: measureArea.measureId, to: measureArea.areaId })
		.from(measureArea)
		.innerJoin(measure, eq(measure.id, measureArea.measureId))
		.where(eq(measure.planId, planId));
	const values = await read
		.select({ measureId: measureValue.measureId, to: measureValue.valueId })
		.from(measureValue)
		.innerJoin(measure, eq(measure.id, measureValue.measureId))
		.where(eq(measure.planId, planId));
	const drivers = await read
		.select({ measureId: measureDriver.measureId, to: measureDriver.driverId })
		.from(measureDriver)
		.innerJoin(measure, eq(measure.id, measureDriver.measureId))
		.where(eq(measure.planId, planId));
	return {
		areas: groupThreads(areas, codes.areas),
		values: groupThreads(values, codes.values),
		drivers: groupThreads(drivers, codes.drivers)
	};
}

/** Groups thread rows by measure, in the order of the codes. */
function groupThreads<Code>(
	rows: readonly { measureId: string; to: number }[],
	codes: ReadonlyMap<number, Code>
): Map<string, Code[]> {
	const place = new Map([...codes.keys()].map((id, index) => [id, index]));
	const groups = new Map<string, Code[]>();
	for (const { measureId, to } of rows.toSorted((a, b) => (place.get(a.to) ?? 0) - (place.get(b.to) ?? 0))) {
		const code = codes.get(to);
		if (code === undefined) continue;
		const group = groups.get(measureId);
		if (group) group.push(code);
		else groups.set(measureId, [code]);
	}
	return groups;
}
