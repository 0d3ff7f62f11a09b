import { eq } from 'drizzle-orm';
import type { Transaction } from '../database/database';
import { queueMail } from '../database/outbox';
import { body } from '../database/schema';
import { personById } from '../identity/person';
import { newestPlanId } from './queries';

/** Queues the mail with a person's set-up link; the link is made when the mail is sent. */
export async function queueInvitation(
	tx: Transaction,
	now: Date,
	{ personId, bodyId }: { personId: number; bodyId: number }
): Promise<void> {
	const invitee = await personById(tx, personId);
	const [found] = await tx
		.select({ partnershipId: body.partnershipId })
		.from(body)
		.where(eq(body.id, bodyId));
	if (!invitee || !found) return;
	const planId = await newestPlanId(tx, found.partnershipId);
	const about = `invitation:${personId}`;
	const { name, email, writtenForm } = invitee;
	const to = { personId, name, email, writtenForm };
	await queueMail(tx, now, { ...to, roundId: null, planId, reason: 'account-notice', about });
}
