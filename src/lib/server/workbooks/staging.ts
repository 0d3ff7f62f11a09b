import { randomBytes } from 'node:crypto';
import { and, desc, eq, inArray, lt } from 'drizzle-orm';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import { isStagedTables } from '$lib/forms/workbook';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { importStaging } from '../database/schema';

/** Hours that a file's tables are kept for its import. */
const hoursKept = 24;

/** The newest files that are kept for each person and plan. */
const filesKept = 3;

/** The largest packed tables. A file of five megabytes, the largest taken, packs to less. */
const maxStagedBytes = 6 * 1024 * 1024;

/** Person who uploaded a file, and the plan it is for. */
interface StagingOwner {
	personId: number | null;
	planId: number;
}

/**
 * Keeps a file's packed tables until they are imported, so that its preview need not hold them. Deletes those of
 * all that have become too old, and the person's own beyond the newest few.
 *
 * @returns the text that names them in the form
 */
export async function stageTables(
	{ db, actor, now }: Context,
	planId: number,
	packed: string
): Promise<Result<{ table: string }>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const content = Buffer.from(packed, 'base64url');
		if (content.byteLength > maxStagedBytes)
			return refuseInvalid({ field: 'table', code: 'too-much-inside' });
		const id = `staged.${randomBytes(16).toString('hex')}`;
		const personId = actor.personId!;
		await tx.delete(importStaging).where(lt(importStaging.at, oldestKept(now)));
		await tx.insert(importStaging).values({ id, personId, planId, content, at: now.toISOString() });
		await deleteOlder(tx, { personId, planId });
		return ok({ table: id });
	});
}

function oldestKept(now: Date): string {
	return new Date(now.getTime() - hoursKept * 3_600_000).toISOString();
}

async function deleteOlder(tx: Transaction, owner: StagingOwner): Promise<void> {
	const kept = await tx
		.select({ id: importStaging.id })
		.from(importStaging)
		.where(isOwn(owner))
		.orderBy(desc(importStaging.at), desc(importStaging.id));
	const older = kept.slice(filesKept).map(({ id }) => id);
	if (older.length > 0) await tx.delete(importStaging).where(inArray(importStaging.id, older));
}

function isOwn({ personId, planId }: StagingOwner) {
	return and(eq(importStaging.personId, personId ?? -1), eq(importStaging.planId, planId));
}

/**
 * Returns the packed tables of a form's field: staged ones, or the tables themselves, which forms opened before an
 * upgrade hold.
 *
 * @returns null if they are gone, or somebody else's
 */
export async function packedTables(
	read: Queryable,
	{ owner, now }: { owner: StagingOwner; now: Date },
	table: string
): Promise<string | null> {
	if (!isStagedTables(table)) return table;
	const [found] = await read
		.select()
		.from(importStaging)
		.where(and(eq(importStaging.id, table), isOwn(owner)));
	return found && found.at >= oldestKept(now) ? Buffer.from(found.content).toString('base64url') : null;
}

/** Deletes staged tables; none are there for a form that holds its own. */
export async function deleteStaged(tx: Transaction, table: string): Promise<void> {
	if (isStagedTables(table)) await tx.delete(importStaging).where(eq(importStaging.id, table));
}

/** Drops staged tables that are not to be imported. Those of others, and those that are gone, stay as they are. */
export async function dropStaged(
	{ db, actor }: Context,
	planId: number,
	table: string
): Promise<Result<null>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const owner = { personId: actor.personId, planId };
		await tx.delete(importStaging).where(and(eq(importStaging.id, table), isOwn(owner)));
		return ok(null);
	});
}
