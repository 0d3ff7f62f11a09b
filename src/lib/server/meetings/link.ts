import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { Actor } from '$lib/domain/permission';
import type { Queryable, Transaction } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { body, meeting, meetingLink, person, seat, seatHolder } from '../database/schema';
import { sha256 } from '../identity/hash';
import type { Meeting } from './queries';

/** The recipient of a notice's link. */
export interface NoticeRecipient {
	meetingId: number;
	personId: number;
}

/**
 * Issues a link to answer a notice. Earlier links stay valid.
 *
 * @returns the token of `/answer/<token>`, 32 random bytes; only its SHA-256 is stored
 */
export async function issueMeetingLink(tx: Transaction, now: Date, to: NoticeRecipient): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await tx.insert(meetingLink).values({ ...to, tokenHash: sha256(token), createdAt: now.toISOString() });
	return token;
}

/** The actor of a notice's link, or the reason it is not valid. */
export type MeetingLinkAnswer =
	{ ok: true; actor: Actor; meeting: Meeting } | { ok: false; reason: 'unknown' | 'revoked' | 'too-late' };

const tokenPattern = /^[\w-]{43}$/;

/**
 * Returns the actor of a link's token, who may answer for the meeting and nothing else: until its day has passed, and
 * as long as the recipient has a seat. Two statements.
 */
export async function authenticateMeetingLink(
	read: Queryable,
	token: string,
	now: Date
): Promise<MeetingLinkAnswer> {
	const [found] = tokenPattern.test(token)
		? await read
				.select({ meeting, person })
				.from(meetingLink)
				.innerJoin(meeting, eq(meeting.id, meetingLink.meetingId))
				.innerJoin(person, eq(person.id, meetingLink.personId))
				.where(eq(meetingLink.tokenHash, sha256(token)))
		: [];
	if (!found) return { ok: false, reason: 'unknown' };
	const { id: meetingId, partnershipId, day } = found.meeting;
	const today = toOsloDate(now);
	const seats = await read
		.select(heldSeatColumns)
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(today))
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, partnershipId)))
		.where(eq(seatHolder.personId, found.person.id));
	if (found.person.disabledAt !== null || seats.length === 0) return { ok: false, reason: 'revoked' };
	if (today > day) return { ok: false, reason: 'too-late' };
	const { id: invitedId, name } = found.person;
	const meetingLinkAccess = { meetingId, invitedId, seats };
	const actor = { personId: null, name, administrator: false, seats: [], meetingLink: meetingLinkAccess };
	return { ok: true, actor, meeting: found.meeting };
}
