import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { RolloutState } from '$lib/domain/rollout';
import { date, id, instant, version } from './columns';
import { measure } from './measure';
import { partner } from './partnership';

/** Where a partner is with a measure that is introduced at home. No row: nothing said yet. */
export const rollout = sqliteTable(
	'rollout',
	{
		id: id(),
		measureId: text()
			.notNull()
			.references(() => measure.id),
		partnerId: integer()
			.notNull()
			.references(() => partner.id),
		state: text().$type<RolloutState>().notNull(),
		/** Since when the state holds, as the partner says. */
		since: date(),
		note: text().notNull().default(''),
		lang: text().$type<WrittenForm>().notNull(),
		reportedBy: text().notNull(),
		/** When the partner last said so, "no change" included. */
		reportedAt: instant().notNull(),
		version: version()
	},
	(table) => [unique().on(table.measureId, table.partnerId), index('rollout_by_partner').on(table.partnerId)]
);

/** Every change of state, for adoption over time. Append-only. */
export const rolloutStep = sqliteTable(
	'rollout_step',
	{
		id: id(),
		measureId: text()
			.notNull()
			.references(() => measure.id),
		partnerId: integer()
			.notNull()
			.references(() => partner.id),
		state: text().$type<RolloutState>().notNull(),
		on: date().notNull()
	},
	(table) => [index('rollout_step_by_measure').on(table.measureId, table.on)]
);
