import { index, sqliteTable, text } from 'drizzle-orm/sqlite-core';
import type { Result } from '$lib/domain/result';
import { instant } from './columns';

/** Results of forms that were sent, so that the same form sent again gets the same answer. Deleted after two days. */
export const sentForm = sqliteTable(
	'sent_form',
	{
		/** SHA-256 of the form's sender, address and key. */
		id: text().primaryKey(),
		/** SHA-256 of its values. */
		content: text().notNull(),
		/** The command's result, without secrets. */
		result: text({ mode: 'json' }).$type<Result<unknown>>().notNull(),
		at: instant().notNull()
	},
	(table) => [index('sent_form_by_at').on(table.at)]
);
