import { integer, sqliteTable, text, unique } from 'drizzle-orm/sqlite-core';
import type { WrittenForm } from '$lib/domain/localized';
import type { AreaKind, DriverKind, PreviousPlan, PlanState } from '$lib/domain/plan/plan';
import { date, id, localized, version } from './columns';
import { body, partnership } from './partnership';

export const plan = sqliteTable('plan', {
	id: id(),
	partnershipId: integer()
		.notNull()
		.references(() => partnership.id),
	/** Name in URLs, unique in the installation. */
	slug: text().notNull().unique(),
	name: localized().notNull(),
	fromYear: integer().notNull(),
	toYear: integer().notNull(),
	writtenForm: text().$type<WrittenForm>().notNull(),
	state: text().$type<PlanState>().notNull(),
	vision: localized(),
	visionNote: localized(),
	goal: localized(),
	/** Days that an evaluation stays fresh. */
	freshnessDays: integer().notNull().default(180),
	/** The previous period's plan that this one continues; it may be in another database. */
	carriedFrom: text({ mode: 'json' }).$type<PreviousPlan>(),
	version: version()
});

/** The day it left the plan. Adopted parts are never deleted. */
const endedOn = () => date();

const inPlan = () =>
	integer()
		.notNull()
		.references(() => plan.id);

export const goalState = sqliteTable('goal_state', {
	id: id(),
	planId: inPlan(),
	place: integer().notNull(),
	text: localized().notNull(),
	endedOn: endedOn(),
	version: version()
});

export const coreValue = sqliteTable(
	'core_value',
	{
		id: id(),
		planId: inPlan(),
		place: integer().notNull(),
		code: text().notNull(),
		name: localized().notNull(),
		description: localized(),
		endedOn: endedOn(),
		version: version()
	},
	(table) => [unique().on(table.planId, table.code)]
);

/** A challenge (U1 …) or opportunity (M1 …) behind the plan. */
export const driver = sqliteTable(
	'driver',
	{
		id: id(),
		planId: inPlan(),
		kind: text().$type<DriverKind>().notNull(),
		place: integer().notNull(),
		code: text().notNull(),
		title: localized().notNull(),
		description: localized(),
		endedOn: endedOn(),
		version: version()
	},
	(table) => [unique().on(table.planId, table.code)]
);

export const focusArea = sqliteTable(
	'focus_area',
	{
		id: id(),
		planId: inPlan(),
		number: integer().notNull(),
		name: localized().notNull(),
		shortName: localized(),
		summary: localized(),
		kind: text().$type<AreaKind>().notNull(),
		bodyId: integer().references(() => body.id),
		source: text(),
		endedOn: endedOn(),
		version: version()
	},
	(table) => [unique().on(table.planId, table.number)]
);

export const funding = sqliteTable('funding', {
	id: id(),
	planId: inPlan(),
	place: integer().notNull(),
	name: localized().notNull(),
	/** Null for a sum that is the same every year. */
	year: integer(),
	amountNok: integer().notNull(),
	note: localized(),
	source: text(),
	endedOn: endedOn(),
	version: version()
});
