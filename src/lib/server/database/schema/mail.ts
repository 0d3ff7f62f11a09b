import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { MailReason, MailState } from '$lib/domain/mail/mail';
import { date, flag, id, instant } from './columns';
import { measure } from './measure';
import { person } from './person';
import { round } from './round';

/**
 * Who may report in a round without signing in: a seat holder for all their measures, or a
 * colleague who was handed one. Lives until it is revoked or the round's days of grace are over.
 */
export const reportingAccess = sqliteTable(
	'reporting_access',
	{
		id: id(),
		roundId: integer()
			.notNull()
			.references(() => round.id),
		/** The seat holder; for a handed-on measure, the one who handed it on. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		/** The one measure that was handed on; null for all that the seat holder reports. */
		measureId: text().references(() => measure.id),
		/** Who the link is for: the seat holder, or the colleague. */
		name: text().notNull(),
		email: text().notNull(),
		writtenForm: text().$type<WrittenForm>().notNull(),
		createdAt: instant().notNull(),
		revokedAt: instant(),
		/** A colleague who wants no reminders; seat holders say so for themselves as persons. */
		declinesMail: flag().notNull().default(false)
	},
	(table) => [unique().on(table.roundId, table.personId, table.measureId, table.email)]
);

/** A link to an access, as it went out in one mail: only its SHA-256 is kept. */
export const reportingLink = sqliteTable(
	'reporting_link',
	{
		tokenHash: text().primaryKey(),
		accessId: integer()
			.notNull()
			.references(() => reportingAccess.id),
		createdAt: instant().notNull()
	},
	(table) => [index('reporting_link_by_access').on(table.accessId)]
);

/**
 * Mail on its way: written in the same turn as its cause, one row per reader, round and reason,
 * and kept until a server has accepted it. What it says is made when it is sent.
 */
export const mail = sqliteTable(
	'mail',
	{
		id: id(),
		/** Stays the same through every try, so that a repeat can be recognised. */
		messageId: text().notNull().unique(),
		/** Lower case. */
		recipient: text().notNull(),
		name: text().notNull(),
		writtenForm: text().$type<WrittenForm>().notNull(),
		/** Null for who has no account. */
		personId: integer().references(() => person.id),
		roundId: integer().references(() => round.id),
		reason: text().$type<MailReason>().notNull(),
		/** What tells two mails with the same reason apart, such as a measure's id; else empty. */
		about: text().notNull().default(''),
		/** The day in Oslo it belongs to: at most one mail per reader and day is sent. */
		day: date().notNull(),
		state: text().$type<MailState>().notNull(),
		tries: integer().notNull().default(0),
		nextTryAt: instant().notNull(),
		lastError: text(),
		createdAt: instant().notNull(),
		sentAt: instant()
	},
	(table) => [
		unique().on(table.recipient, table.roundId, table.reason, table.about, table.day),
		index('mail_by_state').on(table.state, table.nextTryAt)
	]
);

/** Work that only one of several processes may do at a time, until the lease runs out. */
export const lease = sqliteTable('lease', {
	name: text().primaryKey(),
	holder: text().notNull(),
	expiresAt: instant().notNull()
});
