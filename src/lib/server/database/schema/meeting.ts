import { index, integer, primaryKey, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { AgendaItemKind, Consensus, OutcomeKind, StandingItem } from '$lib/domain/meeting/agenda';
import type { MeetingAnswer, Presence } from '$lib/domain/meeting/attendance';
import type { CirculationAnswer } from '$lib/domain/meeting/circulation';
import type { MeetingKind, MeetingState } from '$lib/domain/meeting/meeting';
import { date, flag, id, instant, version } from './columns';
import { matter } from './matter';
import { body, partnership } from './partnership';
import { person } from './person';
import { seat } from './seat';

/** A body's meeting. */
export const meeting = sqliteTable(
	'meeting',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		bodyId: integer()
			.notNull()
			.references(() => body.id),
		/** The other body of a joint meeting. */
		jointBodyId: integer().references(() => body.id),
		kind: text().$type<MeetingKind>().notNull(),
		state: text().$type<MeetingState>().notNull(),
		/** Its day; for one by circulation, the last day for answers. */
		day: date().notNull(),
		/** Clock times in Oslo, "12:00". */
		startsAt: text(),
		endsAt: text(),
		place: text().notNull().default(''),
		/** Written form of its notice and minutes. */
		lang: text().$type<WrittenForm>().notNull(),
		/** Identifier of its calendar entry. */
		uid: text().notNull().unique(),
		/** SEQUENCE of its calendar entry; raised when it is moved or cancelled. */
		sequence: integer().notNull().default(0),
		calledAt: instant(),
		startedAt: instant(),
		endedAt: instant(),
		/** The agenda item that is being treated. */
		currentItemId: integer(),
		version: version()
	},
	(table) => [
		index('meeting_by_day').on(table.partnershipId, table.day),
		index('meeting_by_body').on(table.bodyId, table.day)
	]
);

const ofMeeting = () =>
	integer()
		.notNull()
		.references(() => meeting.id);

/** An item on a meeting's agenda, with its case paper and its outcome. */
export const agendaItem = sqliteTable(
	'agenda_item',
	{
		id: id(),
		meetingId: ofMeeting(),
		position: integer().notNull(),
		/** Its number as written, "Sak 07/26"; empty until given. */
		number: text().notNull().default(''),
		/** Number without case and spaces; null while it has none. */
		numberKey: text(),
		/** The body and year in which the number is unique. */
		numberBodyId: integer()
			.notNull()
			.references(() => body.id),
		numberYear: integer().notNull(),
		kind: text().$type<AgendaItemKind>().notNull(),
		standing: text().$type<StandingItem>(),
		/** The matter it treats; null for an item with its own text. */
		matterId: integer().references(() => matter.id),
		title: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		background: text().notNull().default(''),
		assessment: text().notNull().default(''),
		proposal: text().notNull().default(''),
		/** True if closed to the public, which then sees number and neutral title only. */
		closed: flag().notNull().default(false),
		closedBasis: text().notNull().default(''),
		neutralTitle: text().notNull().default(''),
		/** Null while it has no outcome. */
		outcomeKind: text().$type<OutcomeKind>(),
		outcome: text().notNull().default(''),
		outcomeLang: text().$type<WrittenForm>(),
		consensus: text().$type<Consensus>(),
		/** The noted remark or disagreement. */
		dissent: text().notNull().default(''),
		/** The responsible body, party or seat: "body:SLUG", "partner:NUMBER" or "seat:ID". */
		responsible: text(),
		dueOn: date(),
		treatedAt: instant(),
		version: version()
	},
	(table) => [
		index('agenda_item_by_meeting').on(table.meetingId, table.position),
		index('agenda_item_by_matter').on(table.matterId),
		unique().on(table.numberBodyId, table.numberYear, table.numberKey)
	]
);

/** A seat or guest invited to a meeting: answer before it, presence in it. */
export const meetingAttendance = sqliteTable(
	'meeting_attendance',
	{
		id: id(),
		meetingId: ofMeeting(),
		/** Null for a guest. */
		seatId: integer().references(() => seat.id),
		/** The invited holder; null for a vacant seat or a guest. */
		personId: integer().references(() => person.id),
		name: text().notNull(),
		/** True if the public may see the name. */
		namePublic: flag().notNull().default(false),
		/** Position or role as shown in the minutes. */
		title: text().notNull().default(''),
		organisation: text().notNull().default(''),
		answer: text().$type<MeetingAnswer>(),
		answeredAt: instant(),
		/** The invited person's note to the answer, for those who lead the meeting. */
		answerNote: text().notNull().default(''),
		/** Null until it is recorded. */
		presence: text().$type<Presence>(),
		/** The alternate who attends in place of the holder. */
		alternateId: integer().references(() => person.id),
		alternateName: text().notNull().default(''),
		/** Clock times of late arrival and early leave. */
		arrivedAt: text(),
		leftAt: text(),
		note: text().notNull().default(''),
		version: version()
	},
	(table) => [
		unique().on(table.meetingId, table.seatId),
		index('meeting_attendance_by_person').on(table.personId)
	]
);

/** A link to answer a notice without an account, as sent in one mail. Only its SHA-256 is stored. */
export const meetingLink = sqliteTable(
	'meeting_link',
	{
		tokenHash: text().primaryKey(),
		meetingId: ofMeeting(),
		/** Its recipient; the link gives no more rights than this person has. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		createdAt: instant().notNull()
	},
	(table) => [index('meeting_link_by_meeting').on(table.meetingId)]
);

/** Text a minute taker has typed about an item and not saved, with the time they last had its page open. */
export const outcomeDraft = sqliteTable(
	'outcome_draft',
	{
		agendaItemId: integer()
			.notNull()
			.references(() => agendaItem.id),
		personId: integer()
			.notNull()
			.references(() => person.id),
		/** Fields of the form by name; null if nothing was typed. */
		posted: text({ mode: 'json' }).$type<Record<string, string>>(),
		/** The item's version that the text is based on. */
		basedOn: integer().notNull(),
		at: instant().notNull()
	},
	(table) => [
		primaryKey({ columns: [table.agendaItemId, table.personId] }),
		index('outcome_draft_by_person').on(table.personId)
	]
);

/** One who left the room while an item was treated. */
export const recusal = sqliteTable(
	'recusal',
	{
		id: id(),
		agendaItemId: integer()
			.notNull()
			.references(() => agendaItem.id),
		attendanceId: integer()
			.notNull()
			.references(() => meetingAttendance.id),
		reason: text().notNull(),
		/** Name of the replacement; empty for none. */
		replacedBy: text().notNull().default(''),
		/** Account of the replacement; null for none, or one without an account here. */
		replacementId: integer().references(() => person.id),
		/** The time at which the replacement approved the item's text, for the next approval of the minutes. */
		approvedAt: instant()
	},
	(table) => [
		unique().on(table.agendaItemId, table.attendanceId),
		index('recusal_by_replacement').on(table.replacementId)
	]
);

/** A seat's answer to an item that is treated by circulation. */
export const circulationAnswer = sqliteTable(
	'circulation_answer',
	{
		id: id(),
		agendaItemId: integer()
			.notNull()
			.references(() => agendaItem.id),
		attendanceId: integer()
			.notNull()
			.references(() => meetingAttendance.id),
		answer: text().$type<CirculationAnswer>().notNull(),
		/** The reason of an objection. */
		note: text().notNull().default(''),
		answeredAt: instant().notNull()
	},
	(table) => [
		unique().on(table.agendaItemId, table.attendanceId),
		index('circulation_answer_by_attendance').on(table.attendanceId)
	]
);

/** A remark on minutes before they are approved. */
export const minutesRemark = sqliteTable(
	'minutes_remark',
	{
		id: id(),
		meetingId: ofMeeting(),
		personId: integer()
			.notNull()
			.references(() => person.id),
		text: text().notNull(),
		madeAt: instant().notNull()
	},
	(table) => [index('minutes_remark_by_meeting').on(table.meetingId)]
);

/** One approved version of a meeting's minutes. */
export const minutes = sqliteTable(
	'minutes',
	{
		id: id(),
		meetingId: ofMeeting(),
		/** 1 for the first approval, one more for each after a revision. */
		version: integer().notNull(),
		/** Frozen content as canonical JSON (`framdrift.minutes.v1`). */
		content: text().notNull(),
		/** SHA-256 of the content. */
		sha256: text().notNull(),
		approvedAt: instant().notNull(),
		approvedBy: text().notNull(),
		/** The reason of the revision; empty for the first version. */
		reason: text().notNull().default(''),
		publishedAt: instant(),
		publishedBy: text(),
		/** The time a text of it was redacted: its content is empty, or is the redacted version. */
		redactedAt: instant()
	},
	(table) => [unique().on(table.meetingId, table.version)]
);
