import { and, asc, eq, gte, inArray, isNotNull, or, sql } from 'drizzle-orm';
import { instantToOsloDate, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { matterWay, type MatterWay } from '$lib/domain/matter/matter-way';
import type { Actor } from '$lib/domain/permission';
import type { Queryable } from '../database/database';
import {
	agendaItem,
	decision,
	decisionEffect,
	decisionFollowUp,
	decisionMeasure,
	evaluation,
	event,
	matterMeasure,
	measure,
	meeting,
	review,
	round
} from '../database/schema';
import { readableDecisions } from './reader';
import type { Matter } from '../matters/queries';

const approved = inArray(evaluation.state, ['approved', 'locked']);

/**
 * Loads a matter's way as far as the reader may know it: decisions they may not read, and what came of them, are left
 * out. Eight statements.
 */
export async function loadMatterWay(read: Queryable, found: Matter, actor: Actor): Promise<MatterWay> {
	const { id, partnershipId, state, receivedAt } = found;
	const steps = await read
		.select({ at: event.at, verb: event.verb })
		.from(event)
		.where(and(eq(event.noun, 'matter'), eq(event.nounId, String(id))))
		.orderBy(asc(event.seq));
	const treated = await read
		.select({ day: meeting.day, outcome: agendaItem.outcomeKind })
		.from(agendaItem)
		.innerJoin(meeting, eq(meeting.id, agendaItem.meetingId))
		.where(and(eq(agendaItem.matterId, id), inArray(meeting.state, ['approved', 'published'])))
		.orderBy(asc(meeting.day));
	const decisions = await read
		.select({ id: decision.id, day: decision.decidedOn, kind: decision.kind })
		.from(decision)
		.where(and(eq(decision.matterId, id), readableDecisions(actor, partnershipId)))
		.orderBy(asc(decision.decidedOn), asc(decision.id));
	const taken = decisions.filter(({ kind }) => kind !== 'postponed');
	const first = taken[0]?.day ?? null;
	const after = await afterDecision(read, found, { ids: taken.map((one) => one.id), first });
	const lastOf = (verb: string) => dayOf(steps.findLast((one) => one.verb === verb)?.at);
	return matterWay(
		{
			...{
				received: instantToOsloDate(receivedAt),
				triaged: lastOf('triage-matter'),
				decided: first,
				...after
			},
			treated: treated.findLast(({ outcome }) => outcome !== 'postponed')?.day ?? first
		},
		{ state, postponed: treated.flatMap(({ day, outcome }) => (outcome === 'postponed' ? [day] : [])) }
	);
}

/** Loads the days of what came of a matter's decisions: follow-up, measure, evaluation and review. */
async function afterDecision(
	read: Queryable,
	{ id }: Matter,
	{ ids, first }: { ids: readonly number[]; first: CalendarDate | null }
) {
	if (first === null) return { 'followed-up': null, measure: null, evaluated: null, review: null };
	const [followed] = await read
		.select({ at: sql<Instant | null>`min(${decisionFollowUp.at})` })
		.from(decisionFollowUp)
		.where(inArray(decisionFollowUp.decisionId, [...ids]));
	const [changed] = await read
		.select({ at: sql<Instant | null>`min(${decisionEffect.at})` })
		.from(decisionEffect)
		.where(inArray(decisionEffect.decisionId, [...ids]));
	const ofDecisions = read
		.select({ id: decisionMeasure.measureId })
		.from(decisionMeasure)
		.where(inArray(decisionMeasure.decisionId, [...ids]));
	const ofEffects = read
		.select({ id: decisionEffect.measureId })
		.from(decisionEffect)
		.where(and(inArray(decisionEffect.decisionId, [...ids]), isNotNull(decisionEffect.measureId)));
	const ofMatter = read
		.select({ id: matterMeasure.measureId })
		.from(matterMeasure)
		.where(eq(matterMeasure.matterId, id));
	const { measureId, approvedAt } = evaluation;
	const [evaluated] = await read
		.select({ at: approvedAt, roundId: evaluation.roundId, planId: measure.planId })
		.from(evaluation)
		.innerJoin(measure, eq(measure.id, measureId))
		.where(
			and(
				...[approved, gte(approvedAt, first)],
				or(inArray(measureId, ofDecisions), inArray(measureId, ofEffects), inArray(measureId, ofMatter))
			)
		)
		.orderBy(asc(approvedAt))
		.limit(1);
	const [closed] = evaluated
		? await read
				.select({ at: review.closedAt })
				.from(review)
				.innerJoin(round, eq(round.id, review.roundId))
				.where(
					evaluated.roundId === null
						? and(eq(round.planId, evaluated.planId), gte(review.closedAt, evaluated.at!))
						: eq(round.id, evaluated.roundId)
				)
				.orderBy(asc(review.closedAt))
				.limit(1)
		: [];
	return {
		'followed-up': dayOf(followed?.at),
		measure: dayOf(changed?.at),
		evaluated: dayOf(evaluated?.at),
		review: dayOf(closed?.at)
	};
}

function dayOf(at: Instant | null | undefined): CalendarDate | null {
	return at ? instantToOsloDate(at) : null;
}
