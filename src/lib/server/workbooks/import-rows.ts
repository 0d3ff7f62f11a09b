import { and, eq, inArray } from 'drizzle-orm';
import { createSlug } from '$lib/domain/slug';
import type { ChangedRow } from '$lib/domain/workbook/comparison-result';
import type { WorkbookMeasure } from '$lib/domain/workbook/workbook-row';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { giveWay } from '../database/give-way';
import { appendEvent, type NewEvent } from '../database/event-log';
import * as schema from '../database/schema';
import type { ExportedMeasure, WorkbookReferences } from './queries';

/** The state of one import's transaction. */
export interface ImportTransaction {
	tx: Transaction;
	plan: { id: number };
	frame: WorkbookReferences;
	note: { actor: Context['actor']; now: Date; reason: string };
}

/** Adds the new measures. */
export async function insertMeasureRows(
	writing: ImportTransaction,
	added: readonly WorkbookMeasure[]
): Promise<void> {
	if (added.length === 0) return;
	const { tx, plan, frame } = writing;
	const known = await tx.select({ id: schema.measure.id }).from(schema.measure);
	const taken = new Set(known.map(({ id }) => id));
	for (const [index, row] of added.entries()) {
		await giveWay(index);
		const { nb, nn } = row.title;
		const id = createSlug(nb ?? nn ?? '', taken);
		taken.add(id);
		await tx.insert(schema.measure).values({
			...measureColumns(row, frame),
			title: row.title,
			origin: row.origin,
			lifecycle: row.lifecycle,
			id,
			planId: plan.id,
			code: row.code
		});
		await insertThreads(tx, id, row, frame);
		const after = withoutEmptyFields(rowForLog(row, frame));
		await recordImportEvent(writing, { nounId: id, verb: 'add-measure', before: {}, after });
	}
}

/** Updates the fields that differ. */
export async function updateMeasureRows(
	writing: ImportTransaction,
	standing: ReadonlyMap<string, ExportedMeasure>,
	changed: readonly ChangedRow[]
): Promise<void> {
	for (const [index, row] of changed.entries()) {
		await giveWay(index);
		await updateMeasureRow(writing, standing.get(row.code)!, row);
	}
}

/** A lifecycle change gets its own event. */
async function updateMeasureRow(
	writing: ImportTransaction,
	{ id, version }: ExportedMeasure,
	row: ChangedRow
): Promise<void> {
	const { tx, frame } = writing;
	const { lifecycle, ...texts } = row.after;
	await tx
		.update(schema.measure)
		.set({ ...measureColumns(row.after, frame), version: version + 1 })
		.where(eq(schema.measure.id, id));
	await deleteThreads(tx, id, row.after);
	await insertThreads(tx, id, row.after, frame);
	if (Object.keys(texts).length > 0) {
		const { lifecycle: _lifecycle, ...before } = row.before;
		const difference = { before: rowForLog(before, frame), after: rowForLog(texts, frame) };
		await recordImportEvent(writing, { nounId: id, verb: 'edit-measure', ...difference });
	}
	if (lifecycle)
		await recordImportEvent(writing, {
			nounId: id,
			verb: 'change-lifecycle',
			before: { lifecycle: row.before.lifecycle },
			after: { lifecycle }
		});
}

/** Returns the columns of the measure's own row. */
function measureColumns(
	row: Partial<WorkbookMeasure>,
	{ ids }: WorkbookReferences
): Partial<typeof schema.measure.$inferInsert> {
	const {
		code: _code,
		area,
		furtherAreas: _further,
		body,
		links,
		values: _values,
		partners: _partners,
		...rest
	} = row;
	const { challenges: _challenges, opportunities: _opportunities, milestones: _milestones, ...own } = rest;
	return {
		...own,
		...(links && { links: links.length > 0 ? links : null }),
		...(area !== undefined && { areaId: area === null ? null : ids.areas.get(String(area))! }),
		...(body !== undefined && { bodyId: body === null ? null : ids.bodies.get(body)! })
	};
}

async function deleteThreads(tx: Transaction, id: string, row: Partial<WorkbookMeasure>): Promise<void> {
	const { measureArea, measureValue, measurePartner, milestone } = schema;
	if (row.furtherAreas) await tx.delete(measureArea).where(eq(measureArea.measureId, id));
	if (row.values) await tx.delete(measureValue).where(eq(measureValue.measureId, id));
	if (row.partners) await tx.delete(measurePartner).where(eq(measurePartner.measureId, id));
	if (row.milestones) await tx.delete(milestone).where(eq(milestone.measureId, id));
	for (const kind of ['challenge', 'opportunity'] as const)
		if (row[kind === 'challenge' ? 'challenges' : 'opportunities']) await deleteDrivers(tx, id, kind);
}

async function deleteDrivers(tx: Transaction, id: string, kind: 'challenge' | 'opportunity'): Promise<void> {
	const { driver, measureDriver } = schema;
	const ofKind = tx.select({ id: driver.id }).from(driver).where(eq(driver.kind, kind));
	await tx
		.delete(measureDriver)
		.where(and(eq(measureDriver.measureId, id), inArray(measureDriver.driverId, ofKind)));
}

async function insertThreads(
	tx: Transaction,
	measureId: string,
	row: Partial<WorkbookMeasure>,
	{ ids }: WorkbookReferences
): Promise<void> {
	const { measureArea, measureValue, measureDriver, measurePartner, milestone } = schema;
	const areas = (row.furtherAreas ?? []).map((number) => ({
		measureId,
		areaId: ids.areas.get(String(number))!
	}));
	if (areas.length > 0) await tx.insert(measureArea).values(areas);
	const values = (row.values ?? []).map((code) => ({ measureId, valueId: ids.values.get(code)! }));
	if (values.length > 0) await tx.insert(measureValue).values(values);
	const drivers = [...(row.challenges ?? []), ...(row.opportunities ?? [])].map((code) => ({
		measureId,
		driverId: ids.drivers.get(code)!
	}));
	if (drivers.length > 0) await tx.insert(measureDriver).values(drivers);
	const partners = (row.partners ?? []).map((number) => ({
		measureId,
		partnerId: ids.partners.get(number)!
	}));
	if (partners.length > 0) await tx.insert(measurePartner).values(partners);
	const milestones = (row.milestones ?? []).map((one) => ({ ...one, measureId }));
	if (milestones.length > 0) await tx.insert(milestone).values(milestones);
}

/** Returns a row without its empty fields. */
export function withoutEmptyFields(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
	);
}

/** Returns a row for the change log: area and body by name, threads by code. */
export function rowForLog(
	row: Partial<WorkbookMeasure>,
	{ names }: WorkbookReferences
): Record<string, unknown> {
	const { area, furtherAreas, body, ...rest } = row;
	const name = (key: string | number | null, among: WorkbookReferences['names']['areas']) =>
		key === null ? null : (among.get(String(key)) ?? null);
	return {
		...rest,
		...(area !== undefined && { area: name(area, names.areas) }),
		...(furtherAreas && { furtherAreas: furtherAreas.map(String) }),
		...(body !== undefined && { body: name(body, names.bodies) })
	};
}

async function recordImportEvent(
	{ tx, plan, note: { actor, now, reason } }: ImportTransaction,
	event: Pick<NewEvent, 'nounId' | 'verb' | 'before' | 'after'>
): Promise<void> {
	await appendEvent(tx, actor, now, { ...event, planId: plan.id, noun: 'measure', reason });
}
