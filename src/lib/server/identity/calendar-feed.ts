import { randomBytes } from 'node:crypto';
import { and, eq, isNull } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import type { Actor } from '$lib/domain/permission';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import type { Queryable } from '../database/database';
import { appendEvent } from '../database/event-log';
import { heldSeatColumns, holdsOn, seatHeldOn, seatOfRow } from '../database/held-seats';
import { body, calendarFeed, person, seat, seatHolder } from '../database/schema';
import { sha256 } from './hash';
import { personById } from './person';

/**
 * Makes the address of the actor's own calendar; an earlier one ends. Only its hash is kept.
 *
 * @returns the token, which is shown once
 */
export async function renewCalendarFeed({ db, actor, now }: Context): Promise<Result<{ token: string }>> {
	const { personId } = actor;
	return db.write(async (tx) => {
		const self = personId === null ? null : await personById(tx, personId);
		if (personId === null || !self || self.disabledAt) return refuse({ code: 'not-found' });
		const token = randomBytes(32).toString('base64url');
		const row = { personId, tokenHash: sha256(token), madeAt: now.toISOString() };
		await tx.insert(calendarFeed).values(row).onConflictDoUpdate({ target: calendarFeed.personId, set: row });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'renew-calendar', noun: 'person', nounId: personId }
		});
		return ok({ token });
	});
}

/** Returns the person of a calendar's address with the seats held today, or null. One statement. */
export async function calendarReader(
	read: Queryable,
	token: string,
	now: Date
): Promise<(Actor & { writtenForm: WrittenForm }) | null> {
	const rows = await read
		.select({
			...{ personId: person.id, name: person.name, administrator: person.administrator },
			writtenForm: person.writtenForm,
			...heldSeatColumns
		})
		.from(calendarFeed)
		.innerJoin(person, and(eq(person.id, calendarFeed.personId), isNull(person.disabledAt)))
		.leftJoin(seatHolder, and(eq(seatHolder.personId, person.id), holdsOn(toOsloDate(now))))
		.leftJoin(seat, seatHeldOn(toOsloDate(now)))
		.leftJoin(body, eq(body.id, seat.bodyId))
		.where(eq(calendarFeed.tokenHash, sha256(token)));
	const [first] = rows;
	if (!first) return null;
	const { personId, name, administrator, writtenForm } = first;
	return { personId, name, administrator, writtenForm, seats: rows.flatMap(seatOfRow) };
}
