import { sql } from 'drizzle-orm';
import {
	check,
	index,
	integer,
	primaryKey,
	sqliteTable,
	text,
	type AnySQLiteColumn
} from 'drizzle-orm/sqlite-core';
import type {
	DecisionEffectKind,
	DecisionKind,
	FollowUpState,
	Replacement
} from '$lib/domain/decision/decision';
import type { WrittenForm } from '$lib/domain/localized';
import type { WebLink } from '$lib/domain/measure/web-link';
import { date, flag, id, instant, version } from './columns';
import { adjustment } from './adjustment';
import { matter } from './matter';
import { measure } from './measure';
import { agendaItem } from './meeting';
import { body, partner, partnership } from './partnership';
import { person } from './person';
import { plan } from './plan';
import { seat } from './seat';

/** A body's decision, and what has become of it. */
export const decision = sqliteTable(
	'decision',
	{
		id: id(),
		partnershipId: integer()
			.notNull()
			.references(() => partnership.id),
		bodyId: integer()
			.notNull()
			.references(() => body.id),
		matterId: integer().references(() => matter.id),
		/** The agenda item of which it is the outcome; null for one recorded or imported without a meeting. */
		agendaItemId: integer().references(() => agendaItem.id),
		decidedOn: date().notNull(),
		/** Number of the matter as the body writes it, "Sak 07/26"; empty if not known. */
		number: text().notNull().default(''),
		title: text().notNull(),
		text: text().notNull(),
		lang: text().$type<WrittenForm>().notNull(),
		kind: text().$type<DecisionKind>().notNull(),
		/** True for consensus, false for a disagreement; null if not recorded. */
		consensus: flag(),
		/** The disagreement as it was noted. */
		dissent: text().notNull().default(''),
		responsibleBodyId: integer().references(() => body.id),
		responsiblePartnerId: integer().references(() => partner.id),
		responsibleSeatId: integer().references(() => seat.id),
		dueOn: date(),
		/** The earlier decision that this one supersedes or revokes. */
		replacesId: integer().references((): AnySQLiteColumn => decision.id),
		replacement: text().$type<Replacement>(),
		/** Null for none. */
		links: text({ mode: 'json' }).$type<WebLink[]>(),
		/** Null if the kind is not followed up. */
		followUp: text().$type<FollowUpState>(),
		/** The day the follow-up was done or dropped. */
		closedOn: date(),
		/** Null while only members may read it. */
		publishedAt: instant(),
		/** True for the outcome of an item closed to the public; it is never published. */
		closed: flag().notNull().default(false),
		version: version()
	},
	(table) => [
		index('decision_by_day').on(table.partnershipId, table.decidedOn),
		index('decision_by_replaced').on(table.replacesId),
		index('decision_by_matter').on(table.matterId),
		index('decision_by_item').on(table.agendaItemId),
		check(
			'decision_one_responsible',
			sql`("responsible_body_id" is not null) + ("responsible_partner_id" is not null) + ("responsible_seat_id" is not null) <= 1`
		)
	]
);

export const decisionMeasure = sqliteTable(
	'decision_measure',
	{
		decisionId: integer()
			.notNull()
			.references(() => decision.id),
		measureId: text()
			.notNull()
			.references(() => measure.id)
	},
	(table) => [
		primaryKey({ columns: [table.decisionId, table.measureId] }),
		index('decision_measure_by_measure').on(table.measureId)
	]
);

/** An earlier decision that a matter builds on. */
export const matterDecision = sqliteTable(
	'matter_decision',
	{
		matterId: integer()
			.notNull()
			.references(() => matter.id),
		decisionId: integer()
			.notNull()
			.references(() => decision.id)
	},
	(table) => [
		primaryKey({ columns: [table.matterId, table.decisionId] }),
		index('matter_decision_by_decision').on(table.decisionId)
	]
);

/** A dated entry about what is done; its event names the author. */
export const decisionFollowUp = sqliteTable(
	'decision_follow_up',
	{
		id: id(),
		decisionId: integer()
			.notNull()
			.references(() => decision.id),
		at: instant().notNull(),
		state: text().$type<FollowUpState>().notNull(),
		/** True for "no change": the text says nothing new. */
		unchanged: flag().notNull().default(false),
		text: text().notNull().default(''),
		lang: text().$type<WrittenForm>().notNull()
	},
	(table) => [index('decision_follow_up_by_decision').on(table.decisionId)]
);

/** A link to follow a decision up without an account, as sent in one mail. Only its SHA-256 is stored. */
export const decisionLink = sqliteTable(
	'decision_link',
	{
		tokenHash: text().primaryKey(),
		decisionId: integer()
			.notNull()
			.references(() => decision.id),
		/** Its recipient; the link gives no more rights than this person has. */
		personId: integer()
			.notNull()
			.references(() => person.id),
		createdAt: instant().notNull()
	},
	(table) => [index('decision_link_by_decision').on(table.decisionId)]
);

/** A change of the plan that a decision is the reason of; the words about it stay where they are. */
export const decisionEffect = sqliteTable(
	'decision_effect',
	{
		id: id(),
		decisionId: integer()
			.notNull()
			.references(() => decision.id),
		kind: text().$type<DecisionEffectKind>().notNull(),
		/** The plan that was changed or adopted. */
		planId: integer()
			.notNull()
			.references(() => plan.id),
		/** Null if the whole plan is meant. */
		measureId: text().references(() => measure.id),
		/** The adjustment that was adopted, linked outside its seal. */
		adjustmentId: integer().references(() => adjustment.id),
		at: instant().notNull()
	},
	(table) => [
		index('decision_effect_by_decision').on(table.decisionId),
		index('decision_effect_by_measure').on(table.measureId)
	]
);

/** A decision that a plan file names as the reason of a change, and that is not here. */
export const decisionReference = sqliteTable(
	'decision_reference',
	{
		id: id(),
		planId: integer()
			.notNull()
			.references(() => plan.id),
		kind: text().$type<DecisionEffectKind>().notNull(),
		bodyId: integer()
			.notNull()
			.references(() => body.id),
		decidedOn: date().notNull(),
		/** Number of the matter as the body writes it; empty if not known. */
		number: text().notNull(),
		/** Null if the whole plan is meant. */
		measureId: text().references(() => measure.id),
		adjustmentId: integer().references(() => adjustment.id),
		/** The time of the change. */
		at: instant().notNull()
	},
	(table) => [
		index('decision_reference_by_plan').on(table.planId),
		index('decision_reference_by_measure').on(table.measureId)
	]
);
