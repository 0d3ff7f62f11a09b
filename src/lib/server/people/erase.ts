import { and, asc, eq, gte, inArray, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { erasedEmail, erasedName } from '$lib/domain/erasure';
import { ok, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { discardDatabaseSnapshots } from '../database/database-snapshot';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, dataVersion } from '../database/event-log';
import * as schema from '../database/schema';
import { personById } from '../identity/person';
import { replaceTraces, tracesOf } from './erase-traces';
import { handOverWork } from './hand-over';

const { person, erasure } = schema;

/**
 * Erases a person's details for good: the name becomes "Person 7", address, password, sessions, links, mail and
 * drafts of changes go, and the log, history and the plan name the person by number. Seats end, and open work moves
 * on. Sealed reviews and adopted adjustments stay as they were adopted.
 *
 * @returns the number; refused `wrong-state` for the last administrator who can sign in
 */
export async function erasePerson(context: Context, personId: number): Promise<Result<{ number: number }>> {
	const { db, actor, now } = context;
	const erased = await runCommand(context, { action: 'people.erase', partnershipId: null }, async (tx) => {
		const target = await personById(tx, personId);
		if (!target || (await isErased(tx, personId))) return refuse({ code: 'not-found' });
		if (target.administrator && !(await hasAnotherAdministrator(tx, personId)))
			return refuse({ code: 'wrong-state', state: 'last-administrator' });
		const traces = await tracesOf(tx, target);
		// Disabled first, so that no mail about the hand-over goes to them.
		await tx.update(person).set({ disabledAt: now.toISOString() }).where(eq(person.id, personId));
		await endSeats(tx, context, personId);
		await deleteOwnRows(tx, { personId, emails: traces.emails, now });
		const [row] = await tx
			.insert(erasure)
			.values({ personId, seq: (await dataVersion(tx)) + 1, at: now.toISOString() })
			.returning({ number: erasure.id });
		const { number } = row!;
		const name = erasedName(number);
		const blank = { passwordHash: null, administrator: false, declinesMail: true };
		const email = erasedEmail(number);
		await tx
			.update(person)
			.set({ name, email, ...blank })
			.where(eq(person.id, personId));
		await replaceTraces(tx, { ...traces, label: name });
		const by = actor.personId === personId ? { ...actor, name } : actor;
		const recorded = { planId: null, verb: 'erase-person', noun: 'person', nounId: personId } as const;
		await appendEvent(tx, by, now, recorded);
		return ok({ number });
	});
	if (erased.ok) {
		await discardDatabaseSnapshots(db);
		await db.compact();
	}
	return erased;
}

/** True if a person's details are erased. */
export async function isErased(read: Queryable, personId: number): Promise<boolean> {
	const found = await read.select({ id: erasure.id }).from(erasure).where(eq(erasure.personId, personId));
	return found.length > 0;
}

/** True if somebody else can sign in as an administrator. */
export async function hasAnotherAdministrator(read: Queryable, personId: number): Promise<boolean> {
	const others = await read
		.select({ id: person.id })
		.from(person)
		.where(
			and(
				...[eq(person.administrator, true), ne(person.id, personId)],
				...[isNull(person.disabledAt), isNotNull(person.passwordHash)]
			)
		)
		.limit(1);
	return others.length > 0;
}

/** Ends the person's time in every seat, and moves open work on. */
async function endSeats(tx: Transaction, { actor, now }: Context, personId: number): Promise<void> {
	const { seatHolder } = schema;
	const today = toOsloDate(now);
	const held = await tx
		.update(seatHolder)
		.set({ toDay: addDays(today, -1) })
		.where(and(eq(seatHolder.personId, personId), or(isNull(seatHolder.toDay), gte(seatHolder.toDay, today))))
		.returning({ id: seatHolder.id });
	for (const { id } of held) await handOverWork({ tx, actor, now }, id);
}

/** Deletes what is the person's alone: sessions, links and mail. Measures they have delegated are taken back. */
async function deleteOwnRows(
	tx: Transaction,
	{ personId, emails, now }: { personId: number; emails: readonly string[]; now: Date }
): Promise<void> {
	const { session, invitation, emailChange, signInAddress, calendarFeed, outcomeDraft } = schema;
	const { editing, decisionLink, inquiryLink, meetingLink } = schema;
	const signedIn = [session, invitation, emailChange, signInAddress, calendarFeed, outcomeDraft];
	for (const table of [...signedIn, editing, decisionLink, inquiryLink, meetingLink])
		await tx.delete(table).where(eq(table.personId, personId));
	await deleteSender(tx, { personId, emails });
	const { mail, reportingAccess, reportingLink } = schema;
	await tx.delete(mail).where(or(eq(mail.personId, personId), inArray(mail.recipient, [...emails])));
	const own = await tx
		.select({ id: reportingAccess.id })
		.from(reportingAccess)
		.where(
			or(
				and(eq(reportingAccess.personId, personId), isNull(reportingAccess.measureId)),
				inArray(sql`lower(${reportingAccess.email})`, [...emails])
			)
		)
		.orderBy(asc(reportingAccess.id));
	const ids = own.map(({ id }) => id);
	await tx.delete(reportingLink).where(inArray(reportingLink.accessId, ids));
	await tx.delete(reportingAccess).where(inArray(reportingAccess.id, ids));
	await tx
		.update(reportingAccess)
		.set({ revokedAt: now.toISOString() })
		.where(and(eq(reportingAccess.personId, personId), isNull(reportingAccess.revokedAt)));
}

/** Deletes the person as the sender of matters, with an account or before it, and the links of those matters. */
async function deleteSender(
	tx: Transaction,
	{ personId, emails }: { personId: number; emails: readonly string[] }
): Promise<void> {
	const { matterSender, matterLink, pendingMatter, pendingMatterFile } = schema;
	const sent = await tx
		.delete(matterSender)
		.where(or(eq(matterSender.personId, personId), inArray(matterSender.email, [...emails])))
		.returning({ id: matterSender.matterId });
	const ids = sent.map(({ id }) => id);
	await tx.delete(matterLink).where(inArray(matterLink.matterId, ids));
	const ofSender = inArray(pendingMatter.email, [...emails]);
	const waiting = tx.select({ id: pendingMatter.id }).from(pendingMatter).where(ofSender);
	await tx.delete(pendingMatterFile).where(inArray(pendingMatterFile.pendingId, waiting));
	await tx.delete(pendingMatter).where(ofSender);
}
