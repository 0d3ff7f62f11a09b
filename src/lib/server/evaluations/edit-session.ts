import { and, desc, eq } from 'drizzle-orm';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { event } from '../database/schema';

/** Minutes after the last event during which the same person's saves belong to one edit session. */
export const editSessionMinutes = 15;

/**
 * True if the evaluation's last event is a save by the same person within the edit session. Autosaves then
 * record no event; the next event's `before` is what is stored, so no change is lost.
 */
export async function continuesEditSession(
	tx: Transaction,
	{ actor, now }: Pick<Context, 'actor' | 'now'>,
	{ planId, nounId }: { planId: number; nounId: string }
): Promise<boolean> {
	const [last] = await tx
		.select({ verb: event.verb, at: event.at, by: event.by, personId: event.personId })
		.from(event)
		.where(and(eq(event.noun, 'evaluation'), eq(event.nounId, nounId), eq(event.planId, planId)))
		.orderBy(desc(event.seq))
		.limit(1);
	return (
		last?.verb === 'save-evaluation' &&
		last.personId === actor.personId &&
		last.by === actor.name &&
		now.getTime() - Date.parse(last.at) < editSessionMinutes * 60_000
	);
}
