import { and, asc, desc, eq, inArray, isNotNull, isNull, like, ne, notInArray, or } from 'drizzle-orm';
import { isWithin, type BodyKind, type SeatGroup, type SeatRole } from '$lib/domain/body';
import { toOsloDate, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { compareNames } from '$lib/domain/text/name-order';
import type { Queryable } from '../database/database';
import { representedNames, seatHeldOn } from '../database/held-seats';
import { body, erasure, mail, partner, person, plan, seat, seatHolder } from '../database/schema';

/** True if an administrator can sign in. */
export async function hasAdministrator(read: Queryable): Promise<boolean> {
	const found = await read
		.select({ id: person.id })
		.from(person)
		.where(and(eq(person.administrator, true), isNull(person.disabledAt), isNotNull(person.passwordHash)))
		.limit(1);
	return found.length > 0;
}

interface HeldSeat {
	/** The holder's id: one seat may have several holders. */
	id: number;
	bodyId: number;
	partnershipId: number;
	bodyKind: BodyKind;
	bodySlug: string;
	bodyName: Localized;
	role: SeatRole;
	/** Names of the represented partners, joined by commas. */
	partnerName: string | null;
	represents: SeatGroup | null;
	fromDay: CalendarDate;
	toDay: CalendarDate | null;
	standsIn: boolean;
}

export interface ListedPerson {
	id: number;
	name: string;
	email: string;
	administrator: boolean;
	/** "invited" until a password is set; "withdrawn" if the account was closed before. */
	state: 'active' | 'invited' | 'withdrawn' | 'disabled';
	since: Instant;
	/** True if the newest mail with a set-up link could not be delivered. */
	bounced: boolean;
	seats: HeldSeat[];
	/** True if the person has ever had a seat outside the listed partnerships. */
	elsewhere: boolean;
}

/**
 * Lists people by name, with the seats they hold today. Three statements.
 *
 * @param partnerships limits the list to people with a seat there, now or earlier; null for all
 */
export async function listPeople(
	read: Queryable,
	now: Date,
	partnerships: readonly number[] | null = null
): Promise<ListedPerson[]> {
	const people = await read
		.select()
		.from(person)
		.where(
			and(
				notInArray(person.id, read.select({ id: erasure.personId }).from(erasure)),
				partnerships ? inArray(person.id, idsSeatedIn(read, partnerships)) : undefined
			)
		)
		.orderBy(asc(person.id));
	const today = toOsloDate(now);
	const seats = await read
		.select({
			personId: seatHolder.personId,
			id: seatHolder.id,
			bodyId: seat.bodyId,
			bodyKind: body.kind,
			bodySlug: body.slug,
			bodyName: body.name,
			role: seat.role,
			partnerName: representedNames,
			represents: seat.represents,
			fromDay: seatHolder.fromDay,
			toDay: seatHolder.toDay,
			standsIn: seatHolder.standsIn,
			endedOn: seat.endedOn,
			partnershipId: body.partnershipId
		})
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.orderBy(asc(seat.bodyId), asc(seatHolder.id));
	const seatsOf = new Map<number, HeldSeat[]>();
	const elsewhere = new Set<number>();
	for (const { personId, endedOn, ...held } of seats) {
		if (partnerships && !partnerships.includes(held.partnershipId)) elsewhere.add(personId);
		else if (isWithin({ from: held.fromDay, to: held.toDay }, today) && (endedOn === null || endedOn > today))
			seatsOf.set(personId, [...(seatsOf.get(personId) ?? []), held]);
	}
	const bounced = await bouncedInvitations(read);
	return people.sort(compareNames).map((one) => ({
		id: one.id,
		name: one.name,
		email: one.email,
		administrator: one.administrator,
		state: one.disabledAt
			? one.passwordHash
				? 'disabled'
				: 'withdrawn'
			: one.passwordHash
				? 'active'
				: 'invited',
		bounced: !one.passwordHash && bounced.has(one.id),
		since: one.createdAt,
		seats: seatsOf.get(one.id) ?? [],
		elsewhere: elsewhere.has(one.id)
	}));
}

/** Returns the people whose newest invitation has failed. One statement. */
async function bouncedInvitations(read: Queryable): Promise<Set<number>> {
	const rows = await read
		.select({ personId: mail.personId, state: mail.state })
		.from(mail)
		.where(
			and(
				eq(mail.reason, 'account-notice'),
				or(like(mail.about, 'invitation:%'), like(mail.about, 'new-link:%'))
			)
		)
		.orderBy(asc(mail.id));
	const newest = new Map(rows.map(({ personId, state }) => [personId, state]));
	return new Set([...newest].flatMap(([id, state]) => (id !== null && state === 'failed' ? [id] : [])));
}

function idsSeatedIn(read: Queryable, partnerships: readonly number[]) {
	return read
		.select({ id: seatHolder.personId })
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(inArray(body.partnershipId, [...partnerships]));
}

/** Lists the partnerships a person has ever had a seat in. */
export async function partnershipsOfPerson(read: Queryable, personId: number): Promise<number[]> {
	const rows = await read
		.selectDistinct({ partnershipId: body.partnershipId })
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(seatHolder.personId, personId));
	return rows.map(({ partnershipId }) => partnershipId);
}

/** Lists the bodies and partners an invitation can name, of some partnerships or, if null, of all. */
export async function invitationChoices(read: Queryable, partnerships: readonly number[] | null = null) {
	const bodies = await read
		.select({
			id: body.id,
			partnershipId: body.partnershipId,
			slug: body.slug,
			kind: body.kind,
			name: body.name
		})
		.from(body)
		.where(
			and(isNull(body.endedOn), partnerships ? inArray(body.partnershipId, [...partnerships]) : undefined)
		)
		.orderBy(asc(body.id));
	const partners = await read
		.select({ id: partner.id, number: partner.number, name: partner.name })
		.from(partner)
		.where(
			and(
				isNull(partner.endedOn),
				partnerships ? inArray(partner.partnershipId, [...partnerships]) : undefined
			)
		)
		.orderBy(asc(partner.number));
	return { bodies, partners };
}

/** Columns of a person to send mail to. */
export const recipientColumns = {
	personId: person.id,
	name: person.name,
	email: person.email,
	writtenForm: person.writtenForm,
	disabledAt: person.disabledAt
};

/** Returns today's holder of the seat, or else the body's leader or deputy; null if there is none. */
export async function nextHolder(
	read: Queryable,
	{ personId, seatId, bodyId }: { personId: number; seatId: number; bodyId: number },
	today: CalendarDate
) {
	const candidates = await read
		.select({ ...recipientColumns, seatId: seat.id, role: seat.role })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(today))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.where(and(eq(seat.bodyId, bodyId), ne(seatHolder.personId, personId)))
		.orderBy(asc(seatHolder.standsIn), asc(seatHolder.id));
	return (
		candidates.find((one) => one.seatId === seatId) ??
		candidates.find(({ role }) => role === 'leader') ??
		candidates.find(({ role }) => role === 'deputy') ??
		null
	);
}

/** Returns the newest plan of a partnership, which its mail outside rounds belongs to. */
export async function newestPlanId(read: Queryable, partnershipId: number): Promise<number | null> {
	const [found] = await read
		.select({ id: plan.id })
		.from(plan)
		.where(eq(plan.partnershipId, partnershipId))
		.orderBy(desc(plan.id))
		.limit(1);
	return found?.id ?? null;
}
