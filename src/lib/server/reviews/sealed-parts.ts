import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { assessReadings } from '$lib/domain/indicator';
import type { ReviewParts } from '$lib/domain/review/review';
import {
	buildReviewRollout,
	type ReviewIndicator,
	type ReviewRollout
} from '$lib/domain/review/review-parts';
import type { Queryable } from '../database/database';
import { indicatorsOfPlan } from '../indicators/queries';
import type { Plan } from '../plans/queries';
import { rolloutOfPlan } from '../rollout/queries';

/** Loads the indicators and rollout of a review that closes today. Eight statements. */
export async function loadReviewParts(
	read: Queryable,
	plan: Pick<Plan, 'id' | 'partnershipId'>,
	today: CalendarDate
): Promise<Pick<ReviewParts, 'indicators' | 'rollout'>> {
	return {
		indicators: await reviewIndicators(read, plan.id, today),
		rollout: await reviewRolloutOf(read, plan)
	};
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
