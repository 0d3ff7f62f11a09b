import { and, asc, count, desc, eq, exists, inArray, or, sql, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { GivenNumber } from '$lib/domain/meeting/matter-number';
import { isAgendaPublic, meetingStates } from '$lib/domain/meeting/meeting';
import type { Queryable } from '../database/database';
import {
	agendaItem,
	body,
	circulationAnswer,
	event,
	matter,
	meeting,
	meetingAttendance,
	minutes,
	minutesRemark,
	person,
	recusal,
	seat
} from '../database/schema';

export type Meeting = typeof meeting.$inferSelect;
export type AgendaItem = typeof agendaItem.$inferSelect;
export type Minutes = typeof minutes.$inferSelect;

const jointBody = alias(body, 'joint_body');

/** Returns a meeting of a partnership, or null. */
export async function meetingById(
	read: Queryable,
	partnershipId: number,
	id: number
): Promise<Meeting | null> {
	const [found] = await read
		.select()
		.from(meeting)
		.where(and(eq(meeting.id, id), eq(meeting.partnershipId, partnershipId)));
	return found ?? null;
}

/** Meetings to list. Planned and cancelled ones are of the bodies whose meetings the reader may read. */
export interface MeetingSelection {
	partnershipId: number;
	readableBodies: 'all' | readonly number[];
	/** Slug of the only body; null for all. */
	body: string | null;
	/** Upcoming meetings, nearest first, or earlier ones, latest first. */
	when: 'upcoming' | 'earlier';
	today: CalendarDate;
}

function selected({
	partnershipId,
	readableBodies,
	body: slug,
	when,
	today
}: MeetingSelection): SQL | undefined {
	const isOpen = inArray(meeting.state, meetingStates.filter(isAgendaPublic));
	const ids = readableBodies === 'all' ? [] : [...readableBodies];
	return and(
		eq(meeting.partnershipId, partnershipId),
		readableBodies === 'all'
			? undefined
			: or(isOpen, inArray(meeting.bodyId, ids), inArray(meeting.jointBodyId, ids)),
		slug === null ? undefined : or(eq(body.slug, slug), eq(jointBody.slug, slug)),
		when === 'upcoming' ? sql`${meeting.day} >= ${today}` : sql`${meeting.day} < ${today}`
	);
}

/** Loads one page of meetings. One statement. */
export async function listMeetings(
	read: Queryable,
	selection: MeetingSelection,
	{ page, pageSize }: { page: number; pageSize: number }
) {
	const { id, kind, state, day, startsAt, place } = meeting;
	const order = selection.when === 'upcoming' ? asc : desc;
	return read
		.select({
			...{ id, kind, state, day, startsAt, place },
			...{ body: body.name, bodySlug: body.slug, jointBody: jointBody.name, jointBodySlug: jointBody.slug },
			items: sql<number>`(select count(*) from ${agendaItem} where ${agendaItem.meetingId} = ${meeting.id})`
		})
		.from(meeting)
		.innerJoin(body, eq(body.id, meeting.bodyId))
		.leftJoin(jointBody, eq(jointBody.id, meeting.jointBodyId))
		.where(selected(selection))
		.orderBy(order(day), order(id))
		.limit(pageSize)
		.offset((page - 1) * pageSize);
}

/** Counts the meetings of a selection. One statement. */
export async function countMeetings(read: Queryable, selection: MeetingSelection): Promise<number> {
	const [row] = await read
		.select({ count: count() })
		.from(meeting)
		.innerJoin(body, eq(body.id, meeting.bodyId))
		.leftJoin(jointBody, eq(jointBody.id, meeting.jointBodyId))
		.where(selected(selection));
	return row?.count ?? 0;
}

/** Returns the body of a meeting and the other one of a joint meeting. One statement. */
export async function bodiesOfMeeting(read: Queryable, { bodyId, jointBodyId }: Meeting) {
	const rows = await read
		.select()
		.from(body)
		.where(inArray(body.id, [bodyId, ...(jointBodyId === null ? [] : [jointBodyId])]));
	const named = (id: number | null) => rows.find((one) => one.id === id) ?? null;
	return { body: named(bodyId)!, jointBody: named(jointBodyId) };
}

/** Returns the longer notice of a meeting's bodies in days, or null without such a rule. One statement. */
export async function noticeDaysOf(read: Queryable, meeting: Meeting): Promise<number | null> {
	const { body: first, jointBody: other } = await bodiesOfMeeting(read, meeting);
	const rules = [first.noticeDays, other?.noticeDays].filter((days) => typeof days === 'number');
	return rules.length === 0 ? null : Math.max(...rules);
}

/** Returns a meeting's agenda in order. One statement. */
export async function agendaOf(read: Queryable, meetingId: number): Promise<AgendaItem[]> {
	return read
		.select()
		.from(agendaItem)
		.where(eq(agendaItem.meetingId, meetingId))
		.orderBy(asc(agendaItem.position), asc(agendaItem.id));
}

/** Returns an item of a meeting's agenda, or null. */
export async function agendaItemById(
	read: Queryable,
	meetingId: number,
	id: number
): Promise<AgendaItem | null> {
	const [found] = await read
		.select()
		.from(agendaItem)
		.where(and(eq(agendaItem.id, id), eq(agendaItem.meetingId, meetingId)));
	return found ?? null;
}

/** Returns the numbers that a body has given to its items, oldest first. One statement. */
export async function givenNumbers(read: Queryable, bodyId: number): Promise<GivenNumber[]> {
	return read
		.select({ number: agendaItem.number, year: agendaItem.numberYear })
		.from(agendaItem)
		.where(and(eq(agendaItem.numberBodyId, bodyId), sql`${agendaItem.numberKey} is not null`))
		.orderBy(asc(agendaItem.numberYear), asc(agendaItem.meetingId), asc(agendaItem.position));
}

/** Returns those invited to a meeting, with their seats' role, in the order of the seats. One statement. */
export async function attendanceOf(read: Queryable, meetingId: number) {
	return read
		.select({ attendance: meetingAttendance, role: seat.role, represents: seat.represents })
		.from(meetingAttendance)
		.leftJoin(seat, eq(seat.id, meetingAttendance.seatId))
		.where(eq(meetingAttendance.meetingId, meetingId))
		.orderBy(asc(meetingAttendance.id));
}

export type AttendanceRow = Awaited<ReturnType<typeof attendanceOf>>[number];

/** Returns those who left the room, by item. One statement. */
export async function recusalsOf(read: Queryable, meetingId: number) {
	const { id, agendaItemId, attendanceId, reason, replacedBy } = recusal;
	return read
		.select({ id, agendaItemId, attendanceId, reason, replacedBy, name: meetingAttendance.name })
		.from(recusal)
		.innerJoin(meetingAttendance, eq(meetingAttendance.id, attendanceId))
		.where(eq(meetingAttendance.meetingId, meetingId))
		.orderBy(asc(id));
}

/** Returns the answers to a meeting by circulation. One statement. */
export async function circulationAnswersOf(read: Queryable, meetingId: number) {
	const { agendaItemId, attendanceId, answer, note, answeredAt } = circulationAnswer;
	return read
		.select({ agendaItemId, attendanceId, answer, note, answeredAt })
		.from(circulationAnswer)
		.innerJoin(agendaItem, eq(agendaItem.id, agendaItemId))
		.where(eq(agendaItem.meetingId, meetingId))
		.orderBy(asc(circulationAnswer.id));
}

/** Returns the remarks on a meeting's minutes, oldest first. One statement. */
export async function remarksOf(read: Queryable, meetingId: number) {
	return read
		.select({ id: minutesRemark.id, text: minutesRemark.text, at: minutesRemark.madeAt, by: person.name })
		.from(minutesRemark)
		.innerJoin(person, eq(person.id, minutesRemark.personId))
		.where(eq(minutesRemark.meetingId, meetingId))
		.orderBy(asc(minutesRemark.id));
}

/** Returns the approved versions of a meeting's minutes, newest first. One statement. */
export async function minutesOf(read: Queryable, meetingId: number): Promise<Minutes[]> {
	return read.select().from(minutes).where(eq(minutes.meetingId, meetingId)).orderBy(desc(minutes.version));
}

/**
 * True if a person is recorded present in a meeting, for themselves or as an alternate, answered by circulation, or
 * replaced someone on an item.
 */
export async function attendedBy(
	read: Queryable,
	meetingId: number,
	personId: number | null
): Promise<boolean> {
	if (personId === null) return false;
	const { presence, personId: holderId, alternateId } = meetingAttendance;
	const answered = read
		.select({ id: circulationAnswer.id })
		.from(circulationAnswer)
		.where(eq(circulationAnswer.attendanceId, meetingAttendance.id));
	const replaced = read
		.select({ id: recusal.id })
		.from(recusal)
		.where(and(eq(recusal.attendanceId, meetingAttendance.id), eq(recusal.replacementId, personId)));
	const [found] = await read
		.select({ id: meetingAttendance.id })
		.from(meetingAttendance)
		.where(
			and(
				eq(meetingAttendance.meetingId, meetingId),
				or(
					and(eq(presence, 'present'), eq(holderId, personId)),
					and(eq(presence, 'alternate'), eq(alternateId, personId)),
					and(eq(holderId, personId), exists(answered)),
					exists(replaced)
				)
			)
		)
		.limit(1);
	return found !== undefined;
}

/** Returns the matters that can be put on a body's agenda: triaged to it, or postponed. One statement. */
export async function mattersForAgenda(read: Queryable, { partnershipId, bodyId }: Meeting) {
	return read
		.select({ id: matter.id, title: matter.title })
		.from(matter)
		.where(
			and(
				eq(matter.partnershipId, partnershipId),
				eq(matter.bodyId, bodyId),
				inArray(matter.state, ['triaged', 'postponed'])
			)
		)
		.orderBy(asc(matter.id))
		.limit(200);
}

/** Returns the meetings whose agenda has a matter, as far as everyone may see them. One statement. */
export async function meetingsOfMatter(read: Queryable, matterId: number) {
	return read
		.select({
			id: meeting.id,
			day: meeting.day,
			state: meeting.state,
			number: agendaItem.number,
			body: body.name
		})
		.from(agendaItem)
		.innerJoin(meeting, eq(meeting.id, agendaItem.meetingId))
		.innerJoin(body, eq(body.id, meeting.bodyId))
		.where(
			and(eq(agendaItem.matterId, matterId), inArray(meeting.state, meetingStates.filter(isAgendaPublic)))
		)
		.orderBy(asc(meeting.day));
}

/** Returns the author, time and verb of a meeting's latest change, or null. */
export async function latestMeetingEvent(read: Queryable, id: number) {
	const [found] = await read
		.select({ at: event.at, by: event.by, verb: event.verb })
		.from(event)
		.where(and(eq(event.noun, 'meeting'), eq(event.nounId, String(id))))
		.orderBy(desc(event.seq))
		.limit(1);
	return found ?? null;
}

/** True if a later meeting of the body has approved the last minutes. */
export async function approvedByNextMeeting(read: Queryable, { bodyId, day, id }: Meeting): Promise<boolean> {
	const [next] = await read
		.select({ outcome: agendaItem.outcomeKind })
		.from(meeting)
		.innerJoin(agendaItem, and(eq(agendaItem.meetingId, meeting.id), eq(agendaItem.standing, 'last-minutes')))
		.where(and(eq(meeting.bodyId, bodyId), sql`(${meeting.day}, ${meeting.id}) > (${day}, ${id})`))
		.orderBy(asc(meeting.day), asc(meeting.id))
		.limit(1);
	return next?.outcome === 'decision';
}
