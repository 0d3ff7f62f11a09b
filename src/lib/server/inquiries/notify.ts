import { and, eq, isNull } from 'drizzle-orm';
import type { Transaction } from '../database/database';
import { queueMail } from '../database/outbox';
import { person } from '../database/schema';
import { answerers, type InquiryOfMeasure } from './queries';

/** Queues the mail about a new question to the responsible, in the caller's transaction. */
export async function queueQuestionMail(
	tx: Transaction,
	now: Date,
	{ found, entryId }: { found: InquiryOfMeasure; entryId: number }
): Promise<void> {
	for (const { id: personId, name, email, writtenForm } of await answerers(tx, found, now))
		await queueMail(tx, now, {
			...{ personId, name, email, writtenForm, roundId: null, planId: found.measure.planId },
			...{ reason: 'question-notice', about: `${found.id}:asked-${entryId}` }
		});
}

/** Queues the mail about an answer to the one who asked, in the caller's transaction. */
export async function queueAnswerMail(
	tx: Transaction,
	now: Date,
	{ found, entryId }: { found: InquiryOfMeasure; entryId: number }
): Promise<void> {
	const [asker] = await tx
		.select()
		.from(person)
		.where(and(eq(person.id, found.personId), isNull(person.disabledAt)));
	if (!asker) return;
	const { id: personId, name, email, writtenForm } = asker;
	await queueMail(tx, now, {
		...{ personId, name, email, writtenForm, roundId: null, planId: found.measure.planId },
		...{ reason: 'question-notice', about: `${found.id}:answered-${entryId}` }
	});
}
