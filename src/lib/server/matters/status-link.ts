import { randomBytes } from 'node:crypto';
import { and, eq, gt, inArray } from 'drizzle-orm';
import { isStatusPageOpen, pendingSince } from '$lib/domain/matter/open-form';
import type { Actor } from '$lib/domain/permission';
import { anonymous } from '$lib/domain/permission';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { Database, Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import * as schema from '../database/schema';
import { sha256 } from '../identity/hash';
import { copyPendingFiles } from './chosen-files';
import { insertMatter } from './commands';
import type { LinkedIds } from './plan-links';
import type { Matter } from './queries';
import { followedMatter } from './senders';

const { body, mail, matter, matterLink, matterSender, pendingMatter, pendingMatterFile } = schema;

const tokenPattern = /^[\w-]{43}$/;

/** The matter of a link: one to confirm, or one to follow. */
type StatusLink =
	| { kind: 'pending'; pending: typeof pendingMatter.$inferSelect }
	/** `followed` is the matter it was merged into, else the matter itself. */
	| { kind: 'matter'; matter: Matter; followed: Matter };

/** Makes the link of a mail about an unconfirmed matter; null if it no longer waits. */
export async function createConfirmationToken(
	tx: Transaction,
	_now: Date,
	pendingId: number
): Promise<string | null> {
	const token = randomBytes(32).toString('base64url');
	const changed = await tx
		.update(pendingMatter)
		.set({ tokenHash: sha256(token) })
		.where(eq(pendingMatter.id, pendingId))
		.returning({ id: pendingMatter.id });
	return changed.length > 0 ? token : null;
}

/** Makes a link to a matter's status page for its sender. Earlier links go on working. */
export async function createStatusToken(tx: Transaction, now: Date, matterId: number): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await tx.insert(matterLink).values({ tokenHash: sha256(token), matterId, createdAt: now.toISOString() });
	return token;
}

/** Returns the matter of a link; null if it is unknown or has ended. */
export async function readStatusToken(read: Queryable, now: Date, token: string): Promise<StatusLink | null> {
	if (!tokenPattern.test(token)) return null;
	const tokenHash = sha256(token);
	const [found] = await read
		.select({ matter })
		.from(matterLink)
		.innerJoin(matter, eq(matter.id, matterLink.matterId))
		.where(eq(matterLink.tokenHash, tokenHash));
	if (found) {
		const followed = await followedMatter(read, found.matter);
		return isStatusPageOpen(followed.closedAt, now)
			? { kind: 'matter', matter: found.matter, followed }
			: null;
	}
	const [pending] = await read
		.select()
		.from(pendingMatter)
		.where(and(eq(pendingMatter.tokenHash, tokenHash), gt(pendingMatter.sentAt, pendingSince(now))));
	return pending ? { kind: 'pending', pending } : null;
}

/**
 * Registers the matter of a link that its sender confirms; the link then opens its status page. Does nothing for
 * one that is confirmed.
 */
export async function confirmMatter(
	{ db, now }: { db: Database; now: Date },
	token: string
): Promise<Result> {
	return db.write(async (tx) => {
		const link = await readStatusToken(tx, now, token);
		if (!link) return refuse({ code: 'not-found' });
		if (link.kind === 'matter') return ok();
		const { id: pendingId, partnershipId, content, name, organisation, email, writtenForm } = link.pending;
		const { bodyId: wished, measureIds, areaIds, decisionIds = [], ...texts } = content;
		const bodyId = await existingBody(tx, wished);
		const matterId = await insertMatter(
			tx,
			{ ...texts, partnershipId, bodyId, origin: 'form', receivedAt: now.toISOString() },
			await existingLinks(tx, { measureIds, areaIds, decisionIds })
		);
		await copyPendingFiles(tx, { pendingId, matterId, now });
		await tx
			.insert(matterSender)
			.values({ matterId, personId: null, name, organisation, email, writtenForm });
		await tx.insert(matterLink).values({ tokenHash: sha256(token), matterId, createdAt: now.toISOString() });
		await deletePending(tx, [pendingId]);
		await appendEvent(tx, sender, now, {
			...{ planId: null, verb: 'register-matter', noun: 'matter', nounId: matterId },
			after: texts
		});
		return ok();
	});
}

/** The sender of a matter without an account; the log never names one. */
export const sender: Actor = anonymous;

/** Deletes unconfirmed matters with their mail. */
export async function deletePending(tx: Transaction, ids: readonly number[]): Promise<void> {
	const about = ids.map((id) => `matter:${id}`);
	await tx.delete(mail).where(and(eq(mail.reason, 'account-notice'), inArray(mail.about, about)));
	await tx.delete(pendingMatterFile).where(inArray(pendingMatterFile.pendingId, [...ids]));
	await tx.delete(pendingMatter).where(inArray(pendingMatter.id, [...ids]));
}

async function existingBody(tx: Transaction, id: number | null): Promise<number | null> {
	const [found] = id === null ? [] : await tx.select({ id: body.id }).from(body).where(eq(body.id, id));
	return found?.id ?? null;
}

/** Leaves out measures, areas and decisions that were deleted since the form was sent. */
async function existingLinks(
	tx: Transaction,
	{ measureIds, areaIds, decisionIds = [] }: LinkedIds
): Promise<LinkedIds> {
	const { measure, focusArea, decision } = schema;
	const measures = await tx
		.select({ id: measure.id })
		.from(measure)
		.where(inArray(measure.id, [...measureIds]));
	const areas = await tx
		.select({ id: focusArea.id })
		.from(focusArea)
		.where(inArray(focusArea.id, [...areaIds]));
	const decisions = await tx
		.select({ id: decision.id })
		.from(decision)
		.where(inArray(decision.id, [...decisionIds]));
	return {
		measureIds: measures.map(({ id }) => id),
		areaIds: areas.map(({ id }) => id),
		decisionIds: decisions.map(({ id }) => id)
	};
}
