import { and, eq, inArray, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { Localized } from '$lib/domain/localized';
import { compareCodes } from '$lib/domain/measure/measure';
import type { PreviousPlan, PlanState } from '$lib/domain/plan/plan';
import type { Queryable } from '../database/database';
import { measure, measureBefore, plan } from '../database/schema';

/** What a measure is in the plan of another period. */
export interface MeasureInPeriod {
	code: string;
	title: Localized;
	plan: PreviousPlan;
	/** Whether that plan is here, and its reader may open it. */
	here: boolean;
}

export interface MeasurePeriods {
	/** What it was carried on from; null for a measure that began in its own plan. */
	before: MeasureInPeriod | null;
	/** What it became: in a draft, and in the plan that followed. */
	after: MeasureInPeriod[];
}

const otherMeasure = alias(measure, 'other');
const otherPlan = alias(plan, 'other_plan');

/**
 * What a measure was in the plan before, and became in those after. Two statements. Links are found by what
 * plans and measures are called, so that they stand as soon as both plans are here, in whatever order they came.
 *
 * @param readable the states a plan may be in for its reader to know of it
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

/** As it is called now where it is here, else as it was called when it was carried on. */
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
