import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import { id, instant } from './columns';
import { person } from './person';
import { plan } from './plan';

/**
 * The append-only log: one row per change, written in the change's transaction. `seq` is also the version
 * number of the data.
 */
export const event = sqliteTable(
	'event',
	{
		seq: integer().primaryKey({ autoIncrement: true }),
		/** Null for events without a plan, as of people. */
		planId: integer().references(() => plan.id),
		at: instant().notNull(),
		/** The person's name at the time; null for the installation itself. */
		by: text(),
		personId: integer().references(() => person.id),
		/** Name of the command, as in "submit-evaluation". */
		verb: text().notNull(),
		noun: text().notNull(),
		nounId: text().notNull(),
		/** The changed fields, before and after. */
		before: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		after: text({ mode: 'json' }).$type<Record<string, unknown>>(),
		reason: text()
	},
	(table) => [index('event_by_noun').on(table.noun, table.nounId), index('event_by_time').on(table.at)]
);

/** A redaction of a text in records of bodies' work. Its event tells who, when and why. */
export const redaction = sqliteTable('redaction', {
	id: id(),
	/** The event that records it. Until it is written, its transaction may replace texts in the log by the mark. */
	seq: integer().notNull(),
	/** The written form of the mark. */
	lang: text().$type<WrittenForm>().notNull(),
	at: instant().notNull()
});
