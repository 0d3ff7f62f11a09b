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
	/** What addresses name it by: one of its kind in the installation. */
	slug: text().notNull().unique(),
	name: localized().notNull(),
	fromYear: integer().notNull(),
	toYear: integer().notNull(),
	writtenForm: text().$type<WrittenForm>().notNull(),
	state: text().$type<PlanState>().notNull(),
	vision: localized(),
	visionNote: localized(),
	goal: localized(),
	/** Days a report stays fresh. */
	freshnessDays: integer().notNull().default(180),
	/** The plan of the period before, where this one was carried on from it; it may be in another database. */
	carriedFrom: text({ mode: 'json' }).$type<PreviousPlan>(),
	version: version()
});

/** Since when it is no part of the plan: what was adopted is never deleted. */
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

/** What drives the plan: its challenges (U1 …) and opportunities (M1 …). */
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
