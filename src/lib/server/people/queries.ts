import { and, asc, eq, gte, isNotNull, isNull, lte, or } from 'drizzle-orm';
import type { BodyKind, SeatRole } from '$lib/domain/body';
import { dayIn, type CalendarDate, type Instant } from '$lib/domain/calendar';
import type { Localized } from '$lib/domain/localized';
import type { Reader } from '../database/database';
import { body, partner, person, seat } from '../database/schema';

export type Person = typeof person.$inferSelect;

/** The person who signs in with an e-mail address, disabled or not. */
export async function findByEmail(read: Reader, email: string): Promise<Person | null> {
	const [found] = await read
		.select()
		.from(person)
		.where(eq(person.email, emailKey(email)));
	return found ?? null;
}

export async function findPerson(read: Reader, personId: number): Promise<Person | null> {
	const [found] = await read.select().from(person).where(eq(person.id, personId));
	return found ?? null;
}

/** Whether somebody can sign in as administrator. */
export async function hasAdministrator(read: Reader): Promise<boolean> {
	const found = await read
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.administrator, true), isNull(person.disabledAt), isNotNull(person.passwordHash)))
		.limit(1);
	return found.length > 0;
}

/** How e-mail addresses are kept and compared. */
export function emailKey(email: string): string {
	return email.trim().toLowerCase();
}

/** Seats held on a day, for use in a `where` or a join. */
export function heldOn(day: CalendarDate) {
	return and(lte(seat.fromDay, day), or(isNull(seat.toDay), gte(seat.toDay, day)));
}

export interface HeldSeat {
	id: number;
	bodyId: number;
	bodyKind: BodyKind;
	bodyName: Localized;
	role: SeatRole;
	partnerName: string | null;
	represents: string | null;
	fromDay: CalendarDate;
}

export interface ListedPerson {
	id: number;
	name: string;
	email: string;
	administrator: boolean;
	/** Invited: has not set a password yet. */
	state: 'active' | 'invited' | 'disabled';
	since: Instant;
	seats: HeldSeat[];
}

/** Everybody by name, with the seats they hold today. Two statements, however many they are. */
export async function listPeople(read: Reader, now: Date): Promise<ListedPerson[]> {
	const people = await read.select().from(person).orderBy(asc(person.name), asc(person.id));
	const seats = await read
		.select({
			personId: seat.personId,
			id: seat.id,
			bodyId: seat.bodyId,
			bodyKind: body.kind,
			bodyName: body.name,
			role: seat.role,
			partnerName: partner.name,
			represents: seat.represents,
			fromDay: seat.fromDay
		})
		.from(seat)
		.innerJoin(body, eq(body.id, seat.bodyId))
		.leftJoin(partner, eq(partner.id, seat.partnerId))
		.where(heldOn(dayIn(now)))
		.orderBy(asc(seat.bodyId), asc(seat.id));
	const seatsOf = new Map<number, HeldSeat[]>();
	for (const { personId, ...held } of seats) seatsOf.set(personId, [...(seatsOf.get(personId) ?? []), held]);
	return people.map((one) => ({
		id: one.id,
		name: one.name,
		email: one.email,
		administrator: one.administrator,
		state: one.disabledAt ? 'disabled' : one.passwordHash ? 'active' : 'invited',
		since: one.createdAt,
		seats: seatsOf.get(one.id) ?? []
	}));
}

/** What an invitation can choose from: the bodies, and the partners a seat can speak for. */
export async function invitationChoices(read: Reader) {
	const bodies = await read
		.select({ id: body.id, kind: body.kind, name: body.name })
		.from(body)
		.where(isNull(body.endedOn))
		.orderBy(asc(body.id));
	const partners = await read
		.select({ id: partner.id, name: partner.name })
		.from(partner)
		.where(isNull(partner.endedOn))
		.orderBy(asc(partner.number));
	return { bodies, partners };
}
