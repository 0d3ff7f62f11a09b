import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { decisionLinkDays } from '$lib/domain/decision/decision';
import type { Actor } from '$lib/domain/permission';
import type { Queryable, Transaction } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { body, decision, decisionLink, person, seat, seatHolder } from '../database/schema';
import { sha256 } from '../identity/hash';
import type { Decision } from './queries';
import { seatsMayFollowUp } from './reader';

/** The recipient of a decision's link. */
export interface DecisionRecipient {
	decisionId: number;
	personId: number;
}

/**
 * Issues a link to follow a decision up. Earlier links stay valid.
 *
 * @returns the token of `/follow-up/<token>`, 32 random bytes; only its SHA-256 is stored
 */
export async function issueDecisionLink(tx: Transaction, now: Date, to: DecisionRecipient): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await tx.insert(decisionLink).values({ ...to, tokenHash: sha256(token), createdAt: now.toISOString() });
	return token;
}

/** The actor of a decision's link, or the reason it is not valid. */
export type DecisionLinkAnswer =
	{ ok: true; actor: Actor; decision: Decision } | { ok: false; reason: 'unknown' | 'revoked' | 'too-late' };

const tokenPattern = /^[\w-]{43}$/;

/**
 * Returns the actor of a link's token, who may follow the decision up and nothing else: until 30 days after it was
 * closed, and as long as the recipient is responsible. Two statements.
 */
export async function authenticateDecisionLink(
	read: Queryable,
	token: string,
	now: Date
): Promise<DecisionLinkAnswer> {
	const [found] = tokenPattern.test(token)
		? await read
				.select({ decision, person })
				.from(decisionLink)
				.innerJoin(decision, eq(decision.id, decisionLink.decisionId))
				.innerJoin(person, eq(person.id, decisionLink.personId))
				.where(eq(decisionLink.tokenHash, sha256(token)))
		: [];
	if (!found) return { ok: false, reason: 'unknown' };
	const { closedOn, partnershipId, id: decisionId } = found.decision;
	const seats = await read
		.select(heldSeatColumns)
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, partnershipId)))
		.where(eq(seatHolder.personId, found.person.id));
	if (found.person.disabledAt !== null || !seatsMayFollowUp(seats, found.decision))
		return { ok: false, reason: 'revoked' };
	if (closedOn !== null && toOsloDate(now) > addDays(closedOn, decisionLinkDays))
		return { ok: false, reason: 'too-late' };
	const { name } = found.person;
	const actor = {
		personId: null,
		name,
		administrator: false,
		seats: [],
		decisionLink: { decisionId, seats }
	};
	return { ok: true, actor, decision: found.decision };
}
