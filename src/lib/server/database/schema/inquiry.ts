import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { InquiryEntryKind, InquiryState } from '$lib/domain/inquiry';
import type { WrittenForm } from '$lib/domain/localized';
import { date, id, instant, version } from './columns';
import { measure } from './measure';
import { person } from './person';

/** A member's question to the body responsible for a measure. Only members read it, and no file holds it. */
export const inquiry = sqliteTable(
	'inquiry',
	{
		id: id(),
		measureId: text()
			.notNull()
			.references(() => measure.id),
		/** The member who asks, and may ask again. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		state: text().$type<InquiryState>().notNull(),
		/** The day of the last answer; null while it is open. */
		answeredOn: date(),
		version: version()
	},
	(table) => [
		index('inquiry_by_measure').on(table.measureId),
		index('inquiry_by_person').on(table.personId, table.state)
	]
);

/** One question or answer, oldest first. */
export const inquiryEntry = sqliteTable(
	'inquiry_entry',
	{
		id: id(),
		inquiryId: integer()
			.notNull()
			.references(() => inquiry.id),
		kind: text().$type<InquiryEntryKind>().notNull(),
		at: instant().notNull(),
		personId: integer()
			.notNull()
			.references(() => person.id),
		by: text().notNull(),
		text: text().notNull(),
		lang: text().$type<WrittenForm>().notNull()
	},
	(table) => [index('inquiry_entry_by_inquiry').on(table.inquiryId)]
);

/** A link to answer a question without an account, as sent in one mail. Only its SHA-256 is stored. */
export const inquiryLink = sqliteTable(
	'inquiry_link',
	{
		tokenHash: text().primaryKey(),
		inquiryId: integer()
			.notNull()
			.references(() => inquiry.id),
		/** Its recipient; the link gives no more rights than this person has. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		createdAt: instant().notNull()
	},
	(table) => [index('inquiry_link_by_inquiry').on(table.inquiryId)]
);
