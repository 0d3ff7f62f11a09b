import { desc, eq } from 'drizzle-orm';
import type { Queryable, Transaction } from '../database/database';
import { queueMail } from '../database/outbox';
import { body, seat, seatHolder } from '../database/schema';
import { personById } from '../identity/person';
import { newestPlanId } from './queries';

/** Occasions of a mail with a set-up link: the first one, or a new one that the person asked for. */
type SetupLinkOccasion = 'invitation' | 'new-link';

/** Queues the mail with a person's set-up link; the link is made when the mail is sent. */
export async function queueSetupLink(
	tx: Transaction,
	now: Date,
	{ personId, occasion }: { personId: number; occasion: SetupLinkOccasion }
): Promise<void> {
	const recipient = await personById(tx, personId);
	if (!recipient) return;
	const { name, email, writtenForm } = recipient;
	const [planId, about] = [await newestPlanOf(tx, personId), `${occasion}:${personId}`];
	const to = { personId, name, email, writtenForm };
	await queueMail(tx, now, { ...to, roundId: null, planId, reason: 'account-notice', about });
}

/** Returns the plan whose outbox shows the mail: of the partnership with the person's newest seat. */
async function newestPlanOf(read: Queryable, personId: number): Promise<number | null> {
	const [found] = await read
		.select({ partnershipId: body.partnershipId })
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(seatHolder.personId, personId))
		.orderBy(desc(seatHolder.id))
		.limit(1);
	return found ? newestPlanId(read, found.partnershipId) : null;
}
