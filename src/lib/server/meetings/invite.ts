import { and, asc, eq, inArray, isNull, ne } from 'drizzle-orm';
import { isNamePublic } from '$lib/domain/body';
import type { Queryable, Transaction } from '../database/database';
import { representedNames, seatHeldOn } from '../database/held-seats';
import { meetingAttendance, person, seat, seatHolder } from '../database/schema';
import type { Meeting } from './queries';

/** Loads the holders of a meeting's seats on its day, leaders first; alternates come only in place of them. */
async function holdersOf(read: Queryable, { bodyId, jointBodyId, day }: Meeting) {
	const bodies = [bodyId, ...(jointBodyId === null ? [] : [jointBodyId])];
	return read
		.select({
			...{ seatId: seat.id, represents: seat.represents, organisation: representedNames },
			...{ personId: person.id, name: person.name },
			...{ publicOffice: seatHolder.publicOffice, agreesToName: seatHolder.agreesToName }
		})
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(day))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.where(and(inArray(seat.bodyId, bodies), ne(seat.role, 'alternate'), eq(seatHolder.standsIn, false)))
		.orderBy(asc(seat.bodyId), asc(seat.id));
}

/** Invites them again to a meeting that is moved: answers to the former time do not count. */
export async function inviteAgain(tx: Transaction, meeting: Meeting): Promise<void> {
	await tx.delete(meetingAttendance).where(eq(meetingAttendance.meetingId, meeting.id));
	await invite(tx, meeting);
}

/** Invites the holders of a meeting's seats: one row of attendance for each seat. */
export async function invite(tx: Transaction, meeting: Meeting): Promise<void> {
	const rows = (await holdersOf(tx, meeting)).map(
		({ seatId, personId, name, organisation, ...naming }): typeof meetingAttendance.$inferInsert => ({
			...{ meetingId: meeting.id, seatId, personId, name },
			...{ namePublic: isNamePublic(naming), organisation: organisation ?? '' }
		})
	);
	if (rows.length > 0) await tx.insert(meetingAttendance).values(rows).onConflictDoNothing();
}
