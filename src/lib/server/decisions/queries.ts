import { and, asc, between, count, desc, eq, gt, inArray, lte, or, sql } from 'drizzle-orm';
import { instantToOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Actor } from '$lib/domain/permission';
import type { Queryable } from '../database/database';
import {
	agendaItem,
	body,
	decision,
	decisionFollowUp,
	decisionMeasure,
	event,
	matter,
	measure,
	meeting,
	plan
} from '../database/schema';
import { isLate, isOpen, isReplaced, ofPartnership, readableDecisions } from './reader';
import { rowColumns, responsibleColumns } from './columns';

export type Decision = typeof decision.$inferSelect;

/**
 * Loads the published decisions of a span of days with their last entry, the latest first, and counts the others. One
 * statement.
 *
 * @param span after a day, until another
 */
export async function decisionsBetween(
	read: Queryable,
	partnershipId: number,
	{ after, until }: { after: CalendarDate; until: CalendarDate }
) {
	const rows = await read
		.select(rowColumns)
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(and(ofPartnership(partnershipId), gt(decision.decidedOn, after), lte(decision.decidedOn, until)))
		.orderBy(desc(decision.decidedOn), desc(decision.id));
	const decisions = rows
		.filter(({ published }) => published)
		.map((row) => {
			const { body: name, decidedOn, number, title, lang, kind, dueOn, followUp, replaced } = row;
			const { entryAt, entryText, entryLang, entryUnchanged } = row;
			return {
				...{ body: name, decidedOn, number, title, lang, kind, dueOn, followUp, replaced },
				entry:
					entryAt === null
						? null
						: {
								...{ on: instantToOsloDate(entryAt), text: entryText ?? '', unchanged: entryUnchanged },
								lang: entryLang === 'nn' ? ('nn' as const) : ('nb' as const)
							}
			};
		});
	return { decisions, unpublished: rows.length - decisions.length };
}

/** Counts the open decisions an actor may read by due date, in a span of days. One statement. */
export function decisionsDue(
	read: Queryable,
	{ partnershipId, actor }: { partnershipId: number; actor: Actor },
	{ from, to }: { from: CalendarDate; to: CalendarDate }
) {
	return read
		.select({ day: sql<CalendarDate>`${decision.dueOn}`, count: count() })
		.from(decision)
		.where(
			and(
				ofPartnership(partnershipId),
				readableDecisions(actor, partnershipId),
				isOpen,
				between(decision.dueOn, from, to)
			)
		)
		.groupBy(decision.dueOn);
}

/** Returns how many of a partnership's decisions are overdue, published or not. One statement. */
export async function countLateDecisions(read: Queryable, partnershipId: number, now: Date): Promise<number> {
	const [row] = await read
		.select({ count: count() })
		.from(decision)
		.where(and(ofPartnership(partnershipId), isLate(now)));
	return row?.count ?? 0;
}

/** Returns a decision of a partnership, or null. */
export async function decisionById(
	read: Queryable,
	partnershipId: number,
	id: number
): Promise<Decision | null> {
	const [found] = await read
		.select()
		.from(decision)
		.where(and(eq(decision.id, id), ofPartnership(partnershipId)));
	return found ?? null;
}

/** Returns which of these decisions an actor may read. One statement if there are any. */
export async function readableAmong(
	read: Queryable,
	{ partnershipId, actor }: { partnershipId: number; actor: Actor },
	ids: readonly number[]
): Promise<number[]> {
	if (ids.length === 0) return [];
	const rows = await read
		.select({ id: decision.id })
		.from(decision)
		.where(
			and(
				inArray(decision.id, [...ids]),
				ofPartnership(partnershipId),
				readableDecisions(actor, partnershipId)
			)
		);
	return rows.map(({ id }) => id);
}

/** Loads what a decision's page shows besides the decision itself. Seven statements. */
export async function decisionDetails(read: Queryable, found: Decision, actor: Actor) {
	const [parties] = await read
		.select({ slug: body.slug, name: body.name, ...responsibleColumns })
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(eq(decision.id, found.id));
	const measures = await read
		.select({ code: measure.code, title: measure.title, plan: plan.slug, state: plan.state })
		.from(decisionMeasure)
		.innerJoin(measure, eq(measure.id, decisionMeasure.measureId))
		.innerJoin(plan, eq(plan.id, measure.planId))
		.where(eq(decisionMeasure.decisionId, found.id))
		.orderBy(asc(measure.code));
	const related = await read
		.select({
			id: decision.id,
			title: decision.title,
			lang: decision.lang,
			replacesId: decision.replacesId,
			replacement: decision.replacement
		})
		.from(decision)
		.where(
			and(
				or(eq(decision.replacesId, found.id), eq(decision.id, found.replacesId ?? 0)),
				readableDecisions(actor, found.partnershipId)
			)
		)
		.orderBy(asc(decision.id));
	const [of] =
		found.matterId === null
			? []
			: await read
					.select({ id: matter.id, title: matter.title, lang: matter.lang })
					.from(matter)
					.where(eq(matter.id, found.matterId));
	const [meetingOf] =
		found.agendaItemId === null
			? []
			: await read
					.select({ id: meeting.id, day: meeting.day })
					.from(agendaItem)
					.innerJoin(meeting, eq(meeting.id, agendaItem.meetingId))
					.where(eq(agendaItem.id, found.agendaItemId));
	const [standing] = await read
		.select({ replaced: isReplaced.mapWith(Boolean) })
		.from(decision)
		.where(eq(decision.id, found.id));
	return {
		body: { slug: parties!.slug, name: parties!.name },
		responsible: parties!,
		measures,
		matter: of ?? null,
		meeting: meetingOf ?? null,
		replaces: related.find(({ id }) => id === found.replacesId) ?? null,
		replacedBy: related.filter(({ replacesId }) => replacesId === found.id),
		replaced: standing!.replaced
	};
}

/** Loads the entries about a decision, newest first, with their authors where `names` is true. One statement. */
export async function followUpEntries(read: Queryable, decisionId: number, names: boolean) {
	const rows = await read
		.select({
			id: decisionFollowUp.id,
			at: decisionFollowUp.at,
			state: decisionFollowUp.state,
			unchanged: decisionFollowUp.unchanged,
			text: decisionFollowUp.text,
			lang: decisionFollowUp.lang,
			by: event.by
		})
		.from(decisionFollowUp)
		.leftJoin(
			event,
			and(
				eq(event.noun, 'decision'),
				eq(event.nounId, String(decisionId)),
				sql`${event.after} ->> 'entry' = ${decisionFollowUp.id}`
			)
		)
		.where(eq(decisionFollowUp.decisionId, decisionId))
		.orderBy(desc(decisionFollowUp.id));
	return rows.map((row) => ({ ...row, by: names ? row.by : null }));
}

/** Returns the author and time of a decision's latest change. */
export async function latestDecisionChange(read: Queryable, id: number) {
	const [found] = await read
		.select({ at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.noun, 'decision'), eq(event.nounId, String(id))))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}
