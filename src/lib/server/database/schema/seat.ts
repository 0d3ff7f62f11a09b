import { sql } from 'drizzle-orm';
import { check, index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { SeatGroup, SeatRole } from '$lib/domain/body';
import { date, flag, id, instant, version } from './columns';
import { body, partner } from './partnership';
import { person } from './person';

/** A seat of a body, held or vacant. */
export const seat = sqliteTable(
	'seat',
	{
		id: id(),
		bodyId: integer()
			.notNull()
			.references(() => body.id),
		role: text().$type<SeatRole>().notNull(),
		/** The represented group, where there is no partner. */
		represents: text().$type<SeatGroup>(),
		/** Name of the authority that fills the seat. */
		appointedBy: text(),
		termFrom: date(),
		/** The last day of the term. */
		termTo: date(),
		/** The day the seat was abolished. */
		endedOn: date(),
		version: version()
	},
	(table) => [index('seat_by_body').on(table.bodyId)]
);

/** The partners a seat represents: one, several or none. */
export const seatPartner = sqliteTable(
	'seat_partner',
	{
		seatId: integer()
			.notNull()
			.references(() => seat.id),
		partnerId: integer()
			.notNull()
			.references(() => partner.id)
	},
	(table) => [
		primaryKey({ columns: [table.seatId, table.partnerId] }),
		index('seat_partner_by_partner').on(table.partnerId)
	]
);

/** A person in a seat from one day to another. */
export const seatHolder = sqliteTable(
	'seat_holder',
	{
		id: id(),
		seatId: integer()
			.notNull()
			.references(() => seat.id),
		personId: integer()
			.notNull()
			.references(() => person.id),
		fromDay: date().notNull(),
		/** The last day. */
		toDay: date(),
		/** True for an alternate who acts in the seat for a time beside its holder. */
		standsIn: flag().notNull().default(false),
		/** True if the person sits there by public office, which makes the name public. */
		publicOffice: flag().notNull().default(false),
		/** True if the person agreed to a public name. */
		agreesToName: flag().notNull().default(false),
		/** Time when open work was moved on after the end. */
		handedOverAt: instant()
	},
	(table) => [
		index('seat_holder_by_person').on(table.personId),
		index('seat_holder_by_seat').on(table.seatId),
		check('seat_holder_stand_in', sql`not "stands_in" or "to_day" is not null`)
	]
);
