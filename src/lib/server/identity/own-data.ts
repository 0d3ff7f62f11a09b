import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Queryable } from '../database/database';
import {
	agendaItem,
	body,
	calendarFeed,
	circulationAnswer,
	decision,
	erasure,
	event,
	inquiryEntry,
	mail,
	matter,
	matterSender,
	meeting,
	meetingAttendance,
	minutesRemark,
	reportingAccess,
	seat,
	seatHolder
} from '../database/schema';
import { ownSessions } from './own-details';
import { personById } from './person';

/** Returns what is stored about a person, for their own file. Secrets are left out. */
export async function ownData(read: Queryable, personId: number) {
	const self = await personById(read, personId);
	if (!self) return null;
	const { name, email, writtenForm, administrator, createdAt, declinesMail } = self;
	const sessions = await ownSessions(read, personId, null);
	return {
		person: { name, email, writtenForm, administrator, createdAt, declinesMail },
		seats: await ownHoldings(read, personId),
		sessions: sessions.map(({ startedAt, expiresAt }) => ({ startedAt, expiresAt })),
		...(await ownWork(read, personId)),
		...(await ownTraces(read, personId))
	};
}

/** Lists every seat a person has, had or will have. */
async function ownHoldings(read: Queryable, personId: number) {
	return read
		.select({
			body: body.name,
			role: seat.role,
			represents: seat.represents,
			from: seatHolder.fromDay,
			to: seatHolder.toDay,
			standsIn: seatHolder.standsIn,
			publicOffice: seatHolder.publicOffice,
			agreesToName: seatHolder.agreesToName
		})
		.from(seatHolder)
		.innerJoin(seat, eq(seat.id, seatHolder.seatId))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(seatHolder.personId, personId))
		.orderBy(asc(seatHolder.id));
}

/** Returns a person's meetings with remarks, sent matters, questions and answers, and decisions that a seat of theirs is to follow up. */
async function ownWork(read: Queryable, personId: number) {
	const { answer, presence, alternateId } = meetingAttendance;
	const seats = read
		.select({ id: seatHolder.seatId })
		.from(seatHolder)
		.where(eq(seatHolder.personId, personId));
	return {
		meetings: await read
			.select({ body: body.name, day: meeting.day, answer, presence, note: meetingAttendance.note })
			.from(meetingAttendance)
			.innerJoin(meeting, eq(meeting.id, meetingAttendance.meetingId))
			.innerJoin(body, eq(body.id, meeting.bodyId))
			.where(or(eq(meetingAttendance.personId, personId), eq(alternateId, personId)))
			.orderBy(asc(meeting.day), asc(meetingAttendance.id)),
		circulations: await read
			.select({
				day: meeting.day,
				item: agendaItem.title,
				answer: circulationAnswer.answer,
				note: circulationAnswer.note,
				answeredAt: circulationAnswer.answeredAt
			})
			.from(circulationAnswer)
			.innerJoin(meetingAttendance, eq(meetingAttendance.id, circulationAnswer.attendanceId))
			.innerJoin(agendaItem, eq(agendaItem.id, circulationAnswer.agendaItemId))
			.innerJoin(meeting, eq(meeting.id, agendaItem.meetingId))
			.where(eq(meetingAttendance.personId, personId))
			.orderBy(asc(circulationAnswer.id)),
		remarks: await read
			.select({ day: meeting.day, text: minutesRemark.text, madeAt: minutesRemark.madeAt })
			.from(minutesRemark)
			.innerJoin(meeting, eq(meeting.id, minutesRemark.meetingId))
			.where(eq(minutesRemark.personId, personId))
			.orderBy(asc(minutesRemark.id)),
		matters: await read
			.select({
				title: matter.title,
				receivedAt: matter.receivedAt,
				name: matterSender.name,
				organisation: matterSender.organisation
			})
			.from(matterSender)
			.innerJoin(matter, eq(matter.id, matterSender.matterId))
			.where(eq(matterSender.personId, personId))
			.orderBy(asc(matter.id)),
		questions: await read
			.select({ kind: inquiryEntry.kind, at: inquiryEntry.at, text: inquiryEntry.text })
			.from(inquiryEntry)
			.where(eq(inquiryEntry.personId, personId))
			.orderBy(asc(inquiryEntry.id)),
		decisions: await read
			.select({
				number: decision.number,
				title: decision.title,
				decidedOn: decision.decidedOn,
				dueOn: decision.dueOn,
				followUp: decision.followUp
			})
			.from(decision)
			.where(inArray(decision.responsibleSeatId, seats))
			.orderBy(asc(decision.id))
	};
}

/** Returns a person's links, mail and log. Tokens and hashes are left out. */
async function ownTraces(read: Queryable, personId: number) {
	const [feed] = await read
		.select({ madeAt: calendarFeed.madeAt })
		.from(calendarFeed)
		.where(eq(calendarFeed.personId, personId));
	const [erased] = await read
		.select({ number: erasure.id, at: erasure.at })
		.from(erasure)
		.where(eq(erasure.personId, personId));
	const { reason, state, createdAt, sentAt } = mail;
	return {
		/** When the address of the private calendar was made; the address itself is stored as a hash. */
		calendar: feed ?? null,
		erasure: erased ?? null,
		links: await read
			.select({
				name: reportingAccess.name,
				email: reportingAccess.email,
				measure: reportingAccess.measureId,
				createdAt: reportingAccess.createdAt,
				revokedAt: reportingAccess.revokedAt
			})
			.from(reportingAccess)
			.where(eq(reportingAccess.personId, personId))
			.orderBy(asc(reportingAccess.id)),
		mail: await read
			.select({ reason, state, createdAt, sentAt })
			.from(mail)
			.where(eq(mail.personId, personId))
			.orderBy(asc(mail.id)),
		done: await read
			.select({ at: event.at, verb: event.verb, noun: event.noun, key: event.nounId })
			.from(event)
			.where(eq(event.personId, personId))
			.orderBy(asc(event.seq)),
		/** Changes that others made to the account. */
		concerning: await read
			.select({ at: event.at, verb: event.verb, by: event.by })
			.from(event)
			.where(and(eq(event.noun, 'person'), eq(event.nounId, String(personId))))
			.orderBy(desc(event.seq))
	};
}
