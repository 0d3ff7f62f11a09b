import { and, eq, inArray, isNotNull, isNull, lt, sql } from 'drizzle-orm';
import { leadingRoles } from '$lib/domain/body';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { anonymous, type Actor } from '$lib/domain/permission';
import type { Database, Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { seatHeldOn } from '../database/held-seats';
import { queueMail } from '../database/outbox';
import { newestPlanId, nextHolder, recipientColumns } from './queries';
import {
	body,
	decision,
	measure,
	person,
	reportingAccess,
	reportingLink,
	seat,
	seatHolder
} from '../database/schema';
import { isOpen } from '../decisions/reader';

/** A transaction, with who causes the change and when. */
interface Step {
	tx: Transaction;
	actor: Actor;
	now: Date;
}

/**
 * Moves the open work of people whose time in a seat has ended to its next holder, or to the body's leader. Safe
 * to repeat and to run in several processes.
 *
 * @returns the number of ended seats
 */
export async function handOverEndedSeats({ db, now }: { db: Database; now: Date }): Promise<number> {
	const ended = () =>
		and(isNull(seatHolder.handedOverAt), isNotNull(seatHolder.toDay), lt(seatHolder.toDay, toOsloDate(now)));
	const found = await db.read.select({ id: seatHolder.id }).from(seatHolder).where(ended()).limit(1);
	if (found.length === 0) return 0;
	return db.write(async (tx) => {
		const holders = await tx.select({ id: seatHolder.id }).from(seatHolder).where(ended());
		for (const { id } of holders) await handOverWork({ tx, actor: anonymous, now }, id);
		return holders.length;
	});
}

/**
 * Moves an ended holder's open work: measures delegated to colleagues get the next holder as their delegator, and
 * the body follows up the decisions of a seat without one. Reports need no move, because authority follows today's
 * holder. Both people get a mail.
 */
export async function handOverWork(step: Step, holderId: number): Promise<void> {
	const { tx, actor, now } = step;
	const today = toOsloDate(now);
	await tx.update(seatHolder).set({ handedOverAt: now.toISOString() }).where(eq(seatHolder.id, holderId));
	const ended = await endedHolder(tx, holderId);
	if (!ended || (await stillLeads(tx, ended, today))) return;
	const next = await nextHolder(tx, ended, today);
	const moved = next ? await moveDelegations(tx, ended, next.personId) : 0;
	const decisions = await moveDecisions(step, ended, next);
	if (moved === 0 && decisions === 0 && !leadingRoles.includes(ended.role)) return;
	const about = `hand-over:${holderId}`;
	const planId = await newestPlanId(tx, ended.partnershipId);
	for (const one of [ended, next])
		if (one && !one.disabledAt)
			await queueMail(tx, now, { ...one, roundId: null, planId, reason: 'account-notice', about });
	await appendEvent(tx, actor, now, {
		planId: null,
		verb: 'hand-over',
		noun: 'person',
		nounId: ended.personId,
		after: { bodyId: ended.bodyId, role: ended.role, to: next?.name ?? null, moved, decisions }
	});
}

type EndedHolder = NonNullable<Awaited<ReturnType<typeof endedHolder>>>;

async function endedHolder(read: Queryable, holderId: number) {
	const [found] = await read
		.select({
			...recipientColumns,
			seatId: seat.id,
			role: seat.role,
			bodyId: seat.bodyId,
			partnershipId: body.partnershipId
		})
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.innerJoin(person, eq(person.id, seatHolder.personId))
		.where(eq(seatHolder.id, holderId));
	return found ?? null;
}

/** True if the person leads the body by another seat. */
async function stillLeads(
	read: Queryable,
	{ personId, bodyId }: EndedHolder,
	today: CalendarDate
): Promise<boolean> {
	const seats = await read
		.select({ id: seat.id })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(today))
		.where(
			and(eq(seatHolder.personId, personId), eq(seat.bodyId, bodyId), inArray(seat.role, [...leadingRoles]))
		);
	return seats.length > 0;
}

/**
 * Makes another person the delegator of the ended holder's colleagues.
 *
 * @returns the number of delegations
 */
async function moveDelegations(
	tx: Transaction,
	{ personId, bodyId }: EndedHolder,
	next: number
): Promise<number> {
	const delegatedBy = (delegator: number) =>
		tx
			.select({ access: reportingAccess })
			.from(reportingAccess)
			.innerJoin(measure, and(eq(measure.id, reportingAccess.measureId), eq(measure.bodyId, bodyId)))
			.where(eq(reportingAccess.personId, delegator));
	const theirs = await delegatedBy(next);
	const open = (await delegatedBy(personId)).filter(({ access }) => access.revokedAt === null);
	for (const { access } of open) {
		const { roundId, measureId, email } = access;
		const same = theirs.find(
			(one) =>
				one.access.roundId === roundId && one.access.measureId === measureId && one.access.email === email
		);
		if (same) {
			// Both links keep working, on the access that moves.
			const kept = { accessId: access.id };
			await tx.update(reportingLink).set(kept).where(eq(reportingLink.accessId, same.access.id));
			await tx.delete(reportingAccess).where(eq(reportingAccess.id, same.access.id));
		}
		await tx.update(reportingAccess).set({ personId: next }).where(eq(reportingAccess.id, access.id));
	}
	return open.length;
}

/**
 * Gives the open decisions of the ended holder's seat to its body, if the next one leads the body and has not the
 * seat itself.
 *
 * @returns the number of open decisions
 */
async function moveDecisions(
	{ tx, actor, now }: Step,
	{ seatId, bodyId }: EndedHolder,
	next: { seatId: number } | null
): Promise<number> {
	const { responsibleSeatId } = decision;
	const open = await tx
		.select({ id: decision.id })
		.from(decision)
		.where(and(eq(responsibleSeatId, seatId), isOpen));
	if (!next || next.seatId === seatId) return open.length;
	for (const { id } of open) {
		const moved = { responsibleSeatId: null, responsibleBodyId: bodyId };
		await tx
			.update(decision)
			.set({ ...moved, version: sql`${decision.version} + 1` })
			.where(eq(decision.id, id));
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'edit-decision', noun: 'decision', nounId: id },
			before: { responsibleSeatId: seatId, responsibleBodyId: null },
			after: moved
		});
	}
	return open.length;
}
