import { and, asc, count, desc, eq, isNull, like, or, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { addDays, toOsloDate } from '$lib/domain/calendar/calendar-date';
import type { DecisionKind } from '$lib/domain/decision/decision';
import type { Actor } from '$lib/domain/permission';
import type { Queryable } from '../database/database';
import { body, decision, matterDecision } from '../database/schema';
import { isLate, isOpen, ofPartnership, ownDecisions, readableDecisions } from './reader';
import { rowColumns } from './columns';

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
		.select(rowColumns)
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(matching(query))
		.orderBy(...orders[filter.order])
		.limit(pageSize)
		.offset((page - 1) * pageSize);
}

type DecisionRow = Awaited<ReturnType<typeof listDecisions>>[number];

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

/** Loads the decisions about a matter that a reader may see, the newest first. One statement. */
export async function decisionsOfMatter(
	read: Queryable,
	{ partnershipId, actor }: Pick<DecisionQuery, 'partnershipId' | 'actor'>,
	matterId: number
): Promise<DecisionRow[]> {
	return read
		.select(rowColumns)
		.from(decision)
		.innerJoin(body, eq(body.id, decision.bodyId))
		.where(and(eq(decision.matterId, matterId), readableDecisions(actor, partnershipId)))
		.orderBy(desc(decision.decidedOn), desc(decision.id));
}

/** Loads the earlier decisions that a matter builds on and a reader may see, the newest first. One statement. */
export async function decisionsBefore(
	read: Queryable,
	{ partnershipId, actor }: Pick<DecisionQuery, 'partnershipId' | 'actor'>,
	matterId: number
) {
	const { id, title, lang, number, decidedOn, kind } = decision;
	return read
		.select({ id, title, lang, number, decidedOn, kind })
		.from(matterDecision)
		.innerJoin(decision, eq(decision.id, matterDecision.decisionId))
		.where(and(eq(matterDecision.matterId, matterId), readableDecisions(actor, partnershipId)))
		.orderBy(desc(decision.decidedOn), desc(decision.id));
}
