import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import {
	isNamePublic,
	isTermEnding,
	isWithin,
	seatState,
	type BodyKind,
	type SeatGroup,
	type SeatRole,
	type SeatState
} from '$lib/domain/body';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { compareNames } from '$lib/domain/text/name-order';
import type { Queryable } from '../database/database';
import { seatHeldOn } from '../database/held-seats';
import { body, focusArea, measure, partner, person, seat, seatHolder, seatPartner } from '../database/schema';

/** The reader of seats: the day, and how far names are visible. */
export interface SeatReader {
	day: CalendarDate;
	/** `hidden` for a day in the past: history keeps no people. */
	names: 'all' | 'public' | 'hidden';
}

interface ShownHolder {
	id: number;
	/** Null if the reader sees the role only. */
	name: string | null;
	fromDay: CalendarDate;
	toDay: CalendarDate | null;
	standsIn: boolean;
}

export interface ShownSeat {
	id: number;
	bodyId: number;
	role: SeatRole;
	represents: SeatGroup | null;
	partners: { number: string; name: string }[];
	appointedBy: string | null;
	termFrom: CalendarDate | null;
	termTo: CalendarDate | null;
	/** Null for a day in the past. */
	state: SeatState | null;
	/** The last holder's last day, of a vacant seat. */
	vacantSince: CalendarDate | null;
	isTermEnding: boolean;
	holders: ShownHolder[];
	version: number;
}

const roleOrder: readonly SeatRole[] = ['leader', 'deputy', 'secretary', 'member', 'alternate', 'observer'];

/** Loads the seats of bodies on a day, leaders first, without abolished ones. Three statements. */
export async function seatsOf(
	read: Queryable,
	bodyIds: readonly number[],
	{ day, names }: SeatReader
): Promise<ShownSeat[]> {
	const seats = await read
		.select()
		.from(seat)
		.where(inArray(seat.bodyId, [...bodyIds]))
		.orderBy(asc(seat.id));
	const parties = await read
		.select({ seatId: seatPartner.seatId, number: partner.number, name: partner.name })
		.from(seatPartner)
		.innerJoin(seat, and(eq(seat.id, seatPartner.seatId), inArray(seat.bodyId, [...bodyIds])))
		.innerJoin(partner, eq(partner.id, seatPartner.partnerId))
		.orderBy(asc(partner.number));
	const holders = await read
		.select({ holder: seatHolder, name: person.name, disabledAt: person.disabledAt })
		.from(seatHolder)
		.innerJoin(seat, and(eq(seat.id, seatHolder.seatId), inArray(seat.bodyId, [...bodyIds])))
		.innerJoin(person, eq(person.id, seatHolder.personId))
		.orderBy(asc(seatHolder.standsIn), asc(seatHolder.id));
	return seats
		.map((one): ShownSeat => {
			const own = holders.filter(({ holder }) => holder.seatId === one.id);
			const regular = own.filter(({ holder }) => !holder.standsIn).map(({ holder }) => periodOf(holder));
			const state = seatState({ endedOn: one.endedOn, holders: regular }, day);
			const ends = regular.flatMap(({ to }) => to ?? []).filter((to) => to < day);
			const { id, bodyId, role, represents, appointedBy, termFrom, termTo, version } = one;
			return {
				...{ id, bodyId, role, represents, appointedBy, termFrom, termTo, version },
				partners: parties.filter(({ seatId }) => seatId === id).map(({ number, name }) => ({ number, name })),
				state: names === 'hidden' && state !== 'ended' ? null : state,
				vacantSince: state === 'vacant' ? (ends.sort().at(-1) ?? null) : null,
				isTermEnding: isTermEnding(termTo, day),
				holders: own
					.filter(({ holder }) => isWithin(periodOf(holder), day))
					.map(({ holder, name }) => ({
						id: holder.id,
						name: names === 'all' || isNamePublic({ represents, ...holder }) ? name : null,
						fromDay: holder.fromDay,
						toDay: holder.toDay,
						standsIn: holder.standsIn
					}))
			};
		})
		.filter(({ state }) => state !== 'ended')
		.sort((one, other) => roleOrder.indexOf(one.role) - roleOrder.indexOf(other.role) || one.id - other.id);
}

function periodOf({ fromDay, toDay }: { fromDay: CalendarDate; toDay: CalendarDate | null }) {
	return { from: fromDay, to: toDay };
}

export interface ListedBody {
	slug: string;
	kind: BodyKind;
	name: Localized;
	parent: { slug: string; name: Localized } | null;
	endedOn: CalendarDate | null;
	areas: number[];
	seats: number;
	vacant: number;
	ending: number;
	/** Name of the leader, where the reader may see it. */
	leader: string | null;
}

/** Lists the bodies of a partnership with their areas in a plan and the state of their seats. Five statements. */
export async function listBodies(
	read: Queryable,
	{ partnershipId, planId }: { partnershipId: number; planId: number | null },
	reader: SeatReader
): Promise<ListedBody[]> {
	const bodies = await read
		.select()
		.from(body)
		.where(eq(body.partnershipId, partnershipId))
		.orderBy(asc(body.id));
	const areas = await areasOfPlan(read, planId);
	const seats = await seatsOf(
		read,
		bodies.map(({ id }) => id),
		reader
	);
	return bodies.map(({ id, slug, kind, name, parentId, endedOn }) => {
		const own = seats.filter(({ bodyId }) => bodyId === id);
		const parent = bodies.find((one) => one.id === parentId);
		const leader = own.find(({ role, holders }) => role === 'leader' && holders.length > 0);
		return {
			...{ slug, kind, name, endedOn },
			parent: parent ? { slug: parent.slug, name: parent.name } : null,
			areas: areas.filter(({ bodyId }) => bodyId === id).map(({ number }) => number),
			seats: own.length,
			vacant: own.filter(({ state }) => state === 'vacant').length,
			ending: own.filter((one) => one.isTermEnding).length,
			leader: leader?.holders[0]?.name ?? null
		};
	});
}

async function areasOfPlan(read: Queryable, planId: number | null) {
	if (planId === null) return [];
	return read
		.select({ bodyId: focusArea.bodyId, number: focusArea.number, name: focusArea.name })
		.from(focusArea)
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)))
		.orderBy(asc(focusArea.number));
}

/** Returns a body by its slug with the bodies above and below it; null if there is none. Two statements. */
export async function bodyBySlug(read: Queryable, partnershipId: number, slug: string) {
	const bodies = await read.select().from(body).where(eq(body.partnershipId, partnershipId));
	const found = bodies.find((one) => one.slug === slug);
	if (!found) return null;
	const named = (one: typeof found) => ({ slug: one.slug, name: one.name, endedOn: one.endedOn });
	const parent = bodies.find(({ id }) => id === found.parentId);
	return {
		...found,
		parent: parent ? named(parent) : null,
		children: bodies.filter(({ parentId }) => parentId === found.id).map(named)
	};
}

/** Lists a body's areas and the ids of its measures in a plan. Two statements. */
export async function workOfBody(read: Queryable, planId: number, bodyId: number) {
	const areas = (await areasOfPlan(read, planId)).filter((one) => one.bodyId === bodyId);
	const measures = await read
		.select({ id: measure.id })
		.from(measure)
		.where(and(eq(measure.planId, planId), eq(measure.bodyId, bodyId)));
	return {
		areas: areas.map(({ number, name }) => ({ number, name })),
		measureIds: measures.map(({ id }) => id)
	};
}

/** Lists the people who are alternates in a body on a day. One statement. */
export async function alternatesOf(read: Queryable, bodyId: number, day: CalendarDate) {
	const people = await read
		.selectDistinct({ id: person.id, name: person.name })
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(day))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.where(and(eq(seat.bodyId, bodyId), eq(seat.role, 'alternate')));
	return people.sort(compareNames);
}
