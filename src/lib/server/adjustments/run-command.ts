import { refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { planById, type Plan } from '../plans/queries';
import { adjustmentFor, type Adjustment } from './queries';

/** Names a plan's adjustment by the year the adjusted plan is for. */
export interface AdjustmentTarget {
	planId: number;
	year: number;
}

/** One step with a year's adjustment while it is open: authority and state first, then `act`, in one turn. */
export async function runAdjustmentCommand<T>(
	{ db, actor }: Context,
	{ planId, year }: AdjustmentTarget,
	act: (tx: Transaction, open: Adjustment, plan: Plan) => Promise<Result<T>>
): Promise<Result<T>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const plan = await planById(tx, planId);
		const open = plan && (await adjustmentFor(tx, planId, year));
		if (!open) return refuse({ code: 'not-found' });
		if (open.state !== 'open') return refuse({ code: 'wrong-state', state: open.state });
		return act(tx, open, plan);
	});
}
