import { and, asc, eq, inArray, like, or, sql } from 'drizzle-orm';
import type { WrittenForm } from '$lib/domain/localized';
import {
	redactableNouns,
	type PassageCounts,
	type RedactableNoun,
	type RedactionPlace
} from '$lib/domain/redaction';
import type { Queryable } from '../database/database';
import { agendaItem, decision, event, inquiry, matter, measure, meeting, plan } from '../database/schema';

/** The record in which a text was marked. */
export interface RedactionTarget {
	partnershipId: number;
	noun: RedactableNoun;
	id: number;
}

/** The marked record with all that it is tied to: ids of matters, meetings and decisions. */
export interface RedactionScope extends Record<RedactableNoun, number[]> {
	title: string;
	lang: WrittenForm;
	/** The page of the marked record. */
	path: string;
}

const recordTables = { matter, meeting, decision };

/**
 * Returns what belongs to a record: the matters of its way with those merged into them, the meetings that treated
 * them, and their decisions. Null if it is unknown.
 */
export async function redactionScope(
	read: Queryable,
	target: RedactionTarget
): Promise<RedactionScope | null> {
	return target.noun === 'inquiry' ? inquiryScope(read, target) : recordScope(read, target, target.noun);
}

/** Returns the scope of a question, which is tied to nothing else. */
async function inquiryScope(
	read: Queryable,
	{ partnershipId, id }: RedactionTarget
): Promise<RedactionScope | null> {
	const [found] = await read
		.select({ code: measure.code, form: plan.writtenForm })
		.from(inquiry)
		.innerJoin(measure, eq(measure.id, inquiry.measureId))
		.innerJoin(plan, eq(plan.id, measure.planId))
		.where(and(eq(inquiry.id, id), eq(plan.partnershipId, partnershipId)));
	if (!found) return null;
	const path = `/measures/${found.code}/questions`;
	return { matter: [], meeting: [], decision: [], inquiry: [id], title: '', lang: found.form, path };
}

async function recordScope(
	read: Queryable,
	{ partnershipId, id }: RedactionTarget,
	noun: keyof typeof recordTables
): Promise<RedactionScope | null> {
	const table = recordTables[noun];
	const [found] = await read
		.select()
		.from(table)
		.where(and(eq(table.id, id), eq(table.partnershipId, partnershipId)));
	if (!found) return null;
	const items = await read
		.select({ id: agendaItem.id, meetingId: agendaItem.meetingId, matterId: agendaItem.matterId })
		.from(agendaItem)
		.where(
			noun === 'meeting'
				? eq(agendaItem.meetingId, id)
				: noun === 'decision' && 'agendaItemId' in found
					? eq(agendaItem.id, found.agendaItemId ?? 0)
					: eq(agendaItem.matterId, id)
		);
	const own = 'matterId' in found ? [found.matterId] : [noun === 'matter' ? id : null];
	const first = [...new Set([...own, ...items.map((one) => one.matterId)])].filter((one) => one !== null);
	const matters = await read
		.select({ id: matter.id })
		.from(matter)
		.where(or(inArray(matter.id, first), inArray(matter.mergedIntoId, first)));
	const matterIds = matters.map((one) => one.id);
	const treated = await read
		.select({ meetingId: agendaItem.meetingId })
		.from(agendaItem)
		.where(inArray(agendaItem.matterId, matterIds));
	const meetingIds = new Set([...items, ...treated].map(({ meetingId }) => meetingId));
	if (noun === 'meeting') meetingIds.add(id);
	const itemsOfMeetings = read
		.select({ id: agendaItem.id })
		.from(agendaItem)
		.where(inArray(agendaItem.meetingId, [...meetingIds]));
	const decisions = await read
		.select({ id: decision.id })
		.from(decision)
		.where(
			or(
				inArray(decision.matterId, matterIds),
				inArray(decision.agendaItemId, itemsOfMeetings),
				noun === 'decision' ? eq(decision.id, id) : undefined
			)
		);
	return {
		matter: matterIds,
		meeting: [...meetingIds],
		decision: decisions.map((one) => one.id),
		inquiry: [],
		title: 'title' in found ? found.title : '',
		lang: found.lang,
		path: `/${noun}s/${id}`
	};
}

/** Columns that hold texts, by table. Keys of the scope are matters, meetings or decisions. */
interface TextTable {
	table: string;
	place: RedactionPlace;
	noun: RedactableNoun;
	/** SQL condition on the scope's ids. */
	key: string;
	columns: readonly string[];
	/** Columns of JSON. */
	json?: readonly string[];
	isVersioned?: boolean;
}

/** Every table that stores texts of bodies' work, minutes and history apart. */
export const textTables: readonly TextTable[] = [
	{
		...({ table: 'matter', place: 'matter', noun: 'matter', key: 'id', isVersioned: true } as const),
		...{ columns: ['title', 'text', 'concerns', 'wish'], json: ['links'] }
	},
	{ table: 'matter_file', place: 'matter', noun: 'matter', key: 'matter_id', columns: ['name'] },
	{
		...({ table: 'meeting', place: 'meeting', noun: 'meeting', key: 'id', isVersioned: true } as const),
		columns: ['place']
	},
	{
		...({ table: 'agenda_item', place: 'meeting', noun: 'meeting', key: 'meeting_id' } as const),
		...{ columns: ['title', 'background', 'assessment', 'proposal', 'closed_basis', 'neutral_title'] },
		isVersioned: true
	},
	{
		...({ table: 'agenda_item', place: 'minutes', noun: 'meeting', key: 'meeting_id' } as const),
		...{ columns: ['outcome', 'dissent'], isVersioned: true }
	},
	{
		...({ table: 'meeting_attendance', place: 'minutes', noun: 'meeting', key: 'meeting_id' } as const),
		...{ columns: ['title', 'organisation', 'note', 'answer_note'], isVersioned: true }
	},
	{
		...({ table: 'recusal', place: 'minutes', noun: 'meeting', columns: ['reason'] } as const),
		key: 'agenda_item_id in (select id from agenda_item where meeting_id'
	},
	{
		...({ table: 'circulation_answer', place: 'meeting', noun: 'meeting', columns: ['note'] } as const),
		key: 'agenda_item_id in (select id from agenda_item where meeting_id'
	},
	{
		...({
			table: 'outcome_draft',
			place: 'minutes',
			noun: 'meeting',
			columns: [],
			json: ['posted']
		} as const),
		key: 'agenda_item_id in (select id from agenda_item where meeting_id'
	},
	{ table: 'minutes_remark', place: 'minutes', noun: 'meeting', key: 'meeting_id', columns: ['text'] },
	{ table: 'minutes', place: 'minutes', noun: 'meeting', key: 'meeting_id', columns: ['reason'] },
	{
		...({ table: 'decision', place: 'decision', noun: 'decision', key: 'id', isVersioned: true } as const),
		...{ columns: ['title', 'text', 'dissent'], json: ['links'] }
	},
	{
		...({ table: 'decision_follow_up', place: 'follow-up', noun: 'decision' } as const),
		...{ key: 'decision_id', columns: ['text'] }
	},
	{
		...({ table: 'inquiry_entry', place: 'inquiry', noun: 'inquiry', key: 'inquiry_id' } as const),
		columns: ['text']
	}
];

/** Returns a text as it is written within JSON. */
export function inJson(text: string): string {
	return JSON.stringify(text).slice(1, -1);
}

/** SQL condition for the rows of a table that belong to a scope and hold a passage. */
export function holdsPassage(
	{ key, noun, columns, json = [] }: TextTable,
	scope: RedactionScope,
	passage: string
) {
	const holds = [
		...columns.map((name) => sql`instr(${sql.identifier(name)}, ${passage}) > 0`),
		...json.map((name) => sql`instr(${sql.identifier(name)}, ${inJson(passage)}) > 0`)
	];
	const ids = sql`in ${scope[noun].length > 0 ? scope[noun] : [0]}`;
	const belongs = key.includes('(') ? sql`${sql.raw(key)} ${ids})` : sql`${sql.identifier(key)} ${ids}`;
	return sql`${belongs} and (${sql.join(holds, sql` or `)})`;
}

/** Condition for the events of a scope that hold a passage. */
export function eventsWithPassage(scope: RedactionScope, passage: string) {
	const text = inJson(passage);
	const ofScope = redactableNouns.map((noun) =>
		and(eq(event.noun, noun), inArray(event.nounId, scope[noun].map(String)))
	);
	return and(
		or(...ofScope),
		sql`(instr(${event.before}, ${text}) > 0 or instr(${event.after}, ${text}) > 0 or instr(${event.reason}, ${passage}) > 0)`
	);
}

/** Counts the texts of a scope that hold a passage, by place, with the partnership's reviews that keep it. */
export async function countPassage(
	read: Queryable,
	{ partnershipId, scope }: { partnershipId: number; scope: RedactionScope },
	passage: string
): Promise<PassageCounts> {
	const counts: PassageCounts = {};
	const add = (place: RedactionPlace, rows: readonly { count: number }[]) => {
		const count = rows[0]?.count ?? 0;
		if (count > 0) counts[place] = (counts[place] ?? 0) + count;
	};
	for (const one of textTables)
		add(
			one.place,
			await read.all(
				sql`select count(*) as count from ${sql.identifier(one.table)} where ${holdsPassage(one, scope, passage)}`
			)
		);
	const meetings = sql`${scope.meeting.length > 0 ? scope.meeting : [0]}`;
	const text = inJson(passage);
	add(
		'minutes',
		await read.all(
			sql`select count(*) as count from minutes where meeting_id in ${meetings} and instr(content, ${text}) > 0`
		)
	);
	const log = eventsWithPassage(scope, passage);
	add(
		'log',
		await read
			.select({ count: sql<number>`count(*)` })
			.from(event)
			.where(log)
	);
	add(
		'review',
		await read.all(
			sql`select count(*) as count from review r join round o on o.id = r.round_id join plan p on p.id = o.plan_id where p.partnership_id = ${partnershipId} and instr(r.content, ${text}) > 0`
		)
	);
	return counts;
}

/** Returns who redacted a record, when and why, oldest first. One statement. */
export async function redactionsOf(read: Queryable, noun: RedactableNoun, id: number) {
	return read
		.select({ seq: event.seq, at: event.at, by: event.by, reason: event.reason })
		.from(event)
		.where(and(eq(event.noun, noun), eq(event.nounId, String(id)), like(event.verb, 'redact-%')))
		.orderBy(asc(event.seq));
}
