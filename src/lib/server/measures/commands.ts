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
import type { Measure } from './queries';
import { runMeasureCommand, type MeasureTarget, type SaveMeasure } from './run-command';

/**
 * Edits a measure's texts and milestones in one transaction and one event. Refuses a change based on an older
 * version (`stale`, with the current measure).
 */
export async function editMeasure(
	context: Context,
	target: MeasureTarget,
	{ reason, ...input }: MeasureEdit & { reason?: string | undefined }
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const prepared = await prepareEdit(tx, found, input);
		if (!prepared.ok) return prepared;
		if (!prepared.value) return ok({ version: found.version });
		const { values, difference } = prepared.value;
		await writeMilestones(tx, found, prepared.value);
		return save({ verb: 'edit-measure', values, ...difference, reason });
	});
}

/** A measure's next lifecycle, and why. */
export interface LifecycleChange {
	to: Lifecycle;
	reason: string;
	/** Required for adopting. */
	decision?: string;
}

/**
 * Changes a measure's lifecycle, with the reason and, when adopting, the decision. Evaluations are not
 * changed.
 */
export async function changeLifecycle(
	context: Context,
	target: MeasureTarget,
	change: LifecycleChange
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (_tx, found, save) => saveLifecycle(found, save, change));
}

/** Saves a measure's next lifecycle, in the caller's transaction. */
export async function saveLifecycle(
	found: Measure,
	save: SaveMeasure,
	{ to, reason, decision = '' }: LifecycleChange
): Promise<Result<{ version: number }>> {
	if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'required' });
	if (!mayChangeLifecycle(found.lifecycle, to))
		return refuse({ code: 'wrong-state', state: found.lifecycle });
	const decided = decision.trim();
	if (lifecycleNeedsDecision(to) && !decided) return refuseInvalid({ field: 'decision', code: 'required' });
	return save({
		verb: 'change-lifecycle',
		values: { lifecycle: to },
		before: { lifecycle: found.lifecycle },
		after: { lifecycle: to, ...(decided && { decision: decided }) },
		reason: reason.trim()
	});
}

/** Replaces a measure's milestones. */
export async function setMilestones(
	context: Context,
	target: MeasureTarget,
	input: MilestoneInput[]
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const difference = changedFields<Record<string, unknown>>(
			{ milestones: await milestoneInputs(tx, found) },
			{ milestones: input.toSorted(byDueDate) }
		);
		if (!difference) return ok({ version: found.version });
		await replaceMilestones(tx, found, input);
		return save({ verb: 'set-milestones', ...difference });
	});
}
