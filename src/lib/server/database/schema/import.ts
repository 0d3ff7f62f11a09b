import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import { id, instant } from './columns';
import { partnership } from './partnership';

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
