import { and, asc, count, eq } from 'drizzle-orm';
import { isClosedMatter } from '$lib/domain/matter/matter';
import { maxMatterFiles } from '$lib/domain/matter/matter-file';
import { ok, refuse, refuseInvalid, type Refused, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { matterFile } from '../database/schema';
import { checkFile, insertFiles, type ChosenFile } from './chosen-files';
import { matterById, senderPersonId, type Matter } from './queries';
import { readStatusToken } from './status-link';

/** The matter of a command about its files: by address, or by the link of a sender without an account. */
export type FileTarget = { partnershipId: number; id: number } | { token: string };

/** Lists a matter's files without their content. */
export async function matterFiles(read: Queryable, matterId: number) {
	const { id, name, kind, bytes, addedAt } = matterFile;
	return read
		.select({ id, name, kind, bytes, addedAt })
		.from(matterFile)
		.where(eq(matterFile.matterId, matterId))
		.orderBy(asc(matterFile.id));
}

/** Returns a matter's file with its content, or null. */
export async function matterFileById(read: Queryable, matterId: number, id: number) {
	const [found] = await read
		.select()
		.from(matterFile)
		.where(and(eq(matterFile.id, id), eq(matterFile.matterId, matterId)));
	return found ?? null;
}

/**
 * Adds a file to a matter until it is closed. Its kind is read from its content. Refuses other kinds, a large one, one
 * too many and an identity number in its name.
 */
export async function addMatterFile(
	{ db, actor, now }: Context,
	target: FileTarget,
	file: ChosenFile | null
): Promise<Result> {
	const checked = await checkFile(file);
	return db.write(async (tx) => {
		const found = await editableMatter(tx, { actor, now }, target);
		if ('refused' in found) return found;
		if ('refused' in checked) return checked;
		const [held] = await tx
			.select({ files: count() })
			.from(matterFile)
			.where(eq(matterFile.matterId, found.id));
		if (held!.files >= maxMatterFiles) return refuseInvalid({ field: 'file', code: 'too-many-files' });
		await insertFiles(tx, { matterId: found.id, now }, [checked]);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'add-file-matter', noun: 'matter', nounId: found.id },
			after: { kind: checked.kind, bytes: checked.content.byteLength }
		});
		return ok();
	});
}

/** Deletes a file of a matter until it is closed. */
export async function removeMatterFile(
	{ db, actor, now }: Context,
	target: FileTarget,
	fileId: number
): Promise<Result> {
	return db.write(async (tx) => {
		const found = await editableMatter(tx, { actor, now }, target);
		if ('refused' in found) return found;
		const [gone] = await tx
			.delete(matterFile)
			.where(and(eq(matterFile.id, fileId), eq(matterFile.matterId, found.id)))
			.returning({ kind: matterFile.kind, bytes: matterFile.bytes });
		if (!gone) return refuse({ code: 'not-found' });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'remove-file-matter', noun: 'matter', nounId: found.id },
			before: gone
		});
		return ok();
	});
}

/** Returns the matter whose files the actor may change: the secretariat, and its sender. */
async function editableMatter(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	target: FileTarget
): Promise<Matter | Refused> {
	const found = await targetMatter(tx, now, target);
	if (!('token' in target)) {
		const isOwn = actor.personId !== null && (await senderPersonId(tx, target.id)) === actor.personId;
		const action = isOwn ? 'matter.register' : 'matter.triage';
		const denied = await denial(tx, actor, { action, partnershipId: target.partnershipId });
		if (denied) return denied;
	}
	if (!found) return refuse({ code: 'not-found' });
	return isClosedMatter(found.state) ? refuse({ code: 'wrong-state', state: found.state }) : found;
}

async function targetMatter(tx: Transaction, now: Date, target: FileTarget): Promise<Matter | null> {
	if (!('token' in target)) return matterById(tx, target.partnershipId, target.id);
	const link = await readStatusToken(tx, now, target.token);
	return link?.kind === 'matter' ? link.matter : null;
}
