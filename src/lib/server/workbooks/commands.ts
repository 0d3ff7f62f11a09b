import { createHash } from 'node:crypto';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Status } from '$lib/domain/evaluation/evaluation';
import type { Locale } from '$lib/domain/localized';
import { isReportable, type Lifecycle } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { WorkbookComparison } from '$lib/domain/workbook/comparison-result';
import {
	compareWorkbook,
	comparisonFingerprint,
	hasOpenQuestions,
	type ImportOptions
} from '$lib/domain/workbook/workbook-comparison';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import type { ImportedStatus, ImportSummary } from '$lib/domain/workbook/import-summary';
import type { CellChoices } from '$lib/domain/workbook/workbook-choices';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { evaluatedCodes } from '../evaluations/queries';
import type { Plan } from '../plans/queries';
import { rememberAnswers, rememberedAnswers } from './mappings';
import { insertMeasureRows, rowForLog, updateMeasureRow, withoutEmptyFields } from './import-rows';
import { workbookReferences, workbookMeasures } from './queries';

type WorkbookOwner = Pick<Plan, 'id' | 'partnershipId' | 'writtenForm'>;

/** An import's changes and their seal. The same plan and workbook give the same seal. */
export interface WorkbookPreview {
	comparison: WorkbookComparison;
	/** Changed fields for the change log, in the comparison's order. */
	told: { before: Record<string, unknown>; after: Record<string, unknown> }[];
	/** Statuses in the file, and the ones that can become a first evaluation. */
	statuses: ImportedStatus[];
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
	input: ImportInput
): Promise<Result<{ added: number; changed: number }>> {
	return runCommand({ db, actor }, { planId: plan.id, action: 'plan.edit' }, async (tx) => {
		const applied = await applyImport({ tx, actor, now }, plan, input);
		if (!applied.ok) return applied;
		const { added, changed } = applied.value;
		return ok({ added, changed });
	});
}

/** An import's counts, and the statuses that can become evaluations. */
interface AppliedImport {
	added: number;
	changed: number;
	statuses: (ImportedStatus & { status: Status })[];
}

/** Imports measures within the caller's transaction, which has checked permission. Refuses before it writes. */
export async function applyImport(
	{ tx, actor, now }: Pick<Context, 'actor' | 'now'> & { tx: Transaction },
	plan: WorkbookOwner,
	{ seal, reason, ...source }: ImportInput
): Promise<Result<AppliedImport>> {
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
	if (source.answers) await rememberAnswers(tx, { ...plan, recognitions }, { answers: source.answers, now });
	const statuses = preview.statuses.flatMap((one) =>
		one.status && one.use === 'evaluation' ? [{ ...one, status: one.status }] : []
	);
	return ok({ added: added.length, changed: changed.length, statuses });
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
	const statuses = statusesOf(comparison, {
		lifecycles: new Map(standing.map(({ row }) => [row.code, row.lifecycle])),
		evaluated: await evaluatedCodes(read, plan.id)
	});
	return { preview: { comparison, told, toldNew, statuses, choices, seal }, frame, standing };
}

/** Returns the file's statuses with their use: only a measure's first evaluation comes from a file. */
function statusesOf(
	{ added, changed, statuses }: WorkbookComparison,
	{ lifecycles, evaluated }: { lifecycles: Map<string, Lifecycle>; evaluated: ReadonlySet<string> }
): ImportedStatus[] {
	for (const { measure } of added) lifecycles.set(measure.code, measure.lifecycle);
	for (const { code, after } of changed) if (after.lifecycle) lifecycles.set(code, after.lifecycle);
	return statuses.map(({ code, status: { value: status, words } }) => {
		if (!status) return { code, status, words, use: 'unread' };
		if (evaluated.has(code)) return { code, status, words, use: 'evaluated' };
		return { code, status, words, use: isReportable(lifecycles.get(code)!) ? 'evaluation' : 'proposed' };
	});
}
