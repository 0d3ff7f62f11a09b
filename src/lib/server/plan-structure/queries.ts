import { and, desc, eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import {
	planSections,
	type PlanSectionField,
	type PlanSection,
	type PlanSectionValue,
	type PlanSectionValues
} from '$lib/domain/plan/plan-structure';
import type { Localized } from '$lib/domain/localized';
import type { Queryable } from '../database/database';
import { body, event } from '../database/schema';
import type { Plan } from '../plans/queries';
import { sectionTables, type SectionRow } from './section-tables';

/** An entry of a plan section, such as a core value, a partner or the plan's own texts. */
export interface SectionEntry {
	id: number;
	/** The key in URLs: a number, a code or a slug. */
	key: string;
	version: number;
	/** Null if the entry has not ended or cannot end. */
	endedOn: CalendarDate | null;
	/** Fields by name; a body by its slug. */
	values: PlanSectionValues;
}

/** A body that fields refer to. */
export interface BodyReference {
	id: number;
	slug: string;
	name: Localized;
	endedOn: CalendarDate | null;
}

/** Returns the partnership's bodies, ended ones included. */
export async function bodyReferences(read: Queryable, partnershipId: number): Promise<BodyReference[]> {
	return read
		.select({ id: body.id, slug: body.slug, name: body.name, endedOn: body.endedOn })
		.from(body)
		.where(eq(body.partnershipId, partnershipId));
}

/** Returns the entries of a section in order, ended ones included. One statement. */
export async function sectionEntries(
	read: Queryable,
	plan: Plan,
	part: PlanSection,
	bodies: readonly BodyReference[]
): Promise<SectionEntry[]> {
	const rows = await sectionRows(read, plan, part);
	return rows.map((row) => toSectionEntry(part, row, bodies));
}

/** Returns the entry with this key, or null if there is none. */
export async function sectionEntryByKey(
	read: Queryable,
	plan: Plan,
	part: PlanSection,
	key: string
): Promise<SectionEntry | null> {
	const bodies = await bodyReferences(read, plan.partnershipId);
	const entries = await sectionEntries(read, plan, part, bodies);
	return (planSections[part].single ? entries[0] : entries.find((one) => one.key === key)) ?? null;
}

/** Returns the database rows of a section in order. */
export async function sectionRows(read: Queryable, plan: Plan, part: PlanSection): Promise<SectionRow[]> {
	const { table, of, order } = sectionTables[part];
	const rows = await read
		.select()
		.from(table)
		.where(of(plan))
		.orderBy(...order);
	return rows as SectionRow[];
}

function toSectionEntry(part: PlanSection, row: SectionRow, bodies: readonly BodyReference[]): SectionEntry {
	const valueOf = ({ kind, name }: PlanSectionField): PlanSectionValue =>
		kind === 'body' ? (bodies.find(({ id }) => id === row[`${name}Id`])?.slug ?? null) : (row[name] ?? null);
	return {
		id: row.id,
		key: String(row[sectionTables[part].key]),
		version: row.version,
		endedOn: (row.endedOn ?? null) as CalendarDate | null,
		values: Object.fromEntries(planSections[part].fields.map((field) => [field.name, valueOf(field)]))
	};
}

/** Returns the events of an entry, newest first. */
export async function sectionEntryHistory(read: Queryable, part: PlanSection, id: number) {
	return read
		.select({
			seq: event.seq,
			at: event.at,
			by: event.by,
			verb: event.verb,
			before: event.before,
			after: event.after,
			reason: event.reason
		})
		.from(event)
		.where(and(eq(event.noun, sectionTables[part].noun), eq(event.nounId, String(id))))
		.orderBy(desc(event.seq));
}
