import { and, desc, eq, gte, inArray, sql } from 'drizzle-orm';
import { addDays, startOfDay, toOsloDate } from '$lib/domain/calendar/calendar-date';
import { listRecentWork, recentDays, recentVerbs, type RecentWork } from '$lib/domain/plan/recent-work';
import type { Queryable } from '../database/database';
import { body, decision, event, plan } from '../database/schema';

/**
 * Lists what was done in a partnership in the last 14 days. Pages of other plans than the current one name theirs.
 * One statement.
 */
export async function recentWork(
	read: Queryable,
	{ partnershipId, plan: current }: { partnershipId: number; plan: { id: number } | null },
	now: Date
): Promise<RecentWork[]> {
	const since = startOfDay(addDays(toOsloDate(now), -recentDays)).toISOString();
	const seatedIn = sql`json_extract(${event.after}, '$.bodyId')`;
	const rows = await read
		.select({
			at: event.at,
			verb: sql<(typeof recentVerbs)[number]>`${event.verb}`,
			nounId: event.nounId,
			plan: { id: plan.id, slug: plan.slug },
			body: { slug: body.slug, name: body.name }
		})
		.from(event)
		.leftJoin(plan, eq(plan.id, event.planId))
		.leftJoin(body, and(eq(event.verb, 'invite-person'), eq(body.id, seatedIn)))
		.leftJoin(
			decision,
			and(eq(event.verb, 'record-decision'), eq(decision.id, sql`cast(${event.nounId} as integer)`))
		)
		.where(
			and(
				// The log has no index on time, but its numbers follow it.
				sql`${event.seq} > coalesce((
					select seq from event as earlier where earlier.at < ${since} order by seq desc limit 1
				), 0)`,
				gte(event.at, since),
				inArray(event.verb, [...recentVerbs]),
				sql`coalesce(${plan.partnershipId}, ${body.partnershipId}, ${decision.partnershipId}) = ${partnershipId}`
			)
		)
		.orderBy(desc(event.seq));
	return listRecentWork(
		rows.map(({ plan: of, ...one }) => ({ ...one, planSlug: of && of.id !== current?.id ? of.slug : null }))
	);
}
