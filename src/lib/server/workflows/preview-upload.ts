import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { ImportSummary } from '$lib/domain/workbook/import-summary';
import type { Context } from '../context';
import type { Plan } from '../plans/queries';
import { previewImport, type PreviewInput } from '../workbooks/commands';
import type { PreviewPage } from '../workbooks/preview-page';
import { packedTables, stageTables } from '../workbooks/staging';
import { packTables, unpackTables } from '../workbooks/upload';
import { roundsForStatuses } from './import-with-statuses';

/** A page of an upload's changes, and the rounds that its statuses can be read into. */
export interface UploadPreview extends PreviewPage {
	rounds: ImportSummary['rounds'];
}

/** Tables that are kept, as their form names them, and how they are shown. */
export interface StagedPreview extends Omit<PreviewInput, 'tables'> {
	table: string;
}

/** Returns a page of the changes of kept tables. Refuses tables that are gone ("gone") or are none. */
export async function previewStaged(
	context: Context,
	plan: Plan,
	{ table, ...input }: StagedPreview
): Promise<Result<UploadPreview>> {
	const { db, actor, now } = context;
	const owner = { personId: actor.personId, planId: plan.id };
	const packed = await packedTables(db.read, { owner, now }, table);
	if (packed === null) return refuseInvalid({ field: 'table', code: 'gone' });
	const tables = unpackTables(packed);
	if (!tables) return refuseInvalid({ field: 'table', code: 'unreadable' });
	return ok(await previewOf(context, plan, { ...input, tables }));
}

/** Compares new tables, and keeps them for the import unless nothing of them is read. */
export async function previewAndStage(
	context: Context,
	plan: Plan,
	input: PreviewInput
): Promise<{ preview: UploadPreview; staged: Result<{ table: string }> } | null> {
	const preview = await previewOf(context, plan, input);
	if (preview.view.sheets.length === 0) return null;
	// Last, since other changes wait until the worker's task has ended.
	return { preview, staged: await stageTables(context, plan.id, packTables(input.tables)) };
}

async function previewOf(context: Context, plan: Plan, input: PreviewInput): Promise<UploadPreview> {
	const rounds = await roundsForStatuses(context.db.read, plan, context.now);
	return { ...(await previewImport(context, plan, input)), rounds };
}
