import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Localized } from '$lib/domain/localized';
import {
	rolloutOverTime,
	compareWithYearBefore,
	type RolloutOnDay,
	type RolloutOrNone,
	type RolloutStep,
	type RolloutYearChange
} from '$lib/domain/rollout';
import type { RolloutPartner, rolloutOfMeasure, RolloutOfPlan } from './queries';

interface RolloutMatrixCell {
	/** The partner's number. */
	party: string;
	state: RolloutOrNone;
	since: CalendarDate | null;
}

export interface RolloutMatrixRow {
	code: string;
	title: Localized;
	/** Adoption among the municipalities; the hospital trust is not counted. */
	spread: RolloutYearChange;
	/** One for each partner, in the partners' order. */
	cells: RolloutMatrixCell[];
}

/** Returns a row for each measure with every partner's rollout state. */
export function rolloutMatrix(
	{ parties, measures, answers, steps }: RolloutOfPlan,
	today: CalendarDate
): RolloutMatrixRow[] {
	const given = new Map(answers.map((one) => [`${one.measureId}/${one.partnerId}`, one]));
	const stepsOf = (id: string) => steps.filter(({ measureId }) => measureId === id);
	return measures.map(({ id, code, title }) => ({
		code,
		title,
		spread: compareWithYearBefore(municipalSteps(parties, stepsOf(id)), today),
		cells: parties.map((party) => {
			const answer = given.get(`${id}/${party.id}`);
			return {
				party: party.number,
				state: answer?.state ?? 'nothing-said',
				since: answer?.since ?? null
			};
		})
	}));
}

/** Returns the adoption of one measure among the municipalities. */
export function municipalAdoption(
	{
		parties,
		steps
	}: { parties: readonly RolloutPartner[]; steps: readonly (RolloutStep & { partnerId: number })[] },
	today: CalendarDate
): RolloutOnDay[] {
	return rolloutOverTime(municipalSteps(parties, steps), today);
}

/** Returns one measure's adoption and every partner's state. */
export function rolloutSummary(
	{ parties, answers, steps }: NonNullable<Awaited<ReturnType<typeof rolloutOfMeasure>>>,
	today: CalendarDate
): { spread: RolloutYearChange; parties: { number: string; name: string; state: RolloutOrNone }[] } {
	return {
		spread: compareWithYearBefore(municipalSteps(parties, steps), today),
		parties: parties.map(({ id, number, name }) => ({
			number,
			name,
			state: answers.find(({ partnerId }) => partnerId === id)?.state ?? 'nothing-said'
		}))
	};
}

/** Returns each municipality's steps in the order they were reported; empty if it has not answered. */
function municipalSteps(
	parties: readonly RolloutPartner[],
	steps: readonly (RolloutStep & { partnerId: number })[]
): RolloutStep[][] {
	return parties
		.filter(({ kind }) => kind === 'municipality')
		.map(({ id }) => steps.filter(({ partnerId }) => partnerId === id));
}
