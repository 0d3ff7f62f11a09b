import type { Result } from '$lib/domain/result';
import { saveAddition } from '../adjustments/additions';
import { adoptAdjustment, openAdjustment, decideItem, type ItemDecision } from '../adjustments/commands';
import type { Context } from '../context';
import type { MeasureEdit } from '../measures/edit';
import { measureDetails } from '../measures/queries';
import type { AdditionStory, AdjustmentStory, SettlementStory } from './adjustments';

/** What becomes of a year's adjustment, step by step. */
export interface Steps {
	opens: (context: Context) => Promise<Result<unknown>>;
	/** Each on its own, in their order. */
	settles: ((context: Context) => Promise<Result<unknown>>)[];
	/** Null while it is worked on. */
	adopts: ((context: Context) => Promise<Result<unknown>>) | null;
}

/** @param codeOf a measure's code by its id */
export function stepsOf(story: AdjustmentStory, planId: number, codeOf: (id: string) => string): Steps {
	const target = { planId, year: story.year };
	const { adopted } = story;
	return {
		opens: (context) => openAdjustment(context, target),
		settles: [
			...story.settlements.map((one) => async (context: Context) => {
				const code = codeOf(one.measure);
				return decideItem(context, target, code, null, await settlementOf(context, planId, code, one));
			}),
			...story.additions.map(
				(one) => (context: Context) => saveAddition(context, target, null, additionOf(one), one.reason)
			)
		],
		adopts: adopted && ((context) => adoptAdjustment(context, target, adopted.decision))
	};
}

/** A measure as it stands, with the texts that are to be others. */
async function settlementOf(
	{ db }: Context,
	planId: number,
	code: string,
	{ kind, stance, reason, texts }: SettlementStory
): Promise<ItemDecision> {
	if (!texts) return { kind, stance, reason };
	const found = (await measureDetails(db.read, planId, code))!;
	const { title, summary, targetGroup, expectedEffect, contact, startsOn, deadline, deadlineWords } = found;
	const dates = { contact, startsOn, deadline, deadlineWords, body: found.body?.slug ?? null };
	const edit: MeasureEdit = { title, summary, targetGroup, expectedEffect, ...dates, ...texts };
	return { kind, stance, reason, outcome: { madeFrom: found.version, edit } };
}

function additionOf({ area, title, summary, startsOn, deadline }: AdditionStory) {
	const none = { targetGroup: null, expectedEffect: null, contact: null, body: null, deadlineWords: null };
	const edit: MeasureEdit = { title, summary, startsOn, deadline, ...none };
	return { area, code: null, edit };
}
