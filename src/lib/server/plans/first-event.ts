import { and, eq, min } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';

/** Returns the time of a plan's first event, or null if there is none. A plan's events begin with one of its own. */
export async function firstEventTime(read: Queryable, planId: number): Promise<Instant | null> {
	const [found] = await read
		.select({ at: min(event.at) })
		.from(event)
		.where(and(eq(event.noun, 'plan'), eq(event.nounId, String(planId))));
	return found?.at ?? null;
}
