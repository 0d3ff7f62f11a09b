import { and, eq, inArray, isNotNull, lt, or, sql, type SQL } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { leadingRoles, type Seat } from '$lib/domain/body';
import { mayDo, representedPartners, type Actor, type PermissionSubject } from '$lib/domain/permission';
import { decision } from '../database/schema';

/** The parts of a decision on which permissions depend. */
export type DecisionParties = Pick<
	typeof decision.$inferSelect,
	| 'id'
	| 'partnershipId'
	| 'bodyId'
	| 'responsibleBodyId'
	| 'responsiblePartnerId'
	| 'responsibleSeatId'
	| 'publishedAt'
>;

/** Returns the subject of following a decision up: its responsible body, partner or seat. */
export function followUpSubject(found: DecisionParties) {
	return {
		partnershipId: found.partnershipId,
		decisionId: found.id,
		responsibleBodyId: found.responsibleBodyId,
		partnerId: found.responsiblePartnerId,
		responsibleSeatId: found.responsibleSeatId
	} satisfies PermissionSubject;
}

/** True if a person with these seats may follow a decision up. */
export function seatsMayFollowUp(seats: readonly Seat[], found: DecisionParties): boolean {
	const person: Actor = { personId: 0, name: '', administrator: false, seats };
	return mayDo(person, 'decision.follow-up', followUpSubject(found));
}

/** True if the actor may read a decision: a published one, one of the own body, or one to follow up. */
export function mayReadDecision(actor: Actor, found: DecisionParties & { closed: boolean }): boolean {
	const { partnershipId, bodyId } = found;
	if (found.publishedAt !== null) return mayDo(actor, 'decision.read', { partnershipId });
	return (
		mayDo(actor, found.closed ? 'decision.read-closed' : 'decision.read-unpublished', {
			partnershipId,
			responsibleBodyId: bodyId
		}) || mayDo(actor, 'decision.follow-up', followUpSubject(found))
	);
}

/** Condition for the decisions an actor may read in a partnership, as `mayReadDecision` decides. */
export function readableDecisions(actor: Actor, partnershipId: number): SQL | undefined {
	if (mayDo(actor, 'decision.read-closed', { partnershipId })) return undefined;
	const bodies = [...new Set(actor.seats.map(({ bodyId }) => bodyId))].filter((responsibleBodyId) =>
		mayDo(actor, 'decision.read-closed', { partnershipId, responsibleBodyId })
	);
	return or(
		isNotNull(decision.publishedAt),
		mayDo(actor, 'decision.read-unpublished', { partnershipId }) ? eq(decision.closed, false) : undefined,
		bodies.length > 0 ? inArray(decision.bodyId, bodies) : undefined,
		ownDecisions(actor)
	);
}

/** Condition for the decisions an actor is to follow up. */
export function ownDecisions(actor: Actor): SQL {
	const led = actor.seats.filter(({ role }) => leadingRoles.includes(role)).map(({ bodyId }) => bodyId);
	const seats = actor.seats.flatMap(({ seatId }) => seatId ?? []);
	const partners = actor.personId === null ? [] : representedPartners(actor);
	const own = or(
		led.length > 0 ? inArray(decision.responsibleBodyId, led) : undefined,
		partners.length > 0 ? inArray(decision.responsiblePartnerId, partners) : undefined,
		seats.length > 0 ? inArray(decision.responsibleSeatId, seats) : undefined
	);
	return (actor.personId === null ? undefined : own) ?? sql`false`;
}

/** Condition for decisions that a later one supersedes or revokes. The outer table is named: drizzle leaves it out. */
export const isReplaced = sql<boolean>`exists (select 1 from ${decision} as later where later.replaces_id = "decision"."id")`;

/** Condition for decisions that somebody is still expected to carry out. */
export const isOpen = and(
	inArray(decision.followUp, ['not-started', 'in-progress']),
	sql`not ${isReplaced}`
)!;

/** Condition for decisions that are open after their due date. */
export function isLate(now: Date): SQL {
	return and(isOpen, isNotNull(decision.dueOn), lt(decision.dueOn, toOsloDate(now)))!;
}

/** Condition for a partnership's decisions. */
export function ofPartnership(partnershipId: number): SQL {
	return eq(decision.partnershipId, partnershipId);
}
