import { and, asc, eq, isNull } from 'drizzle-orm';
import { instantToOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { isReportable } from '$lib/domain/measure/measure';
import type { PartnerRolloutProgress } from '$lib/domain/mail/reminder';
import type { Queryable } from '../database/database';
import { measure, partner, plan, rollout } from '../database/schema';
import { introducedInPlan } from '../rollout/queries';

/**
 * Counts the rollout answers each partner has not renewed since a day, by partner id. Empty if the plan has
 * no rollout measures. One statement.
 */
export async function pendingRollouts(
	read: Queryable,
	planId: number,
	since: CalendarDate
): Promise<Map<number, PartnerRolloutProgress>> {
	const rows = await read
		.select({
			partnerId: partner.id,
			number: partner.number,
			name: partner.name,
			lifecycle: measure.lifecycle,
			reportedAt: rollout.reportedAt
		})
		.from(measure)
		.innerJoin(plan, eq(plan.id, measure.planId))
		.innerJoin(partner, and(eq(partner.partnershipId, plan.partnershipId), isNull(partner.endedOn)))
		.leftJoin(rollout, and(eq(rollout.measureId, measure.id), eq(rollout.partnerId, partner.id)))
		.where(introducedInPlan(planId))
		.orderBy(asc(partner.number));
	const asked = new Map<number, PartnerRolloutProgress>();
	for (const { partnerId, number, name, lifecycle, reportedAt } of rows) {
		if (!isReportable(lifecycle)) continue;
		const { all, left } = asked.get(partnerId) ?? { all: 0, left: 0 };
		const isLeft = reportedAt === null || instantToOsloDate(reportedAt) < since;
		asked.set(partnerId, { partner: number, name, all: all + 1, left: left + (isLeft ? 1 : 0) });
	}
	return asked;
}
