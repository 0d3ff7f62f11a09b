import { eq, min } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';

/** Returns the time of a plan's first event, or null if there is none. */
export async function firstEventTime(read: Queryable, planId: number): Promise<Instant | null> {
	const [found] = await read
		.select({ at: min(event.at) })
		.from(event)
		.where(eq(event.planId, planId));
	return found?.at ?? null;
}
