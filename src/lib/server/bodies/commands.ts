import { and, eq, isNull, or, gte, inArray } from 'drizzle-orm';
import type { SeatGroup, SeatRole } from '$lib/domain/body';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { compareNames } from '$lib/domain/text/name-order';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { appendEvent, changedFields, type NewEvent } from '../database/event-log';
import { body, partner, seat, seatHolder, seatPartner } from '../database/schema';
import { addSeat } from '../people/seats';
import { alternatesOf } from './queries';

export interface BodyTarget {
	partnershipId: number;
	/** The body's slug. */
	slug: string;
}

/** A seat of a body, and the version a change is based on. */
export interface SeatTarget extends BodyTarget {
	seatId: number;
	version: number;
}

export interface BodyFactValues {
	mandate: Localized | null;
	authority: Localized | null;
	appointedBy: string | null;
	startedOn: CalendarDate | null;
	endedOn: CalendarDate | null;
	/** Days from notice to meeting; null without such a rule. */
	noticeDays: number | null;
	/** Number of seats that must be present; null without such a rule. */
	quorum: number | null;
}

export interface SeatValues {
	role: SeatRole;
	/** Numbers of the represented partners. */
	partners: readonly string[];
	represents: SeatGroup | null;
	appointedBy: string | null;
	termFrom: CalendarDate | null;
	termTo: CalendarDate | null;
}

/** Saves what a body is for, from when to when it meets, and its rules of meeting. */
export async function editBody(
	context: Context,
	{ version, ...target }: BodyTarget & { version: number },
	values: BodyFactValues
): Promise<Result> {
	return runBodyCommand(context, target, async (tx, found) => {
		if (found.version !== version) return refuse({ code: 'stale', current: found });
		const change = changedFields({ ...pickFacts(found) }, { ...values });
		if (!change) return ok();
		await tx
			.update(body)
			.set({ ...values, version: version + 1 })
			.where(eq(body.id, found.id));
		await appendEvent(tx, context.actor, context.now, { ...eventOf('edit-body', found), ...change });
		return ok();
	});
}

function pickFacts({ mandate, authority, appointedBy, ...more }: BodyFactValues): BodyFactValues {
	const { startedOn, endedOn, noticeDays, quorum } = more;
	return { mandate, authority, appointedBy, startedOn, endedOn, noticeDays, quorum };
}

/** Adds a vacant seat to a body. */
export async function createSeat(context: Context, target: BodyTarget, values: SeatValues): Promise<Result> {
	return runBodyCommand(context, target, async (tx, found) => {
		const represented = await partnersOf(tx, target.partnershipId, values.partners);
		if (!represented) return refuseInvalid({ field: 'partners', code: 'unknown-choice' });
		await addSeat(tx, { ...values, bodyId: found.id, partnerIds: represented.map(({ id }) => id) });
		const event = { ...eventOf('add-seat', found), after: seatForLog(values, represented) };
		await appendEvent(tx, context.actor, context.now, event);
		return ok();
	});
}

/** Saves a seat. The holder's last day follows the end of the term. */
export async function editSeat(context: Context, target: SeatTarget, values: SeatValues): Promise<Result> {
	return runSeatCommand(context, target, async (tx, { found, own }) => {
		const represented = await partnersOf(tx, target.partnershipId, values.partners);
		if (!represented) return refuseInvalid({ field: 'partners', code: 'unknown-choice' });
		const change = changedFields(
			seatForLog(own, await partnersOfSeat(tx, own.id)),
			seatForLog(values, represented)
		);
		if (!change) return ok();
		const { partners: _numbers, ...columns } = values;
		await tx
			.update(seat)
			.set({ ...columns, version: own.version + 1 })
			.where(eq(seat.id, own.id));
		await tx.delete(seatPartner).where(eq(seatPartner.seatId, own.id));
		if (represented.length > 0)
			await tx
				.insert(seatPartner)
				.values(represented.map(({ id: partnerId }) => ({ seatId: own.id, partnerId })));
		if (own.termTo !== values.termTo)
			await tx
				.update(seatHolder)
				.set({ toDay: values.termTo })
				.where(
					and(
						eq(seatHolder.seatId, own.id),
						eq(seatHolder.standsIn, false),
						own.termTo === null ? isNull(seatHolder.toDay) : eq(seatHolder.toDay, own.termTo)
					)
				);
		const before = { ...change.before, seatId: own.id };
		const event = { ...eventOf('edit-seat', found), before, after: change.after };
		await appendEvent(tx, context.actor, context.now, event);
		return ok();
	});
}

/** Abolishes a seat from today. Refused while somebody holds it. */
export async function abolishSeat(context: Context, target: SeatTarget): Promise<Result> {
	const today = toOsloDate(context.now);
	return runSeatCommand(context, target, async (tx, { found, own }) => {
		const held = await tx
			.select({ id: seatHolder.id })
			.from(seatHolder)
			.where(and(eq(seatHolder.seatId, own.id), or(isNull(seatHolder.toDay), gte(seatHolder.toDay, today))));
		if (held.length > 0) return refuseInvalid({ field: '', code: 'seat-held' });
		await tx
			.update(seat)
			.set({ endedOn: today, version: own.version + 1 })
			.where(eq(seat.id, own.id));
		const before = { seatId: own.id, role: own.role, endedOn: null };
		const event = { ...eventOf('abolish-seat', found), before, after: { endedOn: today } };
		await appendEvent(tx, context.actor, context.now, event);
		return ok();
	});
}

/**
 * Lets an alternate of the body act in a seat beside its holder, from one day to another.
 *
 * @returns refused `invalid` for a person who is no alternate there
 */
export async function standIn(
	context: Context,
	target: Omit<SeatTarget, 'version'>,
	{ person, from, to }: { person: number; from: CalendarDate; to: CalendarDate }
): Promise<Result> {
	const { actor, now } = context;
	return runSeatCommand(context, target, async (tx, { found, own }) => {
		const alternates = await alternatesOf(tx, found.id, toOsloDate(now));
		if (!alternates.some(({ id }) => id === person))
			return refuseInvalid({ field: 'person', code: 'unknown-choice' });
		const period = { fromDay: from, toDay: to };
		await tx.insert(seatHolder).values({ seatId: own.id, personId: person, ...period, standsIn: true });
		const event = { ...eventOf('stand-in', found), after: { seatId: own.id, role: own.role, ...period } };
		await appendEvent(tx, actor, now, event);
		return ok();
	});
}

interface NamedPartner {
	id: number;
	name: string;
}

/** Returns partners by their numbers; null if one is unknown. */
async function partnersOf(
	read: Queryable,
	partnershipId: number,
	numbers: readonly string[]
): Promise<NamedPartner[] | null> {
	const wanted = [...new Set(numbers)];
	const rows = await read
		.select({ id: partner.id, name: partner.name })
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), inArray(partner.number, wanted)));
	return rows.length === wanted.length ? rows : null;
}

async function partnersOfSeat(read: Queryable, seatId: number): Promise<NamedPartner[]> {
	return read
		.select({ id: partner.id, name: partner.name })
		.from(seatPartner)
		.innerJoin(partner, eq(partner.id, seatPartner.partnerId))
		.where(eq(seatPartner.seatId, seatId));
}

/** Returns the values of a seat for the event log, which names its partners. */
function seatForLog(
	{ role, represents, appointedBy, termFrom, termTo }: Omit<SeatValues, 'partners'>,
	represented: readonly NamedPartner[]
) {
	const partners = represented.toSorted(compareNames).map(({ name }) => name);
	return { role, partners, represents, appointedBy, termFrom, termTo };
}

type BodyRow = typeof body.$inferSelect;

async function runBodyCommand(
	context: Context,
	{ partnershipId, slug }: BodyTarget,
	work: (tx: Transaction, found: BodyRow) => Promise<Result>
): Promise<Result> {
	return runCommand(context, { action: 'people.manage', partnershipId }, async (tx) => {
		const [found] = await tx
			.select()
			.from(body)
			.where(and(eq(body.partnershipId, partnershipId), eq(body.slug, slug)));
		return found ? work(tx, found) : refuse({ code: 'not-found' });
	});
}

async function runSeatCommand(
	context: Context,
	{ seatId, version, ...target }: BodyTarget & { seatId: number; version?: number },
	work: (tx: Transaction, subject: { found: BodyRow; own: typeof seat.$inferSelect }) => Promise<Result>
): Promise<Result> {
	return runBodyCommand(context, target, async (tx, found) => {
		const [own] = await tx
			.select()
			.from(seat)
			.where(and(eq(seat.id, seatId), eq(seat.bodyId, found.id), isNull(seat.endedOn)));
		if (!own) return refuse({ code: 'not-found' });
		if (version !== undefined && own.version !== version) return refuse({ code: 'stale', current: own });
		return work(tx, { found, own });
	});
}

function eventOf(verb: string, { id }: BodyRow): Pick<NewEvent, 'planId' | 'verb' | 'noun' | 'nounId'> {
	return { planId: null, verb, noun: 'body', nounId: id };
}
