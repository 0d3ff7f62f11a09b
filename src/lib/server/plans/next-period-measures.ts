import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import {
	nextPeriodTrajectory,
	nextPeriodDeadline,
	nextPeriodMeasureId,
	nextPeriodLifecycle,
	type PlanPeriod
} from '$lib/domain/plan/next-period';
import type { Transaction } from '../database/database';
import { readingValue } from '../database/readings';
import * as schema from '../database/schema';
import type { CopiedIds } from './next-period-structure';
import type { Plan } from './queries';

type Measure = typeof schema.measure.$inferSelect;

/** A copied measure's new id and the measure it was copied from. */
export interface CopiedMeasure {
	id: string;
	before: Measure;
}

/**
 * Copies measures with their threads, partners, open milestones, indicators and rollout into another plan,
 * each linked to its source. Evaluations and readings are not copied.
 */
export async function copyMeasures(
	tx: Transaction,
	chosen: readonly Measure[],
	to: PlanPeriod & { planId: number; before: Plan },
	keys: CopiedIds
): Promise<CopiedMeasure[]> {
	const all = await tx.select({ id: schema.measure.id }).from(schema.measure);
	const taken = new Set(all.map((one) => one.id));
	const years = { before: to.before.fromYear, from: to.from };
	const made = chosen.map((before) => {
		const id = nextPeriodMeasureId(before.id, years, taken);
		taken.add(id);
		return { id, before };
	});
	const bodies = await activeBodies(tx, to.before.partnershipId);
	await insertInBatches(
		made.map((one) => copiedColumns(one, { ...to, keys, bodies })),
		(rows) => tx.insert(schema.measure).values(rows)
	);
	await insertInBatches(
		made.map(({ id, before: { id: beforeId, code, title } }) => ({ measureId: id, beforeId, code, title })),
		(rows) => tx.insert(schema.measureBefore).values(rows)
	);
	const copies = new Map(made.map(({ id, before }) => [before.id, id]));
	await copyThreads(tx, copies, keys);
	await copyPartners(tx, copies);
	await copyMilestones(tx, copies);
	await copyIndicators(tx, copies, to);
	return made;
}

/** The plan that measures are copied to, its entries, and the bodies that can be responsible. */
interface CopyTarget extends PlanPeriod {
	planId: number;
	keys: CopiedIds;
	bodies: ReadonlySet<number>;
}

function copiedColumns({ id, before }: CopiedMeasure, to: CopyTarget): typeof schema.measure.$inferInsert {
	const { version: _version, areaId, bodyId, ...own } = before;
	return {
		...own,
		...nextPeriodDeadline(own, to),
		id,
		planId: to.planId,
		areaId: areaId === null ? null : to.keys.area.get(areaId)!,
		bodyId: bodyId !== null && to.bodies.has(bodyId) ? bodyId : null,
		lifecycle: nextPeriodLifecycle(own.lifecycle)
	};
}

/** Returns the ids of the bodies that have not ended. */
async function activeBodies(tx: Transaction, partnershipId: number): Promise<ReadonlySet<number>> {
	const { body } = schema;
	const rows = await tx
		.select({ id: body.id })
		.from(body)
		.where(and(eq(body.partnershipId, partnershipId), isNull(body.endedOn)));
	return new Set(rows.map((one) => one.id));
}

/** New measure ids by old measure id. */
type CopiedMeasureIds = ReadonlyMap<string, string>;

async function copyThreads(tx: Transaction, copies: CopiedMeasureIds, keys: CopiedIds): Promise<void> {
	const { measureArea, measureDriver, measureValue } = schema;
	const old = [...copies.keys()];
	const areas = await tx.select().from(measureArea).where(inArray(measureArea.measureId, old));
	const values = await tx.select().from(measureValue).where(inArray(measureValue.measureId, old));
	const drivers = await tx.select().from(measureDriver).where(inArray(measureDriver.measureId, old));
	await insertInBatches(
		areas.flatMap(({ areaId, ...row }) =>
			copiedLink(keys.area.get(areaId), (id) => ({ ...row, areaId: id }))
		),
		(rows) => tx.insert(measureArea).values(withNewMeasureIds(rows, copies))
	);
	await insertInBatches(
		values.flatMap(({ valueId, ...row }) =>
			copiedLink(keys.value.get(valueId), (id) => ({ ...row, valueId: id }))
		),
		(rows) => tx.insert(measureValue).values(withNewMeasureIds(rows, copies))
	);
	await insertInBatches(
		drivers.flatMap(({ driverId, ...row }) =>
			copiedLink(keys.driver.get(driverId), (id) => ({ ...row, driverId: id }))
		),
		(rows) => tx.insert(measureDriver).values(withNewMeasureIds(rows, copies))
	);
}

/** Returns the copied thread, or nothing if its target was not copied. */
function copiedLink<T>(id: number | undefined, make: (id: number) => T): T[] {
	return id === undefined ? [] : [make(id)];
}

/** Copies participating partners and rollout answers: rollout is independent of the plan period. */
async function copyPartners(tx: Transaction, copies: CopiedMeasureIds): Promise<void> {
	const { measurePartner, partner, rollout, rolloutStep } = schema;
	const old = [...copies.keys()];
	const partners = tx.select({ id: partner.id }).from(partner).where(isNull(partner.endedOn));
	const taking = await tx
		.select()
		.from(measurePartner)
		.where(and(inArray(measurePartner.measureId, old), inArray(measurePartner.partnerId, partners)));
	const introduced = await tx
		.select()
		.from(rollout)
		.where(and(inArray(rollout.measureId, old), inArray(rollout.partnerId, partners)));
	const steps = await tx
		.select()
		.from(rolloutStep)
		.where(and(inArray(rolloutStep.measureId, old), inArray(rolloutStep.partnerId, partners)))
		.orderBy(asc(rolloutStep.id));
	await insertInBatches(taking, (rows) => tx.insert(measurePartner).values(withNewMeasureIds(rows, copies)));
	await insertInBatches(
		introduced.map(({ id: _id, version: _version, ...one }) => one),
		(rows) => tx.insert(rollout).values(withNewMeasureIds(rows, copies))
	);
	await insertInBatches(
		steps.map(({ id: _id, ...one }) => one),
		(rows) => tx.insert(rolloutStep).values(withNewMeasureIds(rows, copies))
	);
}

/** Copies milestones that are not done, with their due dates. */
async function copyMilestones(tx: Transaction, copies: CopiedMeasureIds): Promise<void> {
	const { milestone } = schema;
	const ahead = await tx
		.select({ measureId: milestone.measureId, title: milestone.title, due: milestone.due })
		.from(milestone)
		.where(and(inArray(milestone.measureId, [...copies.keys()]), isNull(milestone.doneOn)))
		.orderBy(asc(milestone.due), asc(milestone.id));
	await insertInBatches(ahead, (rows) => tx.insert(milestone).values(withNewMeasureIds(rows, copies)));
}

async function copyIndicators(tx: Transaction, copies: CopiedMeasureIds, period: PlanPeriod): Promise<void> {
	const { indicator, indicatorReading, indicatorTarget } = schema;
	const found = await tx
		.select()
		.from(indicator)
		.where(and(inArray(indicator.measureId, [...copies.keys()]), isNull(indicator.endedOn)))
		.orderBy(asc(indicator.place), asc(indicator.id));
	const ids = found.map((one) => one.id);
	const allTargets = await tx
		.select()
		.from(indicatorTarget)
		.where(inArray(indicatorTarget.indicatorId, ids))
		.orderBy(asc(indicatorTarget.year));
	const allReadings = await tx
		.select()
		.from(indicatorReading)
		.where(inArray(indicatorReading.indicatorId, ids));
	for (const { id, measureId, place, name, unit, ...course } of found) {
		const { targets, ...start } = nextPeriodTrajectory(
			{
				...course,
				targets: allTargets.filter(({ indicatorId }) => indicatorId === id),
				readings: allReadings
					.filter(({ indicatorId }) => indicatorId === id)
					.map((one) => ({ ...one, value: readingValue(one) }))
			},
			period
		);
		const [made] = await tx
			.insert(indicator)
			.values({ measureId: copies.get(measureId)!, place, name, unit, ...start })
			.returning({ id: indicator.id });
		const indicatorId = made!.id;
		if (targets.length > 0)
			await tx
				.insert(indicatorTarget)
				.values(targets.map(({ year, value }) => ({ indicatorId, year, value })));
	}
}

/** Returns rows that refer to the copied measures. */
function withNewMeasureIds<Row extends { measureId: string }>(
	rows: readonly Row[],
	copies: CopiedMeasureIds
): Row[] {
	return rows.map((row) => ({ ...row, measureId: copies.get(row.measureId)! }));
}

/** Keeps a statement's bound values within SQLite's limit. */
const batchSize = 1000;

async function insertInBatches<T>(
	rows: readonly T[],
	insert: (part: T[]) => PromiseLike<unknown>
): Promise<void> {
	for (let at = 0; at < rows.length; at += batchSize) await insert(rows.slice(at, at + batchSize));
}
