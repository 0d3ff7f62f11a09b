import { and, asc, count, eq, inArray, isNull, max, sql } from 'drizzle-orm';
import type { PartnerKind, SeatRole } from '$lib/domain/body';
import { toOsloDate, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import type { Localized, WrittenForm } from '$lib/domain/localized';
import { compareCodes, type Lifecycle } from '$lib/domain/measure/measure';
import type { RolloutState } from '$lib/domain/rollout';
import type { Queryable } from '../database/database';
import { representedPartnerId, seatHeldOn } from '../database/held-seats';
import {
	body,
	measure,
	measurePartner,
	partner,
	person,
	rollout,
	rolloutStep,
	seat,
	seatHolder
} from '../database/schema';
import type { Plan } from '../plans/queries';

export type RolloutRow = typeof rollout.$inferSelect;

export interface RolloutPartner {
	id: number;
	number: string;
	name: string;
	kind: PartnerKind;
	writtenForm: WrittenForm | 'neutral' | null;
}

/** A partner's answer about a measure. */
export interface RolloutAnswer {
	state: RolloutState;
	since: CalendarDate | null;
	note: string;
	lang: WrittenForm;
	reportedBy: string;
	reportedAt: Instant;
	version: number;
}

export interface IntroducedMeasure {
	id: string;
	code: string;
	title: Localized;
	lifecycle: Lifecycle;
}

const partnerColumns = {
	id: partner.id,
	number: partner.number,
	name: partner.name,
	kind: partner.kind,
	writtenForm: partner.writtenForm
};
const introducedColumns = {
	id: measure.id,
	code: measure.code,
	title: measure.title,
	lifecycle: measure.lifecycle
};
const answerColumns = {
	state: rollout.state,
	since: rollout.since,
	note: rollout.note,
	lang: rollout.lang,
	reportedBy: rollout.reportedBy,
	reportedAt: rollout.reportedAt,
	version: rollout.version
};

/** Selects adopted measures that are introduced partner by partner and not discontinued. */
export const introducedInPlan = (planId: number) =>
	and(
		eq(measure.planId, planId),
		eq(measure.introducedAtHome, true),
		inArray(measure.lifecycle, ['adopted', 'in-operation', 'completed'])
	);

/** Returns the current partners: municipalities by number, then the hospital trust. */
export async function partnersOf(read: Queryable, partnershipId: number): Promise<RolloutPartner[]> {
	return read
		.select(partnerColumns)
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), isNull(partner.endedOn)))
		.orderBy(sql`${partner.kind} = 'hospital-trust'`, asc(partner.number));
}

/** Returns all rollout answers and steps of a plan. Four statements. */
export async function rolloutOfPlan(read: Queryable, plan: Pick<Plan, 'id' | 'partnershipId'>) {
	const ids = read.select({ id: measure.id }).from(measure).where(introducedInPlan(plan.id));
	return {
		parties: await partnersOf(read, plan.partnershipId),
		measures: (await read.select(introducedColumns).from(measure).where(introducedInPlan(plan.id))).sort(
			compareCodes
		),
		answers: await read
			.select({
				measureId: rollout.measureId,
				partnerId: rollout.partnerId,
				state: rollout.state,
				since: rollout.since
			})
			.from(rollout)
			.where(inArray(rollout.measureId, ids)),
		steps: await read
			.select({
				measureId: rolloutStep.measureId,
				partnerId: rolloutStep.partnerId,
				state: rolloutStep.state,
				on: rolloutStep.on
			})
			.from(rolloutStep)
			.where(inArray(rolloutStep.measureId, ids))
			.orderBy(asc(rolloutStep.id))
	};
}

export type RolloutOfPlan = Awaited<ReturnType<typeof rolloutOfPlan>>;

/** Returns one measure's rollout, or null if it is not introduced at home. Three statements. */
export async function rolloutOfMeasure(
	read: Queryable,
	partnershipId: number,
	one: { id: string; introducedAtHome: boolean }
) {
	if (!one.introducedAtHome) return null;
	return {
		parties: await partnersOf(read, partnershipId),
		answers: await read
			.select({ partnerId: rollout.partnerId, state: rollout.state })
			.from(rollout)
			.where(eq(rollout.measureId, one.id)),
		steps: await read
			.select({ partnerId: rolloutStep.partnerId, state: rolloutStep.state, on: rolloutStep.on })
			.from(rolloutStep)
			.where(eq(rolloutStep.measureId, one.id))
			.orderBy(asc(rolloutStep.id))
	};
}

/** Returns a partner's answer about a measure, or null if there is none. */
export async function rolloutAnswer(
	read: Queryable,
	measureId: string,
	partnerId: number
): Promise<RolloutRow | null> {
	const [found] = await read
		.select()
		.from(rollout)
		.where(and(eq(rollout.measureId, measureId), eq(rollout.partnerId, partnerId)));
	return found ?? null;
}

/** Returns the partner with this number, or null if there is none. */
export async function partnerByNumber(
	read: Queryable,
	partnershipId: number,
	number: string
): Promise<RolloutPartner | null> {
	const [found] = await read
		.select(partnerColumns)
		.from(partner)
		.where(and(eq(partner.partnershipId, partnershipId), eq(partner.number, number)));
	return found ?? null;
}

/** Returns the partner that these seats speak for, or null if there is none. */
export async function representedPartner(
	read: Queryable,
	partnershipId: number,
	partnerIds: readonly number[]
): Promise<RolloutPartner | null> {
	if (partnerIds.length === 0) return null;
	const [found] = await read
		.select(partnerColumns)
		.from(partner)
		.where(
			and(
				eq(partner.partnershipId, partnershipId),
				inArray(partner.id, [...partnerIds]),
				isNull(partner.endedOn)
			)
		)
		.orderBy(asc(partner.number))
		.limit(1);
	return found ?? null;
}

/** Returns the measures introduced at home, by code, with one partner's answers. One statement. */
export async function rolloutAnswersOfPartner(
	read: Queryable,
	planId: number,
	partnerId: number
): Promise<(IntroducedMeasure & { answer: RolloutAnswer | null })[]> {
	const rows = await read
		.select({ ...introducedColumns, answer: answerColumns })
		.from(measure)
		.leftJoin(rollout, and(eq(rollout.measureId, measure.id), eq(rollout.partnerId, partnerId)))
		.where(introducedInPlan(planId));
	return rows.sort(compareCodes);
}

/** Returns the measures a partner takes part in, by code. One statement. */
export async function measuresOfPartner(read: Queryable, planId: number, partnerId: number) {
	const rows = await read
		.select({ ...introducedColumns, areaBody: body.name })
		.from(measurePartner)
		.innerJoin(measure, eq(measure.id, measurePartner.measureId))
		.leftJoin(body, eq(body.id, measure.bodyId))
		.where(and(eq(measure.planId, planId), eq(measurePartner.partnerId, partnerId)));
	return rows.sort(compareCodes);
}

export interface PartnerRepresentative {
	seatId: number;
	name: string;
	role: SeatRole;
	bodySlug: string;
	bodyName: Localized;
}

/** Returns the people with a seat for a partner today, by body, without addresses. One statement. */
export async function partnerRepresentatives(
	read: Queryable,
	partnerId: number,
	now: Date
): Promise<PartnerRepresentative[]> {
	return read
		.select({
			seatId: seatHolder.id,
			name: person.name,
			role: seat.role,
			bodySlug: body.slug,
			bodyName: body.name
		})
		.from(seatHolder)
		.innerJoin(seat, seatHeldOn(toOsloDate(now)))
		.innerJoin(person, and(eq(person.id, seatHolder.personId), isNull(person.disabledAt)))
		.innerJoin(body, eq(body.id, seat.bodyId))
		.where(eq(representedPartnerId, partnerId))
		.orderBy(asc(body.id), asc(seatHolder.id));
}

/**
 * Returns the partners with the number of measures in use and the date of their last answer. Three
 * statements.
 */
export async function partnersWithUsage(read: Queryable, plan: Pick<Plan, 'id' | 'partnershipId'>) {
	const [{ measures } = { measures: 0 }] = await read
		.select({ measures: count() })
		.from(measure)
		.where(introducedInPlan(plan.id));
	const rows = await read
		.select({
			partnerId: rollout.partnerId,
			said: count(),
			inUse: sql<number>`sum(${rollout.state} = 'in-use')`,
			notRelevant: sql<number>`sum(${rollout.state} = 'not-relevant')`,
			reportedAt: max(rollout.reportedAt)
		})
		.from(rollout)
		.innerJoin(measure, eq(measure.id, rollout.measureId))
		.where(introducedInPlan(plan.id))
		.groupBy(rollout.partnerId);
	const parties = await partnersOf(read, plan.partnershipId);
	return parties.map((one) => {
		const row = rows.find(({ partnerId }) => partnerId === one.id);
		return {
			...one,
			inUse: row?.inUse ?? 0,
			concerned: measures - (row?.notRelevant ?? 0),
			silent: measures - (row?.said ?? 0),
			reportedAt: row?.reportedAt ?? null
		};
	});
}
