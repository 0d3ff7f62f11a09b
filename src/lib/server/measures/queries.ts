import { and, asc, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import {
	compareCodes,
	isReportable,
	lifecycles,
	type MeasureDerivation,
	type Lifecycle
} from '$lib/domain/measure/measure';
import type { Queryable } from '../database/database';
import {
	body,
	coreValue,
	driver,
	event,
	focusArea,
	measure,
	measureArea,
	measureDriver,
	measureOrigin,
	measurePartner,
	measureValue,
	milestone,
	partner
} from '../database/schema';

export type Measure = typeof measure.$inferSelect;

/** Returns the measure with this code, or null if there is none. */
export async function measureByCode(read: Queryable, planId: number, code: string): Promise<Measure | null> {
	const [found] = await read
		.select()
		.from(measure)
		.where(and(eq(measure.planId, planId), eq(measure.code, code)));
	return found ?? null;
}

/** Returns a measure's code, or null if there is no such measure. */
export async function measureCode(read: Queryable, id: string): Promise<string | null> {
	const [found] = await read.select({ code: measure.code }).from(measure).where(eq(measure.id, id));
	return found?.code ?? null;
}

export interface MeasureDetails extends Measure {
	area: { number: number; name: Localized } | null;
	body: { slug: string; name: Localized } | null;
	furtherAreas: { number: number; name: Localized }[];
	values: { code: string; name: Localized; description: Localized | null }[];
	drivers: { code: string; kind: 'challenge' | 'opportunity'; title: Localized }[];
	partners: { number: string; name: string }[];
	milestones: { id: number; title: Localized; due: CalendarDate; doneOn: CalendarDate | null }[];
}

/** Returns a measure with its threads and milestones, or null if there is none. */
export async function measureDetails(
	read: Queryable,
	planId: number,
	code: string
): Promise<MeasureDetails | null> {
	const found = await measureByCode(read, planId, code);
	if (!found) return null;
	const [area] = found.areaId
		? await read
				.select({ number: focusArea.number, name: focusArea.name })
				.from(focusArea)
				.where(eq(focusArea.id, found.areaId))
		: [];
	const [responsible] = found.bodyId
		? await read.select({ slug: body.slug, name: body.name }).from(body).where(eq(body.id, found.bodyId))
		: [];
	return {
		...found,
		area: area ?? null,
		body: responsible ?? null,
		...(await currentThreads(read, found.id)),
		milestones: await milestonesOf(read, found.id)
	};
}

/** Returns a measure's threads to entries that have not ended. */
async function currentThreads(read: Queryable, measureId: string) {
	return {
		furtherAreas: await read
			.select({ number: focusArea.number, name: focusArea.name })
			.from(measureArea)
			.innerJoin(focusArea, eq(focusArea.id, measureArea.areaId))
			.where(and(eq(measureArea.measureId, measureId), isNull(focusArea.endedOn)))
			.orderBy(asc(focusArea.number)),
		values: await read
			.select({ code: coreValue.code, name: coreValue.name, description: coreValue.description })
			.from(measureValue)
			.innerJoin(coreValue, eq(coreValue.id, measureValue.valueId))
			.where(and(eq(measureValue.measureId, measureId), isNull(coreValue.endedOn)))
			.orderBy(asc(coreValue.place)),
		drivers: await read
			.select({ code: driver.code, kind: driver.kind, title: driver.title })
			.from(measureDriver)
			.innerJoin(driver, eq(driver.id, measureDriver.driverId))
			.where(and(eq(measureDriver.measureId, measureId), isNull(driver.endedOn)))
			.orderBy(asc(driver.place)),
		partners: await read
			.select({ number: partner.number, name: partner.name })
			.from(measurePartner)
			.innerJoin(partner, eq(partner.id, measurePartner.partnerId))
			.where(and(eq(measurePartner.measureId, measureId), isNull(partner.endedOn)))
			.orderBy(asc(partner.number))
	};
}

/** Returns a measure's milestones by due date. */
export async function milestonesOf(read: Queryable, measureId: string) {
	return read
		.select({ id: milestone.id, title: milestone.title, due: milestone.due, doneOn: milestone.doneOn })
		.from(milestone)
		.where(eq(milestone.measureId, measureId))
		.orderBy(asc(milestone.due), asc(milestone.id));
}

const reportableLifecycles = lifecycles.filter(isReportable);

/**
 * Returns open milestones and deadlines in a span of days, by date and code, for adopted measures that have
 * not ended.
 */
export async function upcomingDates(read: Queryable, planId: number, from: CalendarDate, to: CalendarDate) {
	const milestones = await read
		.select({ code: measure.code, title: measure.title, what: milestone.title, due: milestone.due })
		.from(milestone)
		.innerJoin(measure, eq(measure.id, milestone.measureId))
		.where(
			and(
				eq(measure.planId, planId),
				inArray(measure.lifecycle, reportableLifecycles),
				sql`${milestone.doneOn} is null`,
				sql`${milestone.due} between ${from} and ${to}`
			)
		);
	const deadlines = await read
		.select({ code: measure.code, title: measure.title, what: sql<null>`null`, due: measure.deadline })
		.from(measure)
		.where(
			and(
				eq(measure.planId, planId),
				inArray(measure.lifecycle, reportableLifecycles),
				sql`${measure.deadline} between ${from} and ${to}`
			)
		);
	return [...milestones, ...deadlines.map((one) => ({ ...one, due: one.due! }))].sort(
		(a, b) => (a.due === b.due ? 0 : a.due < b.due ? -1 : 1) || compareCodes(a, b)
	);
}

/** Returns a measure's events, newest first. */
export async function measureHistory(read: Queryable, measureId: string) {
	return read
		.select({
			seq: event.seq,
			at: event.at,
			by: event.by,
			verb: event.verb,
			before: event.before,
			after: event.after,
			reason: event.reason
		})
		.from(event)
		.where(and(eq(event.noun, 'measure'), eq(event.nounId, measureId)))
		.orderBy(sql`${event.seq} desc`);
}

export interface MeasureTranslation {
	id: string;
	code: string;
	version: number;
	lifecycle: Lifecycle;
	areaNumber: number | null;
	title: Localized;
	/** All localized texts by field name, including milestone titles. */
	fields: { name: string; text: Localized | null }[];
}

/**
 * Returns a plan's measures by code with all localized texts, to find missing translations. Two statements.
 */
export async function measureTranslations(read: Queryable, planId: number): Promise<MeasureTranslation[]> {
	const rows = await read
		.select({
			id: measure.id,
			code: measure.code,
			version: measure.version,
			lifecycle: measure.lifecycle,
			areaNumber: focusArea.number,
			title: measure.title,
			summary: measure.summary,
			targetGroup: measure.targetGroup,
			expectedEffect: measure.expectedEffect
		})
		.from(measure)
		.leftJoin(focusArea, eq(focusArea.id, measure.areaId))
		.where(eq(measure.planId, planId));
	const milestones = await read
		.select({ measureId: milestone.measureId, title: milestone.title })
		.from(milestone)
		.innerJoin(measure, eq(measure.id, milestone.measureId))
		.where(eq(measure.planId, planId))
		.orderBy(asc(milestone.due), asc(milestone.id));
	return rows
		.map(({ summary, targetGroup, expectedEffect, ...one }) => ({
			...one,
			fields: [
				...Object.entries({ title: one.title, summary, targetGroup, expectedEffect }).map(([name, text]) => ({
					name,
					text
				})),
				// In the order of the form's rows.
				...milestones
					.filter(({ measureId }) => measureId === one.id)
					.map(({ title }, row) => ({ name: `milestones.${row}.title`, text: title }))
			]
		}))
		.sort(compareCodes);
}

/** Returns who last changed a measure and when, or null if nobody has since it was created. */
export async function lastMeasureChange(read: Queryable, measureId: string) {
	const [found] = await read
		.select({ at: event.at, by: event.by })
		.from(event)
		.where(and(eq(event.noun, 'measure'), eq(event.nounId, measureId)))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}

/** Returns the current code of the measure that was moved from this code, or null if there is none. */
export async function codeAfterMove(read: Queryable, planId: number, code: string): Promise<string | null> {
	const [found] = await read
		.select({ code: measure.code })
		.from(event)
		.innerJoin(measure, eq(measure.id, event.nounId))
		.where(
			and(
				eq(event.planId, planId),
				eq(event.verb, 'move-measure'),
				sql`json_extract(${event.before}, '$.code') = ${code}`
			)
		)
		.orderBy(desc(event.seq))
		.limit(1);
	return found?.code ?? null;
}

/** A source or result of a merge or split. */
export interface RelatedMeasure {
	code: string;
	title: Localized;
	how: MeasureDerivation;
}

/** Returns the measures that one came from and those that came from it, by code. Two statements. */
export async function relatedMeasures(
	read: Queryable,
	measureId: string
): Promise<{ from: RelatedMeasure[]; into: RelatedMeasure[] }> {
	const relative = { code: measure.code, title: measure.title, how: measureOrigin.how };
	const from = await read
		.select(relative)
		.from(measureOrigin)
		.innerJoin(measure, eq(measure.id, measureOrigin.fromId))
		.where(eq(measureOrigin.measureId, measureId));
	const into = await read
		.select(relative)
		.from(measureOrigin)
		.innerJoin(measure, eq(measure.id, measureOrigin.measureId))
		.where(eq(measureOrigin.fromId, measureId));
	return { from: from.sort(compareCodes), into: into.sort(compareCodes) };
}
