import { min } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';

/** Returns the time of the first event, or null if there is none. */
export async function firstEventTime(read: Queryable): Promise<Instant | null> {
	const [found] = await read.select({ at: min(event.at) }).from(event);
	return found?.at ?? null;
}
