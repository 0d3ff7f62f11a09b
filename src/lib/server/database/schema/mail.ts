import { sql } from 'drizzle-orm';
import { check, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { MailReason, MailState } from '$lib/domain/mail/mail';
import { date, flag, id, instant } from './columns';
import type { LinkWork } from '$lib/domain/round/reporting-link';
import { measure } from './measure';
import { person } from './person';
import { plan } from './plan';
import { round } from './round';

/**
 * Permission to do one kind of work without signing in. In a round: a seat holder's for all their measures, or a
 * colleague's for one, until the round's grace period ends. Outside rounds: in a plan, from one day to another.
 */
export const reportingAccess = sqliteTable(
	'reporting_access',
	{
		id: id(),
		work: text().$type<LinkWork>().notNull().default('round'),
		/** Null for work outside rounds, which has plan, start and end instead. */
		roundId: integer().references(() => round.id),
		planId: integer().references(() => plan.id),
		startsOn: date(),
		/** The last valid day. */
		endsOn: date(),
		/** The seat holder; for a delegated measure, the person who delegated it. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		/** The delegated measure; null for all measures of the seat holder. */
		measureId: text().references(() => measure.id),
		/** Name of the link's recipient: the seat holder or the colleague. */
		name: text().notNull(),
		email: text().notNull(),
		writtenForm: text().$type<WrittenForm>().notNull(),
		createdAt: instant().notNull(),
		revokedAt: instant(),
		/** Set for a colleague who declines reminders; seat holders decline in `person`. */
		declinesMail: flag().notNull().default(false)
	},
	(table) => [
		unique().on(table.roundId, table.personId, table.measureId, table.email),
		check(
			'reporting_access_period',
			sql`("round_id" is null) = ("plan_id" is not null and "starts_on" is not null and "ends_on" is not null)`
		)
	]
);

/** A link to an access, as sent in one mail. Only its SHA-256 is stored. */
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
 * Queued mail: one row per recipient, round and reason, written in the transaction of its cause and kept until
 * a server has accepted it. Its content is composed when it is sent.
 */
export const mail = sqliteTable(
	'mail',
	{
		id: id(),
		/** The same for every try, so that a repeat can be recognized. */
		messageId: text().notNull().unique(),
		/** Lower case. */
		recipient: text().notNull(),
		name: text().notNull(),
		writtenForm: text().$type<WrittenForm>().notNull(),
		/** Null for a recipient without an account. */
		personId: integer().references(() => person.id),
		roundId: integer().references(() => round.id),
		/** The plan of a mail outside rounds, unless `about` is one of its measures. */
		planId: integer().references(() => plan.id),
		reason: text().$type<MailReason>().notNull(),
		/** Distinguishes mails with the same reason, as by a measure's id; otherwise empty. */
		about: text().notNull().default(''),
		/** Its day in Oslo: at most one mail of a class is sent to a recipient a day. */
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

/** Work that one process at a time may do, until the lease expires. */
export const lease = sqliteTable('lease', {
	name: text().primaryKey(),
	holder: text().notNull(),
	expiresAt: instant().notNull()
});
