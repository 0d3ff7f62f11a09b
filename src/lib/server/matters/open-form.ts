import { and, count, eq, gt, sql, sum } from 'drizzle-orm';
import { openFormLimits, pendingSince } from '$lib/domain/matter/open-form';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { queueMail } from '../database/outbox';
import { matter, matterSender, partnership, pendingMatter, pendingMatterFile } from '../database/schema';
import { addressKey } from '../identity/network-prefix';
import { checkFiles, insertPendingFiles } from './chosen-files';
import type { MatterValues } from './commands';
import { resolveMatterLinks, type MatterPlace } from './plan-links';

/** A partnership's setting of the open form. */
interface OpenFormSetting {
	open: boolean;
	/** Months after closing for which a sender is kept. */
	senderMonths: number;
}

/** Returns a partnership's setting of the open form, with the version of the partnership's row. */
export async function openFormSetting(
	read: Queryable,
	partnershipId: number
): Promise<OpenFormSetting & { version: number }> {
	const [found] = await read
		.select({
			...{ open: partnership.openForm, senderMonths: partnership.senderMonths },
			version: partnership.version
		})
		.from(partnership)
		.where(eq(partnership.id, partnershipId));
	return found ?? { open: false, senderMonths: 12, version: 0 };
}

/** Opens or closes the form to people without an account, and sets how long senders are kept. */
export async function setOpenForm(
	{ db, actor, now }: Context,
	{ partnershipId, version }: { partnershipId: number; version: number },
	setting: OpenFormSetting
): Promise<Result> {
	return runCommand({ db, actor }, { action: 'matter.triage', partnershipId }, async (tx) => {
		const before = await openFormSetting(tx, partnershipId);
		if (before.version === 0) return refuse({ code: 'not-found' });
		if (before.version !== version) return refuse({ code: 'stale', current: before });
		await tx
			.update(partnership)
			.set({ openForm: setting.open, senderMonths: setting.senderMonths, version: version + 1 })
			.where(eq(partnership.id, partnershipId));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'set-open-form', noun: 'partnership', nounId: partnershipId },
			before: { open: before.open, senderMonths: before.senderMonths },
			after: { ...setting }
		});
		return ok();
	});
}

/** The sender of the open form, with the network address of the request. */
export interface OpenSender {
	name: string;
	email: string;
	writtenForm: WrittenForm;
	address: string;
}

/**
 * Keeps a matter from the open form until its sender confirms it by the link of a mail. Refuses `not-found` while
 * the form is closed, and more matters of one sender or address, or more files of all, than `openFormLimits` allow.
 */
export async function submitOpenMatter(
	{ db, actor, now }: Context,
	place: MatterPlace,
	{ sender, ...values }: MatterValues & { sender: OpenSender }
): Promise<Result> {
	const { partnershipId } = place;
	const checked = await checkFiles(values.files ?? []);
	return db.write(async (tx) => {
		const denied = await denial(tx, actor, { action: 'matter.submit', partnershipId });
		if (denied) return denied;
		if (!(await openFormSetting(tx, partnershipId)).open) return refuse({ code: 'not-found' });
		if (!checked.ok) return checked;
		const { organisation, body, measures, areas, decisions, files: _files, ...texts } = values;
		const links = await resolveMatterLinks(tx, { ...place, actor }, { body, measures, areas, decisions });
		if (!links.ok) return links;
		const email = sender.email.toLowerCase();
		const address = addressKey(sender.address);
		const full = await exceededLimit(tx, now, { email, address });
		if (full) return refuseInvalid(full);
		const sent = checked.value.reduce((bytes, { content }) => bytes + content.byteLength, 0);
		if (sent > 0 && sent + (await waitingBytes(tx, partnershipId)) > openFormLimits.waitingBytes)
			return refuseInvalid({ field: 'files', code: 'files-waiting' });
		const { name, writtenForm } = sender;
		const [made] = await tx
			.insert(pendingMatter)
			.values({
				...{ partnershipId, content: { ...texts, ...links.value } },
				...{ name, organisation, email, writtenForm, address, sentAt: now.toISOString() }
			})
			.returning({ id: pendingMatter.id });
		await insertPendingFiles(tx, made!.id, checked.value);
		// Its mail names nobody: others may have typed the address.
		await queueMail(tx, now, {
			...{ email, name: '', writtenForm, personId: null, roundId: null },
			...{ reason: 'account-notice', about: `matter:${made!.id}` }
		});
		return ok();
	});
}

/** Returns the bytes of files that wait for their senders' confirmation. */
async function waitingBytes(tx: Transaction, partnershipId: number): Promise<number> {
	const [held] = await tx
		.select({ bytes: sum(pendingMatterFile.bytes) })
		.from(pendingMatterFile)
		.innerJoin(pendingMatter, eq(pendingMatter.id, pendingMatterFile.pendingId))
		.where(eq(pendingMatter.partnershipId, partnershipId));
	return Number(held?.bytes ?? 0);
}

/** Returns the error of a sender or address that has sent too much, or null. */
async function exceededLimit(
	tx: Transaction,
	now: Date,
	{ email, address }: { email: string; address: string }
) {
	const since = (ms: number) => new Date(now.getTime() - ms).toISOString();
	const day = since(24 * 3_600_000);
	const [waiting] = await tx
		.select({
			ofSender: count(sql`case when ${pendingMatter.email} = ${email} then 1 end`),
			ofAddress: count(
				sql`case when ${pendingMatter.address} = ${address} and ${pendingMatter.sentAt} > ${since(3_600_000)} then 1 end`
			)
		})
		.from(pendingMatter)
		.where(
			and(
				gt(pendingMatter.sentAt, pendingSince(now)),
				sql`(${pendingMatter.email} = ${email} or ${pendingMatter.address} = ${address})`
			)
		);
	const [confirmed] = await tx
		.select({ today: count() })
		.from(matterSender)
		.innerJoin(matter, eq(matter.id, matterSender.matterId))
		.where(and(eq(matterSender.email, email), gt(matter.receivedAt, day)));
	const { waitingOfSender, hourlyOfAddress, dailyOfSender } = openFormLimits;
	if (waiting!.ofSender >= waitingOfSender || confirmed!.today >= dailyOfSender)
		return { field: 'email', code: 'too-many-matters' };
	return waiting!.ofAddress >= hourlyOfAddress ? { field: '', code: 'too-many-tries' } : null;
}
