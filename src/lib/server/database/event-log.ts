import { sql, type SQL } from 'drizzle-orm';
import type { Actor } from '$lib/domain/permission';
import { canonicalJson } from '$lib/domain/review/review';
import type { Queryable, Transaction } from './database';
import { event } from './schema';

export interface NewEvent {
	planId: number | null;
	/** The command, as in "submit-evaluation". */
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
		| 'access'
		| 'mail';
	nounId: string | number;
	before?: Record<string, unknown> | undefined;
	after?: Record<string, unknown> | undefined;
	reason?: string | undefined;
}

/** A request has waited no longer than this for the turns before its own, in milliseconds. */
const maxQueueWait = 60_000;

/**
 * A request's moment is when it came in. One that had to wait for another's turn is told as of that one:
 * history stands in the order of time, so that what was read as of a day stays what it said. A moment far
 * behind the last is a clock that was wrong, and is left as it is.
 */
function eventTimestamp(now: Date): SQL<string> {
	const at = now.toISOString();
	const latest = new Date(now.getTime() + maxQueueWait).toISOString();
	return sql`coalesce((
		select max(${event.at}, ${at}) from ${event}
		where ${event.seq} = (select max(${event.seq}) from ${event}) and ${event.at} <= ${latest}
	), ${at})`;
}

/**
 * Writes down what a command did, in the command's own turn. Who came by a reporting link is named like
 * everybody else, without being one of the people.
 *
 * @returns the event's number
 */
export async function appendEvent(
	tx: Transaction,
	actor: Actor,
	now: Date,
	happening: NewEvent
): Promise<number> {
	const [written] = await tx
		.insert(event)
		.values({
			...happening,
			nounId: String(happening.nounId),
			at: eventTimestamp(now),
			by: actor.personId === null && !actor.link ? null : actor.name,
			personId: actor.personId
		})
		.returning({ seq: event.seq });
	return written!.seq;
}

/**
 * The fields that differ, as they were and as they became; null where nothing did. Localised
 * texts and lists compare by content, whatever the order their forms were entered in.
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
 * A number that grows with every change to the database. Every command records what it did in the
 * turn that did it, so whatever is derived from the data may be kept for as long as this stands.
 *
 * One thing moves without it: the words of a draft, while the same person goes on writing them (see
 * `continuesSitting`). That a draft is there does count; what it says is shown on no page that is kept.
 */
export async function dataVersion(read: Queryable): Promise<number> {
	const [row] = await read.select({ seq: sql<number>`coalesce(max(${event.seq}), 0)` }).from(event);
	return row?.seq ?? 0;
}
