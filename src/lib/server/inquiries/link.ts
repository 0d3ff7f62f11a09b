import { randomBytes } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { inquiryLinkDays } from '$lib/domain/inquiry';
import { mayDo, type Actor } from '$lib/domain/permission';
import type { Queryable, Transaction } from '../database/database';
import { heldSeatColumns, seatHeldOn } from '../database/held-seats';
import { body, inquiryLink, person, seat, seatHolder } from '../database/schema';
import { sha256 } from '../identity/hash';
import { inquiryById, type InquiryOfMeasure } from './queries';

/**
 * Issues a link to answer a question. Earlier links stay valid.
 *
 * @returns the token of `/questions/<token>`, 32 random bytes; only its SHA-256 is stored
 */
export async function issueInquiryLink(
	tx: Transaction,
	now: Date,
	to: { inquiryId: number; personId: number }
): Promise<string> {
	const token = randomBytes(32).toString('base64url');
	await tx.insert(inquiryLink).values({ ...to, tokenHash: sha256(token), createdAt: now.toISOString() });
	return token;
}

/** The actor of a question's link, or the reason it is not valid. */
export type InquiryLinkAnswer =
	| { ok: true; actor: Actor; inquiry: InquiryOfMeasure }
	| { ok: false; reason: 'unknown' | 'revoked' | 'too-late' };

const tokenPattern = /^[\w-]{43}$/;

/**
 * Returns the actor of a link's token, who may answer the question and nothing else: until 30 days after the answer,
 * and as long as the recipient may answer it. Three statements.
 */
export async function authenticateInquiryLink(
	read: Queryable,
	token: string,
	now: Date
): Promise<InquiryLinkAnswer> {
	const [found] = tokenPattern.test(token)
		? await read
				.select({ inquiryId: inquiryLink.inquiryId, person })
				.from(inquiryLink)
				.innerJoin(person, eq(person.id, inquiryLink.personId))
				.where(eq(inquiryLink.tokenHash, sha256(token)))
		: [];
	const inquiry = found && (await inquiryById(read, found.inquiryId));
	if (!inquiry) return { ok: false, reason: 'unknown' };
	const { partnershipId, bodyId: responsibleBodyId } = inquiry.measure;
	const { id: personId, name, disabledAt } = found.person;
	const seats = await read
		.select(heldSeatColumns)
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(body, and(eq(body.id, seat.bodyId), eq(body.partnershipId, partnershipId)))
		.where(eq(seatHolder.personId, personId));
	const inquiryId = inquiry.id;
	const nobody = { personId: null, name, administrator: false, seats: [] };
	const actor: Actor = { ...nobody, inquiryLink: { inquiryId, personId, seats } };
	if (disabledAt !== null || !mayDo(actor, 'inquiry.answer', { partnershipId, responsibleBodyId, inquiryId }))
		return { ok: false, reason: 'revoked' };
	const { answeredOn } = inquiry;
	if (answeredOn !== null && toOsloDate(now) > addDays(answeredOn, inquiryLinkDays))
		return { ok: false, reason: 'too-late' };
	return { ok: true, actor, inquiry };
}
