import { and, desc, eq } from 'drizzle-orm';
import { roundKey, type RoundPeriod } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';

/** Returns the last event of a measure's evaluation in a round, or null. */
export async function lastEvaluationEvent(read: Queryable, round: RoundPeriod, measureId: string) {
	const [found] = await read
		.select({ at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.noun, 'evaluation'), eq(event.nounId, `${roundKey(round)}/${measureId}`)))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}
