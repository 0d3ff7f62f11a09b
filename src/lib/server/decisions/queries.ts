import {
	and,
	asc,
	between,
	count,
	desc,
	eq,
	gt,
	inArray,
	isNull,
	like,
	lte,
	or,
	sql,
	type SQL
} from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import {
	addDays,
	instantToOsloDate,
	toOsloDate,
	type CalendarDate
} from '$lib/domain/calendar/calendar-date';
import type { DecisionKind } from '$lib/domain/decision/decision';
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
	partner,
	plan,
	seat
} from '../database/schema';
import { isLate, isOpen, isReplaced, ofPartnership, ownDecisions, readableDecisions } from './reader';

export type Decision = typeof decision.$inferSelect;

/** Quick selections of the list. */
export const decisionSelections = ['all', 'late', 'own', 'soon', 'undated'] as const;
type DecisionSelection = (typeof decisionSelections)[number] | 'open';

export interface DecisionFilter {
	selection: DecisionSelection;
	text: string;
	/** Slug of the deciding body. */
	body: string | null;
	year: string | null;
	kind: DecisionKind | null;
	/** By urgency, the newest first, or by due date. */
	order: 'urgent' | 'newest' | 'due';
}

/** The reader of decisions, with what they look for. */
export interface DecisionQuery {
	partnershipId: number;
	actor: Actor;
	filter: DecisionFilter;
	now: Date;
}

/** Days in which a due date counts as soon. */
const soonDays = 60;

function selected({ actor, now }: DecisionQuery, selection: DecisionSelection): SQL | undefined {
	const today = toOsloDate(now);
	if (selection === 'open') return isOpen;
	if (selection === 'late') return isLate(now);
	if (selection === 'own') return and(ownDecisions(actor), isOpen);
	if (selection === 'undated') return and(isOpen, isNull(decision.dueOn));
	if (selection === 'soon')
		return and(isOpen, sql`${decision.dueOn} between ${today} and ${addDays(today, soonDays)}`);
	return undefined;
}

function matching(query: DecisionQuery): SQL | undefined {
	const { partnershipId, actor, filter } = query;
	const pattern = ['%', filter.text.replace(/[\\%_]/g, '\\$&'), '%'].join('');
	const contains = (column: SQLiteColumn) => sql`${like(column, pattern)} escape '\\'`;
	return and(
		ofPartnership(partnershipId),
		readableDecisions(actor, partnershipId),
		selected(query, filter.selection),
		filter.text
			? or(contains(decision.title), contains(decision.text), contains(decision.number))
			: undefined,
		filter.body === null ? undefined : eq(body.slug, filter.body),
		filter.year === null ? undefined : like(decision.decidedOn, `${filter.year}-%`),
		filter.kind === null ? undefined : eq(decision.kind, filter.kind)
	);
}

/** Returns how many decisions match a filter. One statement. */
export async function countDecisions(read: Queryable, query: DecisionQuery): Promise<number> {
	const [row] = await read
		.select({ count: count() })
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(matching(query));
	return row?.count ?? 0;
}

/** The last entry's text, or its "no change". */
const lastEntry = (column: SQL) =>
	sql<
		string | null
	>`(select ${column} from ${decisionFollowUp} where ${decisionFollowUp.decisionId} = ${decision.id} order by ${decisionFollowUp.id} desc limit 1)`;

const responsibleBody = {
	slug: sql<
		string | null
	>`(select ${body.slug} from ${body} where ${body.id} = ${decision.responsibleBodyId})`,
	name: sql`(select ${body.name} from ${body} where ${body.id} = ${decision.responsibleBodyId})`
		.mapWith(body.name)
		.as('responsible_name')
};

const responsibleColumns = {
	responsibleSlug: responsibleBody.slug,
	responsibleBody: responsibleBody.name,
	responsiblePartner: sql<
		string | null
	>`(select ${partner.name} from ${partner} where ${partner.id} = ${decision.responsiblePartnerId})`,
	seatRole: sql<
		typeof seat.$inferSelect.role | null
	>`(select ${seat.role} from ${seat} where ${seat.id} = ${decision.responsibleSeatId})`,
	seatBody:
		sql`(select ${body.name} from ${seat} join ${body} on ${body.id} = ${seat.bodyId} where ${seat.id} = ${decision.responsibleSeatId})`
			.mapWith(body.name)
			.as('seat_body'),
	seatBodySlug: sql<
		string | null
	>`(select ${body.slug} from ${seat} join ${body} on ${body.id} = ${seat.bodyId} where ${seat.id} = ${decision.responsibleSeatId})`
};

const listColumns = {
	id: decision.id,
	title: decision.title,
	lang: decision.lang,
	kind: decision.kind,
	number: decision.number,
	decidedOn: decision.decidedOn,
	dueOn: decision.dueOn,
	followUp: decision.followUp,
	published: sql<boolean>`${decision.publishedAt} is not null`.mapWith(Boolean),
	replaced: isReplaced.mapWith(Boolean),
	body: body.name,
	bodySlug: body.slug,
	...responsibleColumns,
	entryAt: lastEntry(sql`${decisionFollowUp.at}`),
	entryText: lastEntry(sql`${decisionFollowUp.text}`),
	entryLang: lastEntry(sql`${decisionFollowUp.lang}`),
	entryUnchanged: lastEntry(sql`${decisionFollowUp.unchanged}`).mapWith(Boolean)
};

/** Loads one page of decisions with who follows them up and the last entry. One statement. */
export async function listDecisions(
	read: Queryable,
	query: DecisionQuery,
	{ page, pageSize }: { page: number; pageSize: number }
) {
	const { filter, now } = query;
	const newest = [desc(decision.decidedOn), desc(decision.id)];
	const due = [sql`${decision.dueOn} is null`, asc(decision.dueOn)];
	const orders = {
		urgent: [desc(isLate(now)), desc(isOpen), ...due, ...newest],
		newest,
		due: [...due, ...newest]
	};
	return read
		.select(listColumns)
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(matching(query))
		.orderBy(...orders[filter.order])
		.limit(pageSize)
		.offset((page - 1) * pageSize);
}

type DecisionRow = Awaited<ReturnType<typeof listDecisions>>[number];

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
		.select(listColumns)
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
	{ partnershipId, actor }: Pick<DecisionQuery, 'partnershipId' | 'actor'>,
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

/** Loads the open decisions an actor is to follow up, the most urgent first. One statement. */
export async function decisionsToFollowUp(
	read: Queryable,
	{ partnershipId, actor, now }: Omit<DecisionQuery, 'filter'>
): Promise<DecisionRow[]> {
	const filter = { text: '', body: null, year: null, kind: null, selection: 'own', order: 'urgent' } as const;
	return listDecisions(read, { partnershipId, actor, now, filter }, { page: 1, pageSize: 100 });
}

/** Loads a body's open decisions that a reader may see, the most urgent first. One statement. */
export async function openDecisionsOfBody(
	read: Queryable,
	query: Omit<DecisionQuery, 'filter'>,
	slug: string
): Promise<DecisionRow[]> {
	const filter = {
		text: '',
		body: slug,
		year: null,
		kind: null,
		selection: 'open',
		order: 'urgent'
	} as const;
	return listDecisions(read, { ...query, filter }, { page: 1, pageSize: 100 });
}

/** Counts the decisions a reader may see, by selection and by standing. One statement. */
export async function decisionCounts(read: Queryable, query: Omit<DecisionQuery, 'filter'>) {
	const filter = { text: '', body: null, year: null, kind: null, selection: 'all', order: 'newest' } as const;
	const whole: DecisionQuery = { ...query, filter };
	const number = (condition: SQL | undefined) =>
		sql<number>`coalesce(sum(case when ${condition} then 1 else 0 end), 0)`.mapWith(Number);
	const [row] = await read
		.select({
			all: count(),
			late: number(selected(whole, 'late')),
			own: number(selected(whole, 'own')),
			soon: number(selected(whole, 'soon')),
			undated: number(selected(whole, 'undated')),
			done: number(eq(decision.followUp, 'done')),
			dropped: number(eq(decision.followUp, 'dropped')),
			inProgress: number(and(isOpen, eq(decision.followUp, 'in-progress'), sql`not ${isLate(query.now)}`)),
			notStarted: number(and(isOpen, eq(decision.followUp, 'not-started'), sql`not ${isLate(query.now)}`)),
			first: sql<string | null>`min(${decision.decidedOn})`,
			last: sql<string | null>`max(${decision.decidedOn})`
		})
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(matching(whole));
	return row!;
}

/** Returns how many of a partnership's decisions are overdue, published or not. One statement. */
export async function countLateDecisions(read: Queryable, partnershipId: number, now: Date): Promise<number> {
	const [row] = await read
		.select({ count: count() })
		.from(decision)
		.where(and(ofPartnership(partnershipId), isLate(now)));
	return row?.count ?? 0;
}

/** Loads the decisions about a matter that a reader may see, the newest first. One statement. */
export async function decisionsOfMatter(
	read: Queryable,
	{ partnershipId, actor }: Pick<DecisionQuery, 'partnershipId' | 'actor'>,
	matterId: number
): Promise<DecisionRow[]> {
	return read
		.select(listColumns)
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(and(eq(decision.matterId, matterId), readableDecisions(actor, partnershipId)))
		.orderBy(desc(decision.decidedOn), desc(decision.id));
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

/** Loads what a decision's page shows besides the decision itself. Seven statements. */
export async function decisionDetails(read: Queryable, found: Decision, actor: Actor) {
	const [parties] = await read
		.select({ slug: body.slug, name: body.name, ...responsibleColumns })
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(eq(decision.id, found.id));
	const measures = await read
		.select({ code: measure.code, title: measure.title, plan: plan.slug })
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

/** Lists the decisions a reader may see and choose as replaced or as a reason, newest first. */
export async function decisionOptions(
	read: Queryable,
	{ partnershipId, actor }: Pick<DecisionQuery, 'partnershipId' | 'actor'>,
	except: number | null
) {
	return read
		.select({
			id: decision.id,
			title: decision.title,
			number: decision.number,
			decidedOn: decision.decidedOn
		})
		.from(decision)
		.where(
			and(
				ofPartnership(partnershipId),
				readableDecisions(actor, partnershipId),
				sql`${decision.id} is not ${except}`
			)
		)
		.orderBy(desc(decision.decidedOn), desc(decision.id))
		.limit(500);
}

/** Lists the bodies, partners and seats that can be responsible. Two statements beside the bodies. */
export async function responsibleChoices(read: Queryable, partnershipId: number, bodyIds: readonly number[]) {
	const partners = await read
		.select({ number: partner.number, name: partner.name })
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), isNull(partner.endedOn)))
		.orderBy(asc(partner.number));
	const seats = await read
		.select({ id: seat.id, role: seat.role, bodyId: seat.bodyId })
		.from(seat)
		.where(
			and(
				inArray(seat.bodyId, [...bodyIds]),
				isNull(seat.endedOn),
				inArray(seat.role, ['leader', 'deputy', 'secretary', 'member'])
			)
		)
		.orderBy(asc(seat.bodyId), asc(seat.id));
	return { partners, seats };
}
