import { and, asc, count, desc, eq, isNull, sql } from 'drizzle-orm';
import type { Localized } from '$lib/domain/localized';
import { currentPlanIn, planToEditIn } from '$lib/domain/plan/plan-resolution';
import type { Queryable } from '../database/database';
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
export type FocusArea = typeof focusArea.$inferSelect & {
	bodyName: Localized | null;
	bodySlug: string | null;
};

/** A partnership's id, address and name. */
export interface PartnershipSummary {
	id: number;
	slug: string;
	name: Localized;
}

/** All partnerships by id, and all their plans. */
export interface PartnershipPlans {
	partnerships: PartnershipSummary[];
	plans: Plan[];
}

/** Loads every plan of every partnership, drafts included; callers check who may read them. One statement. */
export async function loadAllPlans(read: Queryable): Promise<PartnershipPlans> {
	const rows = await read
		.select({ partnership: { id: partnership.id, slug: partnership.slug, name: partnership.name }, plan })
		.from(partnership)
		.leftJoin(plan, eq(plan.partnershipId, partnership.id))
		.orderBy(asc(partnership.id), desc(plan.fromYear), asc(plan.id));
	return {
		partnerships: [...new Map(rows.map((row) => [row.partnership.id, row.partnership])).values()],
		plans: rows.flatMap((row) => row.plan ?? [])
	};
}

/**
 * Returns the first partnership's current plan, the default in URLs without a plan; null if none is adopted.
 */
export async function currentPlan(read: Queryable): Promise<Plan | null> {
	const { partnerships, plans } = await loadAllPlans(read);
	return partnerships[0] ? currentPlanIn(plans, partnerships[0].id) : null;
}

/** Returns the plan's slug for URLs, or null for the current plan, which needs none. */
export async function planSlugInUrl(read: Queryable, planId: number): Promise<string | null> {
	const { partnerships, plans } = await loadAllPlans(read);
	const current = partnerships[0] && currentPlanIn(plans, partnerships[0].id);
	return current?.id === planId ? null : (plans.find(({ id }) => id === planId)?.slug ?? null);
}

/** Returns the slug that addresses of a partnership's current plan need: null for the first partnership's. */
export async function currentSlugIn(read: Queryable, partnershipId: number): Promise<string | null> {
	const { partnerships, plans } = await loadAllPlans(read);
	return partnerships[0]?.id === partnershipId ? null : (planToEditIn(plans, partnershipId)?.slug ?? null);
}

export async function planById(read: Queryable, id: number): Promise<Plan | null> {
	const [found] = await read.select().from(plan).where(eq(plan.id, id));
	return found ?? null;
}

/** Returns the plans created from a plan for the next period, drafts included, newest first. */
export async function successorsOf(
	read: Queryable,
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

/** Returns the plan's partnership, or null if there is no such plan. */
export async function partnershipOf(read: Queryable, planId: number): Promise<PartnershipSummary | null> {
	const [found] = await read
		.select({ id: partnership.id, slug: partnership.slug, name: partnership.name })
		.from(partnership)
		.innerJoin(plan, and(eq(plan.partnershipId, partnership.id), eq(plan.id, planId)));
	return found ?? null;
}

/** Counts the partners that are municipalities. */
export async function countMunicipalities(read: Queryable, partnershipId: number): Promise<number> {
	const [found] = await read
		.select({ count: count() })
		.from(partner)
		.where(
			and(eq(partner.partnershipId, partnershipId), eq(partner.kind, 'municipality'), isNull(partner.endedOn))
		);
	return found?.count ?? 0;
}

/** Returns the plan's goal states, core values, drivers and funding that have not ended. */
export async function planDirection(read: Queryable, planId: number) {
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

/** Returns the plan's focus areas that have not ended, by number, each with its body's name. */
export async function areasOf(read: Queryable, planId: number): Promise<FocusArea[]> {
	const rows = await read
		.select({ area: focusArea, bodyName: body.name, bodySlug: body.slug })
		.from(focusArea)
		.leftJoin(body, eq(body.id, focusArea.bodyId))
		.where(and(eq(focusArea.planId, planId), isNull(focusArea.endedOn)))
		.orderBy(asc(focusArea.number));
	return rows.map(({ area, bodyName, bodySlug }) => ({ ...area, bodyName, bodySlug }));
}

/** Returns the focus area with this number, or null if there is none or it has ended. */
export async function areaByNumber(
	read: Queryable,
	planId: number,
	number: number
): Promise<FocusArea | null> {
	const [row] = await read
		.select({ area: focusArea, bodyName: body.name, bodySlug: body.slug })
		.from(focusArea)
		.leftJoin(body, eq(body.id, focusArea.bodyId))
		.where(and(eq(focusArea.planId, planId), eq(focusArea.number, number), isNull(focusArea.endedOn)));
	return row ? { ...row.area, bodyName: row.bodyName, bodySlug: row.bodySlug } : null;
}

/** Returns the partnership's bodies that have not ended. */
export async function bodiesOf(read: Queryable, partnershipId: number) {
	return read
		.select({ id: body.id, slug: body.slug, kind: body.kind, name: body.name })
		.from(body)
		.where(and(eq(body.partnershipId, partnershipId), isNull(body.endedOn)))
		.orderBy(asc(body.id));
}

/** Returns the partnerships that have a text about personal data, with the text. */
export async function privacyTexts(read: Queryable) {
	const rows = await read
		.select({ slug: partnership.slug, name: partnership.name, text: partnership.privacy })
		.from(partnership)
		.orderBy(asc(partnership.id));
	return rows.flatMap(({ text, ...one }) => (text ? [{ ...one, text }] : []));
}
