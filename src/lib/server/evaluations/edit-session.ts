import { and, desc, eq } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import type { Transaction } from '../database/database';
import { event } from '../database/schema';

/** How long after the last entry in history the same writer is still in the same sitting. */
export const editSessionMinutes = 15;

/**
 * Whether the last that history tells of a report is its draft being saved, by the same person, within
 * a sitting. What the browser saves every few seconds then changes the report without another entry:
 * history is for people to read. Nothing is lost by it, since the next entry – a later sitting's, another
 * person's or the sending – begins from what was stored, not from what the entry before it told.
 */
export async function continuesEditSession(
	tx: Transaction,
	actor: Actor,
	now: Date,
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
