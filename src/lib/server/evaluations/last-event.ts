import { and, desc, eq } from 'drizzle-orm';
import { extraordinaryRoundKey } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';
import { measureByCode } from '../measures/queries';
import type { EvaluationTarget } from './load-transition';

/** Returns the last event of a measure's evaluation, or null. */
export async function lastEvaluationEvent(
	read: Queryable,
	{ planId, round, measure: code }: Omit<EvaluationTarget, 'version'>
) {
	const measure = await measureByCode(read, planId, code);
	if (!measure) return null;
	const nounId = `${round ?? extraordinaryRoundKey}/${measure.id}`;
	const [found] = await read
		.select({ at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.planId, planId), eq(event.noun, 'evaluation'), eq(event.nounId, nounId)))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}
