import { restWhenDue } from '$lib/domain/rest';
import { isDeepStrictEqual } from 'node:util';
import type { Status } from '$lib/domain/evaluation/evaluation';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { ImportAnswers } from '$lib/domain/workbook/import-answers';
import type { ImportedStatus } from '$lib/domain/workbook/import-summary';
import { hasOpenQuestions, type ImportOptions } from '$lib/domain/workbook/workbook-comparison';
import type { Worksheet } from '$lib/domain/workbook/worksheet';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { compareTables, loadComparedPlan, type ComparedPlan, type ImportChanges } from './comparison';
import { insertMeasureRows, updateMeasureRows } from './import-rows';
import { rememberAnswers, rememberedAnswers } from './mappings';
import { toPreviewPage, type PreviewPage, type PreviewPageOptions } from './preview-page';
import { createWorkbookReferences, type WorkbookOwner } from './queries';

/** A file's tables, and how they are read. */
export interface ImportSource extends ImportOptions {
	tables: readonly Worksheet[];
}

/** A file, and the page of its changes that is shown. Without answers those of the last file with the same headers apply. */
export interface PreviewInput extends Omit<ImportSource, 'answers' | 'adopted'>, PreviewPageOptions {
	answers: ImportAnswers | null;
}

/** Compares a file with the current plan without changing it, and returns a page of the changes. Takes seconds for the largest files. */
export async function previewImport(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	plan: WorkbookOwner,
	{ tables, answers, ...options }: PreviewInput
): Promise<PreviewPage> {
	const compared = await loadComparedPlan(db.read, plan, now);
	const compare = (chosen?: ImportAnswers) =>
		compareTables(compared, tables, { ...options, ...(chosen && { answers: chosen }) });
	const first = compare(answers ?? undefined);
	if (answers) return toPreviewPage(first, options);
	restWhenDue();
	const { recognitions } = first.comparison;
	const remembered = await rememberedAnswers(db.read, { ...plan, recognitions });
	return toPreviewPage(remembered.size === 0 ? first : compare(remembered), options);
}

/** A plan and the changes a file makes to it. */
interface ComparedImport {
	compared: ComparedPlan;
	preview: ImportChanges;
}

/** Compares a file before the transaction that imports it, so that other changes do not wait meanwhile. */
export async function compareImport(
	{ db, now }: Pick<Context, 'db' | 'now'>,
	plan: WorkbookOwner,
	source: ImportSource
): Promise<ComparedImport> {
	const compared = await loadComparedPlan(db.read, plan, now);
	return { compared, preview: compareWith(compared, source) };
}

function compareWith(plan: ComparedPlan, { tables, ...options }: ImportSource): ImportChanges {
	const { comparison, statuses, seal } = compareTables(plan, tables, options);
	return { comparison, statuses, seal };
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
	const before = await compareImport({ db, now }, plan, input);
	return runCommand({ db, actor }, { planId: plan.id, action: 'plan.edit' }, async (tx) => {
		const applied = await applyImport({ tx, actor, now }, plan, { ...input, before });
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

/**
 * Imports measures within the caller's transaction, which has checked permission. Refuses before it writes.
 * The file is compared again only if the plan was changed after the comparison before the transaction.
 */
export async function applyImport(
	{ tx, actor, now }: Pick<Context, 'actor' | 'now'> & { tx: Transaction },
	plan: WorkbookOwner,
	{ seal, reason, before, ...source }: ImportInput & { before: ComparedImport }
): Promise<Result<AppliedImport>> {
	if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'reason-required' });
	const current = await loadComparedPlan(tx, plan, now);
	const isSame = isDeepStrictEqual(current, before.compared);
	const preview = isSame ? before.preview : compareWith(current, source);
	if (preview.seal !== seal) return refuse({ code: 'stale', current: preview });
	const { added, changed, faults } = preview.comparison;
	if (faults.length > 0 || hasOpenQuestions(preview.comparison))
		return refuseInvalid({ field: 'table', code: 'has-faults' });
	const frame = createWorkbookReferences(current.entries);
	const writing = { tx, plan, frame, note: { actor, now, reason: reason.trim() } };
	await insertMeasureRows(
		writing,
		added.map(({ measure }) => measure)
	);
	await updateMeasureRows(writing, new Map(current.standing.map((one) => [one.row.code, one])), changed);
	const { recognitions } = preview.comparison;
	if (source.answers) await rememberAnswers(tx, { ...plan, recognitions }, { answers: source.answers, now });
	const statuses = preview.statuses.flatMap((one) =>
		one.status && one.use === 'evaluation' ? [{ ...one, status: one.status }] : []
	);
	return ok({ added: added.length, changed: changed.length, statuses });
}
