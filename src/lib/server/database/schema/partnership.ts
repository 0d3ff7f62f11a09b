import { integer, sqliteTable, text, unique, type AnySQLiteColumn } from 'drizzle-orm/sqlite-core';
import type { BodyKind, PartnerKind } from '$lib/domain/body';
import type { WrittenForm } from '$lib/domain/localized';
import { date, flag, id, localized, version } from './columns';

export const partnership = sqliteTable('partnership', {
	id: id(),
	slug: text().notNull().unique(),
	name: localized().notNull(),
	about: localized(),
	established: text(),
	/** Text of invitations, before the link. */
	invitation: localized(),
	/** Text of the privacy notice: responsibility and contact. */
	privacy: localized(),
	/** True if people without an account may submit matters. */
	openForm: flag().notNull().default(false),
	/** Months after closing for which a matter's sender is kept. */
	senderMonths: integer().notNull().default(12),
	version: version()
});

export const partner = sqliteTable(
	'partner',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		number: text().notNull(),
		name: text().notNull(),
		kind: text().$type<PartnerKind>().notNull(),
		writtenForm: text().$type<WrittenForm | 'neutral'>(),
		verified: flag().notNull(),
		/** The day it stopped being a partner. Former partners are never deleted. */
		endedOn: date(),
		version: version()
	},
	(table) => [unique().on(table.partnershipId, table.number)]
);

export const body = sqliteTable(
	'body',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		slug: text().notNull(),
		kind: text().$type<BodyKind>().notNull(),
		name: localized().notNull(),
		parentId: integer().references((): AnySQLiteColumn => body.id),
		mandate: localized(),
		/** The decisions it may and may not take. */
		authority: localized(),
		note: localized(),
		/** Name of the authority that appointed it. */
		appointedBy: text(),
		startedOn: date(),
		/** The day it stopped meeting. */
		endedOn: date(),
		/** Days from notice to meeting; null if the body has no such rule. */
		noticeDays: integer(),
		/** Number of seats that must be present; null if the body has no such rule. */
		quorum: integer(),
		version: version()
	},
	(table) => [unique().on(table.partnershipId, table.slug)]
);
