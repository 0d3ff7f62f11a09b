import { min } from 'drizzle-orm';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { Queryable } from '../database/database';
import { event } from '../database/schema';

/** When the first thing happened here; null where nothing has. */
export async function firstEventTime(read: Queryable): Promise<Instant | null> {
	const [found] = await read.select({ at: min(event.at) }).from(event);
	return found?.at ?? null;
}
