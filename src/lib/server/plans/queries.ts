import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Localized } from '$lib/domain/localized';
import type { Reader } from '../database/database';
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

export type Plan = typeof plan.$inferSelect;
export type FocusArea = typeof focusArea.$inferSelect & { bodyName: Localized | null };

/** The plan that addresses without a plan speak of: the newest adopted one; null in an empty database. */
export async function currentPlan(read: Reader): Promise<Plan | null> {
	const [found] = await read
		.select()
		.from(plan)
		.where(eq(plan.state, 'adopted'))
		.orderBy(desc(plan.fromYear), asc(plan.id))
		.limit(1);
	return found ?? null;
}

/** The plan that those who write it work on: the current one, or the newest draft before any is adopted. */
export async function planToEdit(read: Reader): Promise<Plan | null> {
	const current = await currentPlan(read);
	if (current) return current;
	const [draft] = await read
		.select()
		.from(plan)
		.where(eq(plan.state, 'draft'))
		.orderBy(desc(plan.fromYear), asc(plan.id))
		.limit(1);
	return draft ?? null;
}

export async function planById(read: Reader, id: number): Promise<Plan | null> {
	const [found] = await read.select().from(plan).where(eq(plan.id, id));
	return found ?? null;
}

/** The plans that were carried on from a plan, the newest first; drafts too. */
export async function successorsOf(
	read: Reader,
	before: Pick<Plan, 'partnershipId' | 'slug'>
): Promise<Plan[]> {
	return read
		.select()
		.from(plan)
		.where(
			and(
				eq(plan.partnershipId, before.partnershipId),
				sql`json_extract(${plan.carriedFrom}, '$.slug') = ${before.slug}`
			)
		)
		.orderBy(desc(plan.id));
}

/** The partnership whose name stands on every page; null in an empty database. */
export async function partnershipOf(read: Reader): Promise<{ slug: string; name: Localized } | null> {
	const [found] = await read
		.select({ slug: partnership.slug, name: partnership.name })
		.from(partnership)
		.orderBy(asc(partnership.id))
		.limit(1);
	return found ?? null;
}

/** How many of the partners are municipalities. */
export async function municipalitiesIn(read: Reader, partnershipId: number): Promise<number> {
	const [found] = await read
		.select({ count: count() })
		.from(partner)
		.where(
			and(eq(partner.partnershipId, partnershipId), eq(partner.kind, 'municipality'), isNull(partner.endedOn))
		);
	return found?.count ?? 0;
}

/** Where the plan is headed: goal states, core values, what drives it, and its money; without what has ended. */
export async function directionOf(read: Reader, planId: number) {
	return {
		goalStates: await read
			.select({ id: goalState.id, text: goalState.text })
			.from(goalState)
			.where(and(eq(goalState.planId, planId), isNull(goalState.endedOn)))
			.orderBy(asc(goalState.place)),
		values: await read
			.select({ code: coreValue.code, name: coreValue.name, description: coreValue.description })
			.from(coreValue)
			.where(and(eq(coreValue.planId, planId), isNull(coreValue.endedOn)))
			.orderBy(asc(coreValue.place)),
		drivers: await read
			.select({ code: driver.code, kind: driver.kind, title: driver.title })
			.from(driver)
			.where(and(eq(driver.planId, planId), isNull(driver.endedOn)))
			.orderBy(asc(driver.place)),
		funding: await read
			.select({
				id: funding.id,
				name: funding.name,
				year: funding.year,
				amountNok: funding.amountNok,
				note: funding.note,
				source: funding.source
			})
			.from(funding)
			.where(and(eq(funding.planId, planId), isNull(funding.endedOn)))
			.orderBy(asc(funding.place))
	};
}

/** The plan's focus areas by number, without those that have ended, each with the name of the body that carries it. */
export async function areasOf(read: Reader, planId: number): Promise<FocusArea[]> {
	const rows = await read
		.select({ area: focusArea, bodyName: body.name })
		.from(focusArea)
		.leftJoin(body, eq(body.id, focusArea.bodyId))
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)))
		.orderBy(asc(focusArea.number));
	return rows.map(({ area, bodyName }) => ({ ...area, bodyName }));
}

/** One focus area by its number; null where there is none, or no longer. */
export async function areaByNumber(read: Reader, planId: number, number: number): Promise<FocusArea | null> {
	const [row] = await read
		.select({ area: focusArea, bodyName: body.name })
		.from(focusArea)
		.leftJoin(body, eq(body.id, focusArea.bodyId))
		.where(and(eq(focusArea.planId, planId), eq(focusArea.number, number), isNull(focusArea.endedOn)));
	return row ? { ...row.area, bodyName: row.bodyName } : null;
}

/** The partnership's bodies that still meet, for choosing who is responsible. */
export async function bodiesOf(read: Reader, partnershipId: number) {
	return read
		.select({ id: body.id, slug: body.slug, kind: body.kind, name: body.name })
		.from(body)
		.where(and(eq(body.partnershipId, partnershipId), isNull(body.endedOn)))
		.orderBy(asc(body.id));
}
