import { and, desc, eq, sql } from 'drizzle-orm';
import { addDays, toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { seatHeldOn } from '../database/held-seats';
import { body, event, seat, seatHolder } from '../database/schema';
import { personById } from '../identity/person';
import { deletePersonSessions } from '../identity/session';
import { sessionStoreIn } from '../identity/session-adapter';
import { handOverWork } from './hand-over';
import { managementRefusal, managesPeopleOf } from './managing';

/**
 * Ends a holder's time in a seat at once, with yesterday as its last day. The seat stays, vacant, and open work
 * moves on. The last seat's end also ends the person's sessions.
 */
export async function endSeat(context: Context, holderId: number): Promise<Result> {
	const { actor, now } = context;
	const today = toOsloDate(now);
	return runHolderCommand(context, holderId, async (tx, held) => {
		if (held.toDay !== null && held.toDay < today) return refuse({ code: 'wrong-state', state: 'ended' });
		const toDay = addDays(today, -1);
		await tx.update(seatHolder).set({ toDay }).where(eq(seatHolder.id, holderId));
		if (!(await hasReasonToSignIn(tx, held.personId, today)))
			await deletePersonSessions(sessionStoreIn(tx), now, held.personId);
		await handOverWork({ tx, actor, now }, holderId);
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'end-seat',
			noun: 'person',
			nounId: held.personId,
			before: { holderId, bodyId: held.bodyId, role: held.role, toDay: held.toDay },
			after: { bodyId: held.bodyId, role: held.role, toDay }
		});
		return ok();
	});
}

/**
 * Takes back the end of a holder's time in a seat. Work that has moved on stays where it is.
 *
 * @returns refused `wrong-state` if the time has not ended by a command, or if another person has the seat
 */
export async function restoreSeat(context: Context, holderId: number): Promise<Result> {
	const { actor, now } = context;
	const today = toOsloDate(now);
	return runHolderCommand(context, holderId, async (tx, held) => {
		const ended = await lastEnd(tx, holderId);
		if (!ended || held.toDay === null || held.toDay >= today)
			return refuse({ code: 'wrong-state', state: 'held' });
		const [other] = await tx
			.select({ id: seatHolder.id })
			.from(seatHolder)
			.innerJoin(seat, seatHeldOn(today))
			.where(and(eq(seatHolder.seatId, held.seatId), eq(seatHolder.standsIn, false)));
		if (other) return refuse({ code: 'wrong-state', state: 'seat-taken' });
		const { toDay } = ended;
		await tx.update(seatHolder).set({ toDay, handedOverAt: null }).where(eq(seatHolder.id, holderId));
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'restore-seat',
			noun: 'person',
			nounId: held.personId,
			before: { bodyId: held.bodyId, role: held.role, toDay: held.toDay },
			after: { holderId, bodyId: held.bodyId, role: held.role, toDay }
		});
		return ok();
	});
}

/** Returns the last day that a holder had before the time was ended by a command; null if it was not. */
async function lastEnd(read: Queryable, holderId: number): Promise<{ toDay: CalendarDate | null } | null> {
	const [ended] = await read
		.select({ before: event.before })
		.from(event)
		.where(and(eq(event.verb, 'end-seat'), sql`${event.before} ->> '$.holderId' = ${holderId}`))
		.orderBy(desc(event.seq))
		.limit(1);
	return ended ? { toDay: (ended.before?.toDay as CalendarDate | null | undefined) ?? null } : null;
}

type Held = NonNullable<Awaited<ReturnType<typeof holderById>>>;

/** Loads a holder whose body's people the actor manages, and calls `change`. */
async function runHolderCommand(
	{ db, actor }: Context,
	holderId: number,
	change: (tx: Transaction, held: Held) => Promise<Result>
): Promise<Result> {
	return db.write(async (tx) => {
		const refusal = managementRefusal(actor, null);
		if (refusal) return refuse(refusal);
		const held = await holderById(tx, holderId);
		if (!held || !managesPeopleOf(actor, held.partnershipId)) return refuse({ code: 'not-found' });
		return change(tx, held);
	});
}

async function holderById(read: Queryable, holderId: number) {
	const [found] = await read
		.select({
			personId: seatHolder.personId,
			seatId: seat.id,
			toDay: seatHolder.toDay,
			bodyId: seat.bodyId,
			role: seat.role,
			partnershipId: body.partnershipId
		})
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(seatHolder.id, holderId));
	return found ?? null;
}

/** True if a person holds a seat today or is an administrator. */
async function hasReasonToSignIn(tx: Transaction, personId: number, today: CalendarDate): Promise<boolean> {
	const seats = await tx
		.select({ id: seat.id })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(today))
		.where(eq(seatHolder.personId, personId));
	return seats.length > 0 || ((await personById(tx, personId))?.administrator ?? false);
}
