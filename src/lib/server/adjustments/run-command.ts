import { refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { planById, type Plan } from '../plans/queries';
import { adjustmentFor, type Adjustment } from './queries';

/** A plan's adjustment, by the year of the adjusted plan. */
export interface AdjustmentTarget {
	planId: number;
	year: number;
}

/** Checks permission and that the adjustment is open, then runs `act` in one transaction. */
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
