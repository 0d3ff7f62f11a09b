import { blob, index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns';
import { partnership } from './partnership';
import { person } from './person';
import { plan } from './plan';

/** Choices made by hand in an import, for the next file with the same headers. */
export const importMapping = sqliteTable(
	'import_mapping',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		/** SHA-256 of the file's headers, in hex. */
		shape: text().notNull(),
		/** Meaning of each column, theme, name and status word, by its key. */
		answers: text({ mode: 'json' }).$type<Record<string, string>>().notNull(),
		savedAt: instant().notNull()
	},
	(table) => [unique().on(table.partnershipId, table.shape)]
);

/** Tables of an uploaded file between its preview and its import. Deleted when imported or dropped, or after a day. */
export const importStaging = sqliteTable(
	'import_staging',
	{
		/** Random; names the tables in the form. */
		id: text().primaryKey(),
		/** The person who uploaded the file: nobody else may import it. */
		personId: integer()
			.notNull()
			.references(() => person.id, { onDelete: 'cascade' }),
		planId: integer()
			.notNull()
			.references(() => plan.id, { onDelete: 'cascade' }),
		/** The tables as JSON, compressed with gzip. */
		content: blob({ mode: 'buffer' }).notNull(),
		at: instant().notNull()
	},
	(table) => [index('import_staging_by_plan').on(table.planId, table.at)]
);
