import type { Result } from '$lib/domain/result';
import type { Context } from '../context';
import { effectFault, recordEffect } from '../decisions/effects';
import { saveLifecycle, type LifecycleChange } from '../measures/commands';
import { runMeasureCommand, type MeasureTarget } from '../measures/run-command';

/**
 * Changes a measure's lifecycle as `changeLifecycle`, and links the decision in the register that is the reason.
 * Refuses one that the actor may not read.
 */
export async function changeLifecycleByDecision(
	context: Context,
	target: MeasureTarget,
	{ decisionId, ...change }: LifecycleChange & { decisionId: number | null }
): Promise<Result<{ version: number }>> {
	return runMeasureCommand(context, target, async (tx, found, save) => {
		const { id: measureId, planId } = found;
		const fault = await effectFault(tx, context.actor, { decisionId, planId });
		if (fault) return fault;
		const saved = await saveLifecycle(found, save, change);
		const kind = change.to === 'adopted' ? 'start-measure' : 'change-lifecycle';
		if (saved.ok) await recordEffect(tx, context, { decisionId, kind, planId, measureId });
		return saved;
	});
}
