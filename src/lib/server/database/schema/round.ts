import { sql } from 'drizzle-orm';
import { index, integer, sqliteTable, text, unique, uniqueIndex } from 'drizzle-orm/sqlite-core';
import type {
	Confidence,
	EvaluationState,
	Need,
	Question,
	Recommendation,
	Status
} from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { WrittenForm } from '$lib/domain/localized';
import type { RoundKind, RoundState } from '$lib/domain/round/round';
import type { VerdictStatus } from '$lib/domain/verdict';
import { date, flag, id, instant, localized, version } from './columns';
import { measure } from './measure';
import { person } from './person';
import { coreValue, focusArea, plan } from './plan';

export const round = sqliteTable(
	'round',
	{
		id: id(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		year: integer().notNull(),
		kind: text().$type<RoundKind>().notNull(),
		state: text().$type<RoundState>().notNull(),
		opensOn: date().notNull(),
		reportBy: date().notNull(),
		readBy: date().notNull(),
		meetingOn: date().notNull(),
		graceDays: integer().notNull().default(0),
		questions: text({ mode: 'json' }).$type<Question[]>().notNull(),
		instruction: localized(),
		version: version()
	},
	(table) => [unique().on(table.planId, table.year, table.kind)]
);

/** The evaluation of a measure in a round, or outside rounds. */
export const evaluation = sqliteTable(
	'evaluation',
	{
		id: id(),
		/** Null for an extraordinary evaluation, which belongs to no round. */
		roundId: integer().references(() => round.id),
		measureId: text()
			.notNull()
			.references(() => measure.id),
		state: text().$type<EvaluationState>().notNull(),
		status: text().$type<Status>(),
		progress: integer(),
		done: text().notNull().default(''),
		results: text().notNull().default(''),
		deviation: text().notNull().default(''),
		cause: text().notNull().default(''),
		needs: text({ mode: 'json' }).$type<Need[]>().notNull().default([]),
		needsText: text().notNull().default(''),
		nextSteps: text().notNull().default(''),
		recommendation: text().$type<Recommendation>(),
		confidence: text().$type<Confidence>(),
		/** Indicator values of a draft; they become readings when it is submitted. */
		readings: text({ mode: 'json' }).$type<ReportedReading[]>().notNull().default([]),
		unchanged: flag().notNull().default(false),
		/** True if the status comes from an imported file. */
		imported: flag().notNull().default(false),
		lang: text().$type<WrittenForm>().notNull(),
		/** The reporter's name at the time; the account may be deleted. */
		reportedBy: text().notNull(),
		reporterId: integer().references(() => person.id),
		savedAt: instant().notNull(),
		submittedAt: instant(),
		approvedAt: instant(),
		version: version()
	},
	(table) => [
		unique().on(table.roundId, table.measureId),
		index('evaluation_by_measure').on(table.measureId),
		// Only one unapproved evaluation outside rounds at a time.
		uniqueIndex('evaluation_outside_rounds')
			.on(table.measureId)
			.where(sql`${table.roundId} is null and ${table.state} <> 'approved'`)
	]
);

export const valueScore = sqliteTable(
	'value_score',
	{
		id: id(),
		evaluationId: integer()
			.notNull()
			.references(() => evaluation.id),
		valueId: integer()
			.notNull()
			.references(() => coreValue.id),
		score: integer(),
		comment: text().notNull().default('')
	},
	(table) => [unique().on(table.evaluationId, table.valueId)]
);

/** An approver's remark on one answer, or on the whole evaluation. */
export const remark = sqliteTable(
	'remark',
	{
		id: id(),
		evaluationId: integer()
			.notNull()
			.references(() => evaluation.id),
		field: text().$type<Question>(),
		text: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		by: text().notNull(),
		byId: integer().references(() => person.id),
		at: instant().notNull()
	},
	(table) => [index('remark_by_evaluation').on(table.evaluationId)]
);

/** The responsible body's text and colour for a focus area in a round. */
export const areaVerdict = sqliteTable(
	'area_verdict',
	{
		id: id(),
		roundId: integer()
			.notNull()
			.references(() => round.id),
		areaId: integer()
			.notNull()
			.references(() => focusArea.id),
		status: text().$type<VerdictStatus>().notNull(),
		text: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		by: text().notNull(),
		at: instant().notNull(),
		version: version()
	},
	(table) => [unique().on(table.roundId, table.areaId)]
);

export const review = sqliteTable(
	'review',
	{
		id: id(),
		roundId: integer()
			.notNull()
			.references(() => round.id),
		version: integer().notNull(),
		/** The sealed content as canonical JSON. Never changed. */
		content: text().notNull(),
		/** SHA-256 over the content's UTF-8 bytes, in hex. */
		sha256: text().notNull(),
		closedAt: instant().notNull(),
		closedBy: text().notNull(),
		publishedAt: instant()
	},
	(table) => [unique().on(table.roundId, table.version)]
);

/** The secretariat's text for a section of a round's review; sealed with it. */
export const reviewText = sqliteTable(
	'review_text',
	{
		id: id(),
		roundId: integer()
			.notNull()
			.references(() => round.id),
		/** "year", "decisions", "next", or "area:3" for the third focus area. */
		section: text().notNull(),
		text: localized().notNull(),
		by: text().notNull(),
		at: instant().notNull(),
		version: version()
	},
	(table) => [unique().on(table.roundId, table.section)]
);
