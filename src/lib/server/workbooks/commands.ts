import { createHash } from 'node:crypto';
import { and, eq, inArray } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Locale } from '$lib/domain/localized';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { createSlug } from '$lib/domain/slug';
import type { ChangedRow, WorkbookComparison } from '$lib/domain/workbook/comparison-result';
import {
	compareWorkbook,
	comparisonFingerprint,
	hasOpenQuestions,
	type ImportOptions
} from '$lib/domain/workbook/workbook-comparison';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { CellChoices } from '$lib/domain/workbook/workbook-choices';
import type { WorkbookMeasure } from '$lib/domain/workbook/workbook-row';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, type NewEvent } from '../database/event-log';
import * as schema from '../database/schema';
import type { Plan } from '../plans/queries';
import { rememberAnswers, rememberedAnswers } from './mappings';
import {
	workbookReferences,
	workbookMeasures,
	type ExportedMeasure,
	type WorkbookReferences
} from './queries';

type WorkbookOwner = Pick<Plan, 'id' | 'partnershipId' | 'writtenForm'>;

/** An import's changes and their seal. The same plan and workbook give the same seal. */
export interface WorkbookPreview {
	comparison: WorkbookComparison;
	/** Changed fields for the change log, in the comparison's order. */
	told: { before: Record<string, unknown>; after: Record<string, unknown> }[];
	/** Fields of the new measures. */
	toldNew: Record<string, unknown>[];
	/** Returns the items of the plan that themes and names may become. */
	choices(locale: Locale): ImportSummary['choices'];
	seal: string;
}

/** Compares a workbook with the current plan without changing it. */
export async function previewImport(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	plan: WorkbookOwner,
	source: ImportSource
): Promise<WorkbookPreview> {
	return (await compareWithPlan({ read: db.read, now }, plan, source)).preview;
}

/** Compares a new file with the plan, by the choices made for the last file with the same headers. */
export async function previewFile(
	context: Pick<Context, 'db' | 'now'>,
	plan: WorkbookOwner,
	tables: readonly Worksheet[]
): Promise<WorkbookPreview> {
	const preview = await previewImport(context, plan, { tables });
	const { recognitions } = preview.comparison;
	const answers = await rememberedAnswers(context.db.read, { ...plan, recognitions });
	return answers.size === 0 ? preview : previewImport(context, plan, { tables, answers });
}

/** A file's tables, and how they are read. */
export interface ImportSource extends ImportOptions {
	tables: readonly Worksheet[];
}

export interface ImportInput extends ImportSource {
	/** The seal of the confirmed preview. */
	seal: string;
	/** The reason for the events of all added and changed measures. */
	reason: string;
}

/**
 * Imports a workbook's measures, all or none, in one transaction: adds new ones and updates those that
 * differ, with an event each. Measures not in the workbook stay.
 *
 * Refuses a workbook with errors (`refuseInvalid`), and one whose changes differ from the preview (`stale`,
 * with the new preview).
 */
export async function importMeasures(
	{ db, actor, now }: Context,
	plan: WorkbookOwner,
	{ seal, reason, ...source }: ImportInput
): Promise<Result<{ added: number; changed: number }>> {
	return runCommand({ db, actor }, { planId: plan.id, action: 'plan.edit' }, async (tx) => {
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'reason-required' });
		const { preview, frame, standing } = await compareWithPlan({ read: tx, now }, plan, source);
		if (preview.seal !== seal) return refuse({ code: 'stale', current: preview });
		const { added, changed, faults } = preview.comparison;
		if (faults.length > 0 || hasOpenQuestions(preview.comparison))
			return refuseInvalid({ field: 'table', code: 'has-faults' });
		const writing = { tx, plan, frame, note: { actor, now, reason: reason.trim() } };
		await insertMeasureRows(
			writing,
			added.map(({ measure }) => measure)
		);
		const byCodes = new Map(standing.map((one) => [one.row.code, one]));
		for (const row of changed) await updateMeasureRow(writing, byCodes.get(row.code)!, row);
		const { recognitions } = preview.comparison;
		if (source.answers)
			await rememberAnswers(tx, { ...plan, recognitions }, { answers: source.answers, now });
		return ok({ added: added.length, changed: changed.length });
	});
}

async function compareWithPlan(
	{ read, now }: { read: Queryable; now: Date },
	plan: WorkbookOwner,
	{ tables, ...options }: ImportSource
) {
	const frame = await workbookReferences(read, plan, toOsloDate(now));
	const standing = await workbookMeasures(read, plan.id);
	const comparison = compareWorkbook(
		tables,
		standing.map(({ row }) => row),
		frame,
		options
	);
	const seal = createHash('sha256').update(comparisonFingerprint(comparison)).digest('hex');
	const told = comparison.changed.map(({ before, after }) => ({
		before: rowForLog(before, frame),
		after: rowForLog(after, frame)
	}));
	const toldNew = comparison.added.map(({ measure }) => withoutEmptyFields(rowForLog(measure, frame)));
	const labelled = (among: CellChoices, locale: Locale) =>
		among.all().map(({ key }) => ({ key, label: among.label(key, locale) }));
	const choices = (locale: Locale) => ({
		areas: labelled(frame.areas, locale),
		bodies: labelled(frame.bodies, locale),
		partners: labelled(frame.partners, locale)
	});
	return { preview: { comparison, told, toldNew, choices, seal }, frame, standing };
}

/** The state of one import's transaction. */
interface ImportTransaction {
	tx: Transaction;
	plan: WorkbookOwner;
	frame: WorkbookReferences;
	note: { actor: Context['actor']; now: Date; reason: string };
}

async function insertMeasureRows(
	writing: ImportTransaction,
	added: readonly WorkbookMeasure[]
): Promise<void> {
	if (added.length === 0) return;
	const { tx, plan, frame } = writing;
	const known = await tx.select({ id: schema.measure.id }).from(schema.measure);
	const taken = new Set(known.map(({ id }) => id));
	for (const row of added) {
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

/** Updates the fields that differ. A lifecycle change gets its own event. */
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
function withoutEmptyFields(row: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(row).filter(([, value]) => value !== null && !(Array.isArray(value) && value.length === 0))
	);
}

/** Returns a row for the change log: area and body by name, threads by code. */
function rowForLog(row: Partial<WorkbookMeasure>, { names }: WorkbookReferences): Record<string, unknown> {
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
