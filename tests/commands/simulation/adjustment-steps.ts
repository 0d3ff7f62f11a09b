import { allowedAdjustmentKinds, dispositions, type AdjustmentKind } from '$lib/domain/adjustment';
import { adoptAdjustment, previewAdjustment } from '$lib/server/workflows/adopt-adjustment';
import { openAdjustment, decideItem, type ItemDecision } from '$lib/server/adjustments/commands';
import {
	listAdjustments,
	adjustmentFor,
	adjustmentItems,
	type AdjustmentItem
} from '$lib/server/adjustments/queries';
import { measureByCode } from '$lib/server/measures/queries';
import type { Simulation } from './simulation';
import { measureEdit } from './measure-steps';
import { pickOne, editedVersion, type SimulationAction, type SimulationStep } from './step';

/** What is done to the year's set of changes. */
export const adjustmentActions: Record<
	'openAdjustment' | 'settle' | 'settleAll' | 'preview' | 'adopt',
	SimulationAction
> = {
	openAdjustment: (life, step) =>
		openAdjustment(life.as('ssuLeader'), { planId: life.planId, year: 2026 + (step.picks[0] % 4) }),
	settle: onOpenOne(async (life, step, year, items) => {
		const matter = pickOne(items, step.picks[0]);
		return matter ? settle(life, step, year, matter, pickOne(dispositions, step.picks[1])!) : null;
	}),
	/** Takes or leaves all that is still open, each in a turn of its own; done where one of them was. */
	settleAll: onOpenOne(async (life, step, year, items) => {
		const open = items.filter(({ recommended, item }) => recommended && (item?.stance ?? 'open') === 'open');
		let answer: Awaited<ReturnType<SimulationAction>> = null;
		for (const [index, matter] of open.entries()) {
			const stance = (step.picks[1] >> (index % 6)) % 3 === 0 ? 'left' : 'taken';
			const outcome = await settle(life, { ...step, stale: false }, year, matter, stance);
			if (!answer?.ok) answer = outcome;
		}
		return answer;
	}),
	preview: onOpenOne((life, _step, year) =>
		previewAdjustment(life.as('ssuLeader'), { planId: life.planId, year })
	),
	adopt: onOpenOne((life, step, year) =>
		adoptAdjustment(life.as('ssuLeader'), { planId: life.planId, year }, step.text)
	)
};

function onOpenOne(
	act: (
		life: Simulation,
		step: SimulationStep,
		year: number,
		items: AdjustmentItem[]
	) => ReturnType<SimulationAction>
): SimulationAction {
	return async (life, step) => {
		const { db, planId } = life;
		const open = (await listAdjustments(db.read, planId)).find(({ state }) => state === 'open');
		if (!open) return adjustmentActions.openAdjustment(life, step);
		const { id } = (await adjustmentFor(db.read, planId, open.year))!;
		const items = await adjustmentItems(db.read, await life.plan(), id, life.now);
		return act(life, step, open.year, items);
	};
}

async function settle(
	life: Simulation,
	step: SimulationStep,
	year: number,
	{ measure, recommended, item }: AdjustmentItem,
	stance: ItemDecision['stance']
) {
	const found = (await measureByCode(life.db.read, life.planId, measure.code))!;
	const kinds = allowedAdjustmentKinds(found.lifecycle);
	const kind: AdjustmentKind = recommended ?? pickOne(kinds, step.picks[2])!;
	const edit = { madeFrom: found.version, edit: measureEdit(found, step) };
	return decideItem(
		life.as('ssuLeader'),
		{
			planId: life.planId,
			year,
			code: measure.code,
			version: item ? editedVersion(item.version, step) : null
		},
		{ kind, stance, reason: step.text, outcome: kind === 'adjust' ? edit : undefined }
	);
}
