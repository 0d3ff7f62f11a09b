import { asc, eq, inArray } from 'drizzle-orm';
import type { PartnerKind } from '$lib/domain/body';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { compareCodes } from '$lib/domain/measure/measure';
import {
	normalizeWorkbookMeasure,
	type WorkbookMeasure,
	type WorkbookPlan
} from '$lib/domain/workbook/workbook-row';
import { createCellChoices, type CellChoice } from '$lib/domain/workbook/workbook-choices';
import type { Queryable } from '../database/database';
import * as schema from '../database/schema';
import type { Plan } from '../plans/queries';

/** A plan's reference data for its workbook, with the database ids. */
export interface WorkbookReferences extends WorkbookPlan {
	ids: Record<'areas' | 'bodies' | 'values' | 'drivers' | 'partners', Map<string, number>>;
	/** Names for the change log. */
	names: Record<'areas' | 'bodies', Map<string, CellChoice['names'][number]>>;
}

interface NamedChoice extends CellChoice {
	id: number;
}

/** The entries that a workbook's cells can refer to, as plain data. */
export type WorkbookEntries = Awaited<ReturnType<typeof workbookEntries>>;

/**
 * Loads the entries that a workbook's cells can refer to. Five statements.
 *
 * @param today the day from which deadlines without a year are read; only imports need it
 */
export async function workbookReferences(
	read: Queryable,
	plan: WorkbookOwner,
	today: CalendarDate | null = null
): Promise<WorkbookReferences> {
	return createWorkbookReferences(await workbookEntries(read, plan, today));
}

/** The plan that a workbook belongs to. */
export type WorkbookOwner = Pick<Plan, 'id' | 'partnershipId' | 'writtenForm'>;

/** Loads the entries of `workbookReferences` as plain data, which a worker can be given. */
export async function workbookEntries(read: Queryable, plan: WorkbookOwner, today: CalendarDate | null) {
	const { focusArea, body, coreValue, driver, partner } = schema;
	const areas = await read
		.select()
		.from(focusArea)
		.where(eq(focusArea.planId, plan.id))
		.orderBy(asc(focusArea.number));
	const bodies = await read
		.select()
		.from(body)
		.where(eq(body.partnershipId, plan.partnershipId))
		.orderBy(asc(body.id));
	const values = await read
		.select()
		.from(coreValue)
		.where(eq(coreValue.planId, plan.id))
		.orderBy(asc(coreValue.place));
	const drivers = await read
		.select()
		.from(driver)
		.where(eq(driver.planId, plan.id))
		.orderBy(asc(driver.place), asc(driver.id));
	const partners = await read
		.select()
		.from(partner)
		.where(eq(partner.partnershipId, plan.partnershipId))
		.orderBy(asc(partner.number));
	return { writtenForm: plan.writtenForm, today, areas, bodies, values, drivers, partners };
}

/** Builds the choices of a workbook's cells from the plan's entries. */
export function createWorkbookReferences({
	areas,
	bodies,
	values,
	drivers,
	partners,
	writtenForm,
	today
}: WorkbookEntries): WorkbookReferences {
	const ended = (one: { endedOn: string | null }) => ({ ended: one.endedOn !== null });
	const area = areas.map((one) => ({
		...{ id: one.id, key: String(one.number), ...ended(one) },
		names: one.shortName ? [one.name, one.shortName] : [one.name]
	}));
	const organ = bodies.map((one) => ({ id: one.id, key: one.slug, names: [one.name], ...ended(one) }));
	const value = values.map((one) => ({ id: one.id, key: one.code, names: [one.name], ...ended(one) }));
	const drive = drivers.map((one) => ({
		...{ id: one.id, key: one.code, names: [one.title], kind: one.kind, ...ended(one) }
	}));
	const party = partners.map((one) => ({
		...{ id: one.id, key: one.number, names: [{ nb: one.name }], ...ended(one) }
	}));
	const currentOfKind = (kind: PartnerKind) =>
		partners.filter((one) => one.kind === kind && one.endedOn === null).map(({ number }) => number);
	return {
		...{ writtenForm, today },
		areas: createCellChoices(area, true),
		bodies: createCellChoices(organ),
		values: createCellChoices(value),
		challenges: createCellChoices(
			drive.filter(({ kind }) => kind === 'challenge'),
			true
		),
		opportunities: createCellChoices(
			drive.filter(({ kind }) => kind === 'opportunity'),
			true
		),
		partners: createCellChoices(party),
		partnersOfKind: {
			municipality: currentOfKind('municipality'),
			'hospital-trust': currentOfKind('hospital-trust')
		},
		areasOfBodies: areasByBody(areas, bodies),
		ids: {
			areas: choiceIds(area),
			bodies: choiceIds(organ),
			values: choiceIds(value),
			drivers: choiceIds(drive),
			partners: choiceIds(party)
		},
		names: { areas: displayNames(area), bodies: displayNames(organ) }
	};
}

/** Returns the area of each body that is responsible for one area only. */
function areasByBody(
	areas: readonly { number: number; bodyId: number | null; endedOn: string | null }[],
	bodies: readonly { id: number; slug: string }[]
): Map<string, number> {
	return new Map(
		bodies.flatMap(({ id, slug }) => {
			const own = areas.filter(({ bodyId, endedOn }) => bodyId === id && endedOn === null);
			return own.length === 1 ? [[slug, own[0]!.number] as const] : [];
		})
	);
}

function choiceIds(all: readonly NamedChoice[]): Map<string, number> {
	return new Map(all.map(({ key, id }) => [key, id]));
}

function displayNames(all: readonly NamedChoice[]): Map<string, CellChoice['names'][number]> {
	return new Map(all.map(({ key, names }) => [key, names[0]!]));
}

/** A measure as a workbook row, with its id and version. */
export interface ExportedMeasure {
	id: string;
	version: number;
	row: WorkbookMeasure;
}

/** Returns a plan's measures as workbook rows, by code. Six statements. */
export async function workbookMeasures(read: Queryable, planId: number): Promise<ExportedMeasure[]> {
	const { measure, body, focusArea, coreValue, driver, partner, milestone } = schema;
	const { measureArea, measureValue, measureDriver, measurePartner } = schema;
	const ofPlan = read.select({ id: measure.id }).from(measure).where(eq(measure.planId, planId));
	const measures = await read
		.select({ own: measure, area: focusArea.number, body: body.slug })
		.from(measure)
		.leftJoin(focusArea, eq(focusArea.id, measure.areaId))
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(eq(measure.planId, planId));
	const areas = groupValues(
		await read
			.select({ of: measureArea.measureId, value: focusArea.number })
			.from(measureArea)
			.innerJoin(focusArea, eq(focusArea.id, measureArea.areaId))
			.where(inArray(measureArea.measureId, ofPlan))
			.orderBy(asc(focusArea.number))
	);
	const values = groupValues(
		await read
			.select({ of: measureValue.measureId, value: coreValue.code })
			.from(measureValue)
			.innerJoin(coreValue, eq(coreValue.id, measureValue.valueId))
			.where(inArray(measureValue.measureId, ofPlan))
			.orderBy(asc(coreValue.place))
	);
	const drivers = groupValues(
		await read
			.select({ of: measureDriver.measureId, value: { code: driver.code, kind: driver.kind } })
			.from(measureDriver)
			.innerJoin(driver, eq(driver.id, measureDriver.driverId))
			.where(inArray(measureDriver.measureId, ofPlan))
			.orderBy(asc(driver.place), asc(driver.id))
	);
	const partners = groupValues(
		await read
			.select({ of: measurePartner.measureId, value: partner.number })
			.from(measurePartner)
			.innerJoin(partner, eq(partner.id, measurePartner.partnerId))
			.where(inArray(measurePartner.measureId, ofPlan))
			.orderBy(asc(partner.number))
	);
	const milestones = groupValues(
		await read
			.select({
				of: milestone.measureId,
				value: { title: milestone.title, due: milestone.due, doneOn: milestone.doneOn }
			})
			.from(milestone)
			.where(inArray(milestone.measureId, ofPlan))
			.orderBy(asc(milestone.due), asc(milestone.id))
	);
	const codes = (id: string, asked: 'challenge' | 'opportunity') =>
		(drivers.get(id) ?? []).filter(({ kind }) => kind === asked).map(({ code }) => code);
	return measures
		.map(({ own, area, body: slug }) => ({
			...{ id: own.id, code: own.code, version: own.version },
			row: normalizeWorkbookMeasure({
				code: own.code,
				title: own.title,
				summary: own.summary,
				targetGroup: own.targetGroup,
				expectedEffect: own.expectedEffect,
				note: own.note,
				area,
				furtherAreas: areas.get(own.id) ?? [],
				origin: own.origin,
				lifecycle: own.lifecycle,
				body: slug,
				contact: own.contact,
				startsOn: own.startsOn,
				deadline: own.deadline,
				deadlineWords: own.deadlineWords,
				values: values.get(own.id) ?? [],
				challenges: codes(own.id, 'challenge'),
				opportunities: codes(own.id, 'opportunity'),
				partners: partners.get(own.id) ?? [],
				introducedAtHome: own.introducedAtHome,
				weight: own.weight,
				source: own.source,
				links: own.links ?? [],
				milestones: milestones.get(own.id) ?? []
			})
		}))
		.sort(compareCodes);
}

function groupValues<T>(rows: readonly { of: string; value: T }[]): Map<string, T[]> {
	const groups = new Map<string, T[]>();
	for (const { of, value } of rows) {
		const group = groups.get(of);
		if (group) group.push(value);
		else groups.set(of, [value]);
	}
	return groups;
}
