import { and, asc, desc, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, changedFields, type NewEvent } from '../database/event-log';
import { heldSeatColumns, representedNames, seatHeldOn } from '../database/held-seats';
import { body, person, seat, seatHolder, session } from '../database/schema';
import { sha256 } from './hash';
import { personById, type Person } from './person';

/** Details that people change themselves. */
export interface OwnDetails {
	name: string;
	writtenForm: WrittenForm;
	/** True to get only mail about one's own tasks and account. */
	declinesMail: boolean;
}

/** Saves the actor's own name, written form and choice of mail. */
export async function editOwnDetails(context: Context, details: OwnDetails): Promise<Result> {
	return runOwnCommand(context, async (tx, self) => {
		const { name, writtenForm, declinesMail } = self;
		const change = changedFields({ name, writtenForm, declinesMail }, { ...details });
		if (!change) return ok();
		await tx.update(person).set(details).where(eq(person.id, self.id));
		await appendEvent(tx, context.actor, context.now, { ...eventOf('edit-details', self), ...change });
		return ok();
	});
}

/** Saves if the actor agrees to a public name in one of their seats. */
export async function agreeToName(
	context: Context,
	{ holderId, agrees }: { holderId: number; agrees: boolean }
): Promise<Result> {
	return runOwnCommand(context, async (tx, self) => {
		const changed = await tx
			.update(seatHolder)
			.set({ agreesToName: agrees })
			.where(and(eq(seatHolder.id, holderId), eq(seatHolder.personId, self.id)))
			.returning({ id: seatHolder.id });
		if (changed.length === 0) return refuse({ code: 'not-found' });
		const verb = agrees ? 'agree-to-name' : 'withdraw-name';
		await appendEvent(tx, context.actor, context.now, { ...eventOf(verb, self), after: { holderId } });
		return ok();
	});
}

/** Ends one of the actor's own sessions, given the key of `ownSessions`. */
export async function endOwnSession(context: Context, key: string): Promise<Result> {
	return runOwnCommand(context, async (tx, self) => {
		const ended = await tx
			.delete(session)
			.where(and(eq(session.idHash, key), eq(session.personId, self.id)))
			.returning({ key: session.idHash });
		if (ended.length === 0) return refuse({ code: 'not-found' });
		await appendEvent(tx, context.actor, context.now, eventOf('end-session', self));
		return ok();
	});
}

async function runOwnCommand(
	{ db, actor }: Context,
	work: (tx: Transaction, self: Person) => Promise<Result>
): Promise<Result> {
	return db.write(async (tx) => {
		const self = actor.personId === null ? null : await personById(tx, actor.personId);
		return self && !self.disabledAt ? work(tx, self) : refuse({ code: 'not-found' });
	});
}

function eventOf(verb: string, { id }: Person): Pick<NewEvent, 'planId' | 'verb' | 'noun' | 'nounId'> {
	return { planId: null, verb, noun: 'person', nounId: id };
}

/** Lists a person's sessions, newest first. A key is the hash of a session's id and opens nothing. */
export async function ownSessions(read: Queryable, personId: number, sessionId: string | null) {
	const rows = await read
		.select({ key: session.idHash, startedAt: session.startedAt, expiresAt: session.expiresAt })
		.from(session)
		.where(eq(session.personId, personId))
		.orderBy(desc(session.startedAt));
	const current = sessionId === null ? null : sha256(sessionId);
	return rows.map((one) => ({ ...one, current: one.key === current }));
}

/** Lists the seats a person holds on the day of a moment. */
export function ownSeats(read: Queryable, personId: number, now: Date) {
	return read
		.select({
			holderId: seatHolder.id,
			...heldSeatColumns,
			bodySlug: body.slug,
			bodyName: body.name,
			represents: seat.represents,
			partners: representedNames,
			fromDay: seatHolder.fromDay,
			toDay: seatHolder.toDay,
			publicOffice: seatHolder.publicOffice,
			agreesToName: seatHolder.agreesToName
		})
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(seatHolder.personId, personId))
		.orderBy(asc(seatHolder.id));
}
