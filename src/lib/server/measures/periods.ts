import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Localized } from '$lib/domain/localized';
import { compareCodes } from '$lib/domain/measure/measure';
import type { PreviousPlan, PlanState } from '$lib/domain/plan/plan';
import type { Queryable } from '../database/database';
import { measure, measureBefore, plan } from '../database/schema';

/** A measure's counterpart in the plan of another period. */
interface MeasureInPeriod {
	code: string;
	title: Localized;
	plan: PreviousPlan;
	/** True if that plan exists and the reader may open it. */
	here: boolean;
}

export interface MeasurePeriods {
	/** The measure it was copied from; null if it is new in its plan. */
	before: MeasureInPeriod | null;
	/** The measures copied from it into later plans, drafts included. */
	after: MeasureInPeriod[];
}

const otherMeasure = alias(measure, 'other');
const otherPlan = alias(plan, 'other_plan');

/**
 * Returns a measure's counterparts in the plans before and after. Links use plan slugs and
 * measure ids, so the plans can be imported in any order. Two statements.
 *
 * @param readable the plan states that the reader may see
 */
export async function measurePeriods(
	read: Queryable,
	measureId: string,
	readable: readonly PlanState[]
): Promise<MeasurePeriods> {
	const [found] = await read
		.select({
			was: measureBefore,
			plan: plan.carriedFrom,
			code: otherMeasure.code,
			title: otherMeasure.title
		})
		.from(measureBefore)
		.innerJoin(measure, eq(measure.id, measureBefore.measureId))
		.innerJoin(plan, eq(plan.id, measure.planId))
		.leftJoin(
			otherPlan,
			and(
				eq(otherPlan.partnershipId, plan.partnershipId),
				sql`${otherPlan.slug} = json_extract(${plan.carriedFrom}, '$.slug')`,
				inArray(otherPlan.state, [...readable])
			)
		)
		.leftJoin(
			otherMeasure,
			and(eq(otherMeasure.id, measureBefore.beforeId), eq(otherMeasure.planId, otherPlan.id))
		)
		.where(eq(measureBefore.measureId, measureId));
	return {
		before: found?.plan ? previousPeriod({ ...found, plan: found.plan }) : null,
		after: await after()
	};

	async function after(): Promise<MeasureInPeriod[]> {
		const rows = await read
			.select({ code: otherMeasure.code, title: otherMeasure.title, plan: otherPlan })
			.from(measureBefore)
			.innerJoin(measure, eq(measure.id, measureBefore.beforeId))
			.innerJoin(plan, eq(plan.id, measure.planId))
			.innerJoin(otherMeasure, eq(otherMeasure.id, measureBefore.measureId))
			.innerJoin(
				otherPlan,
				and(
					eq(otherPlan.id, otherMeasure.planId),
					eq(otherPlan.partnershipId, plan.partnershipId),
					sql`json_extract(${otherPlan.carriedFrom}, '$.slug') = ${plan.slug}`,
					inArray(otherPlan.state, [...readable])
				)
			)
			.where(eq(measureBefore.beforeId, measureId));
		return rows
			.map(({ plan: { slug, name, fromYear, toYear }, ...one }) => ({
				...one,
				plan: { slug, name, from: fromYear, to: toYear },
				here: true
			}))
			.sort(compareCodes);
	}
}

/** Returns the previous measure by its current name, or by its name when copied if its plan is missing. */
function previousPeriod({
	was,
	...found
}: {
	was: typeof measureBefore.$inferSelect;
	plan: PreviousPlan;
	code: string | null;
	title: Localized | null;
}): MeasureInPeriod {
	const { code, title } = found;
	const here = code !== null && title !== null;
	return { ...(here ? { code, title } : { code: was.code, title: was.title }), plan: found.plan, here };
}
