import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import { continuesAsFunding, type PlanPeriod } from '$lib/domain/plan/next-period';
import type { Transaction } from '../database/database';
import { body, coreValue, driver, focusArea, funding, goalState } from '../database/schema';

/** New entry ids by old entry id; ended entries are not copied. */
export interface CopiedIds {
	area: Map<number, number>;
	value: Map<number, number>;
	driver: Map<number, number>;
}

/**
 * Copies a plan's goals, funding, areas, values and drivers without ended entries. An ended area is copied if
 * a chosen measure belongs to it.
 *
 * @param chosen the measures to copy
 */
export async function copyStructure(
	tx: Transaction,
	from: number,
	to: PlanPeriod & { planId: number },
	chosen: readonly { areaId: number | null }[]
): Promise<CopiedIds> {
	await copyGoals(tx, from, to.planId);
	await copyFunding(tx, from, to);
	return {
		area: await copyAreas(tx, { from, planId: to.planId }, chosen),
		value: await copyValues(tx, from, to.planId),
		driver: await copyDrivers(tx, from, to.planId)
	};
}

async function copyGoals(tx: Transaction, from: number, planId: number): Promise<void> {
	const goals = await tx
		.select({ text: goalState.text })
		.from(goalState)
		.where(and(eq(goalState.planId, from), isNull(goalState.endedOn)))
		.orderBy(asc(goalState.place));
	if (goals.length > 0) await tx.insert(goalState).values(withPlaces(goals, planId));
}

async function copyFunding(
	tx: Transaction,
	from: number,
	{ planId, ...period }: PlanPeriod & { planId: number }
) {
	const all = await tx
		.select()
		.from(funding)
		.where(and(eq(funding.planId, from), isNull(funding.endedOn)))
		.orderBy(asc(funding.place));
	const ahead = all
		.filter((one) => continuesAsFunding(one, period))
		.map(({ name, year, amountNok, note, source }) => ({ name, year, amountNok, note, source }));
	if (ahead.length > 0) await tx.insert(funding).values(withPlaces(ahead, planId));
}

async function copyValues(tx: Transaction, from: number, planId: number): Promise<Map<number, number>> {
	const values = await tx
		.select()
		.from(coreValue)
		.where(and(eq(coreValue.planId, from), isNull(coreValue.endedOn)))
		.orderBy(asc(coreValue.place));
	if (values.length === 0) return new Map();
	const copies = values.map(({ code, name, description }) => ({ code, name, description }));
	const made = await tx.insert(coreValue).values(withPlaces(copies, planId)).returning();
	return mapIds(values, made, (one) => one.code);
}

async function copyDrivers(tx: Transaction, from: number, planId: number): Promise<Map<number, number>> {
	const drivers = await tx
		.select()
		.from(driver)
		.where(and(eq(driver.planId, from), isNull(driver.endedOn)))
		.orderBy(asc(driver.place));
	if (drivers.length === 0) return new Map();
	const copies = drivers.map(({ kind, code, title, description }) => ({ kind, code, title, description }));
	const made = await tx.insert(driver).values(withPlaces(copies, planId)).returning();
	return mapIds(drivers, made, (one) => one.code);
}

/** Copies focus areas, without a responsible body where it has ended. */
async function copyAreas(
	tx: Transaction,
	{ from, planId }: { from: number; planId: number },
	chosen: readonly { areaId: number | null }[]
): Promise<Map<number, number>> {
	const inUse = [...new Set(chosen.flatMap(({ areaId }) => areaId ?? []))];
	const rows = await tx
		.select({ area: focusArea, bodyId: body.id })
		.from(focusArea)
		.leftJoin(body, and(eq(body.id, focusArea.bodyId), isNull(body.endedOn)))
		.where(and(eq(focusArea.planId, from), or(isNull(focusArea.endedOn), inArray(focusArea.id, inUse))))
		.orderBy(asc(focusArea.number));
	if (rows.length === 0) return new Map();
	const made = await tx
		.insert(focusArea)
		.values(
			rows.map(({ area: { number, name, shortName, summary, kind, source }, bodyId }) => ({
				...{ planId, number, name, shortName, summary, kind, source, bodyId }
			}))
		)
		.returning();
	return mapIds(
		rows.map(({ area }) => area),
		made,
		(one) => String(one.number)
	);
}

function withPlaces<T>(all: readonly T[], planId: number) {
	return all.map((one, index) => ({ ...one, planId, place: index + 1 }));
}

/** Maps old ids to new ids of the entries with the same code or number. */
function mapIds<T extends { id: number }>(
	old: readonly T[],
	made: readonly T[],
	known: (one: T) => string
): Map<number, number> {
	const ids = new Map(made.map((one) => [known(one), one.id]));
	return new Map(old.map((one) => [one.id, ids.get(known(one))!]));
}
