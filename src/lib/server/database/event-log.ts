import { and, desc, eq, sql, type SQL } from 'drizzle-orm';
import { cameByLink, type Actor } from '$lib/domain/permission';
import { canonicalJson } from '$lib/domain/review/review';
import type { Queryable, Transaction } from './database';
import { event } from './schema';

export interface NewEvent {
	planId: number | null;
	/** Name of the command, as in "submit-evaluation". */
	verb: string;
	noun:
		| 'measure'
		| 'evaluation'
		| 'area'
		| 'round'
		| 'review'
		| 'rollout'
		| 'plan'
		| 'partnership'
		| 'partner'
		| 'body'
		| 'goal-state'
		| 'core-value'
		| 'driver'
		| 'funding'
		| 'adjustment'
		| 'person'
		| 'matter'
		| 'meeting'
		| 'decision'
		| 'inquiry'
		| 'year-date'
		| 'access'
		| 'mail';
	nounId: string | number;
	before?: Record<string, unknown> | undefined;
	after?: Record<string, unknown> | undefined;
	reason?: string | undefined;
}

/** Longest time in milliseconds that a request waits for the transactions before its own. */
const maxQueueWait = 60_000;

/**
 * Returns the event's time: the request's start time, but never earlier than the last event, so that a day's
 * history does not change later. If the last event is too far ahead, its clock was wrong, and the start time is
 * used.
 */
function eventTimestamp(now: Date): SQL<string> {
	const at = now.toISOString();
	const latest = new Date(now.getTime() + maxQueueWait).toISOString();
	return sql`coalesce((
		select max(${event.at}, ${at}) from ${event}
		where ${event.seq} = (select max(${event.seq}) from ${event}) and ${event.at} <= ${latest}
	), ${at})`;
}

/** Returns how many whole minutes the clock is behind the time of the last event; 0 if it is not. */
export async function minutesBehindLastEvent(read: Queryable, now: Date): Promise<number> {
	const [last] = await read.select({ at: event.at }).from(event).orderBy(desc(event.seq)).limit(1);
	return last ? Math.max(0, Math.floor((new Date(last.at).getTime() - now.getTime()) / maxQueueWait)) : 0;
}

/**
 * Appends an event to the log in the command's own transaction. A visitor with a reporting link is recorded by
 * name, without a person.
 *
 * @returns the event's number
 */
export async function appendEvent(
	tx: Transaction,
	actor: Actor,
	now: Date,
	newEvent: NewEvent
): Promise<number> {
	const [written] = await tx
		.insert(event)
		.values({
			...newEvent,
			nounId: String(newEvent.nounId),
			at: eventTimestamp(now),
			by: actor.personId === null && !cameByLink(actor) ? null : actor.name,
			personId: actor.personId
		})
		.returning({ seq: event.seq });
	return written!.seq;
}

/** Returns the author, time and verb of a subject's latest event, or null. */
export async function latestEvent(
	read: Queryable,
	{ planId, noun, nounId }: { planId: number; noun: NewEvent['noun']; nounId: string }
) {
	const [found] = await read
		.select({ at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.planId, planId), eq(event.noun, noun), eq(event.nounId, nounId)))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}

/**
 * Returns the fields that differ, before and after; null if none do. Localized texts and lists compare by
 * content, in any key order.
 */
export function changedFields<T extends Record<string, unknown>>(
	before: T,
	after: Partial<T>
): { before: Partial<T>; after: Partial<T> } | null {
	const differing = (Object.keys(after) as (keyof T)[]).filter(
		(key) => canonicalJson(before[key]) !== canonicalJson(after[key])
	);
	if (differing.length === 0) return null;
	const pick = (from: Partial<T>) =>
		Object.fromEntries(differing.map((key) => [key, from[key] ?? null])) as Partial<T>;
	return { before: pick(before), after: pick(after) };
}

/**
 * Returns the number of the last event, which grows with every change of the data. Values derived from the data
 * may be cached until it changes.
 * One change does not count: the text of a draft while the same person edits it (see `continuesSitting`). No
 * cached page shows that text.
 */
export async function dataVersion(read: Queryable): Promise<number> {
	const [row] = await read.select({ seq: sql<number>`coalesce(max(${event.seq}), 0)` }).from(event);
	return row?.seq ?? 0;
}
