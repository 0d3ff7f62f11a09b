import { index, integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { RolloutState } from '$lib/domain/rollout';
import { date, id, instant, version } from './columns';
import { measure } from './measure';
import { partner } from './partnership';

/** A partner's progress with a measure that each partner introduces. No row means not reported. */
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
		/** The day the state began, according to the partner. */
		since: date(),
		note: text().notNull().default(''),
		lang: text().$type<WrittenForm>().notNull(),
		reportedBy: text().notNull(),
		/** Time of the partner's last report, "no change" included. */
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
