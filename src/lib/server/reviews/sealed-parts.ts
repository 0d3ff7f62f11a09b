import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { assessReadings } from '$lib/domain/indicator';
import type { ReviewParts } from '$lib/domain/review/review';
import {
	buildReviewRollout,
	type ReviewIndicator,
	type ReviewRollout
} from '$lib/domain/review/review-parts';
import { buildReviewDecisions, type ReviewDecisions } from '$lib/domain/review/review-decisions';
import type { RoundPeriod } from '$lib/domain/round/round';
import type { Queryable } from '../database/database';
import { decisionsBetween } from '../decisions/queries';
import { indicatorsOfPlan } from '../indicators/queries';
import type { Plan } from '../plans/queries';
import { roundsOf } from '../rounds/queries';
import { rolloutOfPlan } from '../rollout/queries';

/** Loads the indicators, rollout and decisions of a review that closes today. Twelve statements. */
export async function loadReviewParts(
	read: Queryable,
	plan: Pick<Plan, 'id' | 'partnershipId'>,
	{ today, round }: { today: CalendarDate; round: RoundPeriod }
): Promise<Pick<ReviewParts, 'indicators' | 'rollout' | 'decisionsOfYear'>> {
	return {
		decisionsOfYear:
			round.kind === 'annual' ? await reviewDecisions(read, plan, { today, round }) : undefined,
		indicators: await reviewIndicators(read, plan.id, today),
		rollout: await reviewRolloutOf(read, plan)
	};
}

/** Returns the decisions after the previous annual review's meeting, or of the round's year without one. */
async function reviewDecisions(
	read: Queryable,
	{ id, partnershipId }: Pick<Plan, 'id' | 'partnershipId'>,
	{ today, round: { year } }: { today: CalendarDate; round: RoundPeriod }
): Promise<ReviewDecisions | undefined> {
	const earlier = (await roundsOf(read, id)).filter((one) => one.kind === 'annual' && one.year < year);
	const last = earlier.toSorted((a, b) => a.year - b.year).at(-1);
	const after = last?.meetingOn ?? `${year - 1}-12-31`;
	const found = await decisionsBetween(read, partnershipId, { after, until: today });
	return buildReviewDecisions({ after, ...found }, today);
}

/** Returns the active indicators with their readings up to today. */
async function reviewIndicators(
	read: Queryable,
	planId: number,
	today: CalendarDate
): Promise<ReviewIndicator[]> {
	const all = await indicatorsOfPlan(read, planId);
	return all
		.filter(({ endedOn }) => endedOn === null)
		.map(({ measure: { code, title }, name, unit, source, readings, ...own }) => {
			const { direction, baseline, baselineOn, targets } = own;
			const course = { direction, baseline, baselineOn, targets };
			const known = readings.filter(({ on }) => on <= today);
			return {
				measure: { code, title },
				name,
				unit,
				source,
				...course,
				readings: assessReadings(course, known)
			};
		});
}

async function reviewRolloutOf(
	read: Queryable,
	plan: Pick<Plan, 'id' | 'partnershipId'>
): Promise<ReviewRollout | undefined> {
	const { parties, measures, answers } = await rolloutOfPlan(read, plan);
	const states = new Map(answers.map((one) => [`${one.measureId}/${one.partnerId}`, one.state]));
	return buildReviewRollout(
		measures,
		parties.map(({ id, number, name, kind }) => ({
			number,
			name,
			kind,
			cells: measures.map((one) => states.get(`${one.id}/${id}`) ?? 'nothing-said')
		}))
	);
}
