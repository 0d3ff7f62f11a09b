import { mayChangeLifecycle, lifecycleNeedsDecision, type Lifecycle } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { changedFields } from '../database/event-log';
import {
	byDueDate,
	milestoneInputs,
	prepareEdit,
	replaceMilestones,
	writeMilestones,
	type MeasureEdit,
	type MilestoneInput
} from './edit';
import { runMeasureCommand, saveMeasureVersion, type MeasureTarget } from './run-command';

/**
 * Edits a measure's texts and milestones in one transaction and one event. Refuses a change based on an older
 * version (`stale`, with the current measure).
 */
export async function editMeasure(
	context: Context,
	target: MeasureTarget,
	input: MeasureEdit,
	reason?: string
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found) => {
		const prepared = await prepareEdit(tx, found, input);
		if (!prepared.ok) return prepared;
		if (!prepared.value) return ok({ version: found.version });
		const { values, difference } = prepared.value;
		await writeMilestones(tx, found, prepared.value);
		return saveMeasureVersion(context, tx, found, 'edit-measure', values, difference, reason);
	});
}

/**
 * Changes a measure's lifecycle, with the reason and, when adopting, the decision. Evaluations are not
 * changed.
 */
export async function changeLifecycle(
	context: Context,
	target: MeasureTarget,
	to: Lifecycle,
	reason: string,
	decision = ''
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found) => {
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'required' });
		if (!mayChangeLifecycle(found.lifecycle, to))
			return refuse({ code: 'wrong-state', state: found.lifecycle });
		const decided = decision.trim();
		if (lifecycleNeedsDecision(to) && !decided) return refuseInvalid({ field: 'decision', code: 'required' });
		const difference = {
			before: { lifecycle: found.lifecycle },
			after: { lifecycle: to, ...(decided && { decision: decided }) }
		};
		return saveMeasureVersion(
			context,
			tx,
			found,
			'change-lifecycle',
			{ lifecycle: to },
			difference,
			reason.trim()
		);
	});
}

/** Replaces a measure's milestones. */
export async function setMilestones(
	context: Context,
	target: MeasureTarget,
	input: MilestoneInput[]
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found) => {
		const difference = changedFields<Record<string, unknown>>(
			{ milestones: await milestoneInputs(tx, found) },
			{ milestones: input.toSorted(byDueDate) }
		);
		if (!difference) return ok({ version: found.version });
		await replaceMilestones(tx, found, input);
		return saveMeasureVersion(context, tx, found, 'set-milestones', {}, difference);
	});
}
