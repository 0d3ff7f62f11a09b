import { and, asc, eq, sql, type SQL } from 'drizzle-orm';
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type { PlanSection } from '$lib/domain/plan/plan-structure';
import type { NewEvent } from '../database/event-log';
import {
	body,
	coreValue,
	driver,
	focusArea,
	funding,
	goalState,
	partner,
	partnership,
	plan
} from '../database/schema';
import type { Plan } from '../plans/queries';

/** A row of a section's table, by column name. */
export type SectionRow = Record<string, unknown> & { id: number; version: number };

/** The table and columns that store a section. */
interface SectionTable {
	table: SQLiteTable & { id: SQLiteColumn; version: SQLiteColumn };
	/** The noun of its events. */
	noun: NewEvent['noun'];
	/** Selects the rows of a plan. */
	of: (plan: Plan) => SQL | undefined;
	order: SQL[];
	/** The column of the key in URLs. */
	key: string;
	/** The columns that link a new row to its plan. */
	tie: (plan: Plan) => Record<string, unknown>;
}

const inPlan = (plan: Plan) => ({ planId: plan.id });
const inPartnership = ({ partnershipId }: Plan) => ({ partnershipId });

function driverTable(kind: 'challenge' | 'opportunity'): SectionTable {
	return {
		table: driver,
		noun: 'driver',
		of: ({ id }) => and(eq(driver.planId, id), eq(driver.kind, kind)),
		order: [asc(driver.place)],
		key: 'code',
		tie: ({ id }) => ({ planId: id, kind })
	};
}

export const sectionTables: Record<PlanSection, SectionTable> = {
	plan: {
		table: plan,
		noun: 'plan',
		of: ({ id }) => eq(plan.id, id),
		order: [],
		key: 'slug',
		tie: () => ({})
	},
	goals: {
		table: goalState,
		noun: 'goal-state',
		of: ({ id }) => eq(goalState.planId, id),
		order: [asc(goalState.place)],
		key: 'id',
		tie: inPlan
	},
	values: {
		table: coreValue,
		noun: 'core-value',
		of: ({ id }) => eq(coreValue.planId, id),
		order: [asc(coreValue.place)],
		key: 'code',
		tie: inPlan
	},
	challenges: driverTable('challenge'),
	opportunities: driverTable('opportunity'),
	areas: {
		table: focusArea,
		noun: 'area',
		of: ({ id }) => eq(focusArea.planId, id),
		order: [asc(focusArea.number)],
		key: 'number',
		tie: inPlan
	},
	funding: {
		table: funding,
		noun: 'funding',
		of: ({ id }) => eq(funding.planId, id),
		order: [asc(funding.place)],
		key: 'id',
		tie: inPlan
	},
	partnership: {
		table: partnership,
		noun: 'partnership',
		of: ({ partnershipId }) => eq(partnership.id, partnershipId),
		order: [],
		key: 'slug',
		tie: () => ({})
	},
	partners: {
		table: partner,
		noun: 'partner',
		of: ({ partnershipId }) => eq(partner.partnershipId, partnershipId),
		order: [sql`${partner.kind} = 'hospital-trust'`, asc(partner.number)],
		key: 'number',
		tie: inPartnership
	},
	bodies: {
		table: body,
		noun: 'body',
		of: ({ partnershipId }) => eq(body.partnershipId, partnershipId),
		order: [asc(body.id)],
		key: 'slug',
		tie: inPartnership
	}
};
