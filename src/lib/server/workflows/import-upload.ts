import { refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Plan } from '../plans/queries';
import { deleteStaged, packedTables } from '../workbooks/staging';
import { unpackTables } from '../workbooks/upload';
import { importWithStatuses, type ImportWithStatuses } from './import-with-statuses';

/** A previewed file, named by its form, and how it is imported. */
export interface UploadedImport extends Omit<ImportWithStatuses, 'tables' | 'alongside'> {
	table: string;
}

/** Counts of an import. */
export interface ImportCounts {
	added: number;
	changed: number;
	evaluated: number;
}

/**
 * Imports a previewed file, and deletes its staged tables with it. Refuses tables that are gone ("gone"), and a
 * plan that has changed since (`stale`, without the new preview: the page makes its own).
 */
export async function importUpload(
	context: Context,
	plan: Plan,
	{ table, ...input }: UploadedImport
): Promise<Result<ImportCounts>> {
	const { db, actor, now } = context;
	const owner = { personId: actor.personId, planId: plan.id };
	const packed = await packedTables(db.read, { owner, now }, table);
	const tables = packed === null ? null : unpackTables(packed);
	if (!tables) {
		// In the write queue, where a form that is sent again gets its first answer.
		const code = packed === null ? 'gone' : 'unreadable';
		return db.write(async () => refuseInvalid({ field: 'table', code }));
	}
	const alongside: ImportWithStatuses['alongside'] = (tx) => deleteStaged(tx, table);
	const imported = await importWithStatuses(context, plan, { ...input, tables, alongside });
	if (imported.ok || imported.refused.code !== 'stale') return imported;
	return refuse({ code: 'stale', current: null });
}
