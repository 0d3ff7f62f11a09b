import { and, eq, sql } from 'drizzle-orm';
import type { PermissionAction } from '$lib/domain/permission';
import { refuse, type Result } from '$lib/domain/result';
import { nextRoundState, roundKey, type RoundKey, type RoundTransition } from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { evaluation, plan, round } from '../database/schema';
import type { Plan } from '../plans/queries';
import { roundByKey, type Round } from './queries';

/** A round, and the version the change is made from. */
export interface RoundTarget {
	planId: number;
	round: RoundKey;
	version: number;
}

/** A permitted transition of a round with its facts, read in the same transaction. */
export interface RoundTransitionFacts {
	tx: Transaction;
	plan: Plan;
	round: Round;
	step: RoundTransition;
	to: Round['state'];
}

/** A transition of a round, and the permission it needs. */
interface RoundTransitionRequest extends RoundTarget {
	step: RoundTransition;
	action: PermissionAction;
}

/** Checks permission, version and state, then calls `apply` in the same transaction. */
export async function runRoundTransition<T>(
	{ db, actor }: Context,
	{ step, action, ...target }: RoundTransitionRequest,
	apply: (subject: RoundTransitionFacts) => Promise<Result<T>>
): Promise<Result<T>> {
	return runCommand({ db, actor }, { planId: target.planId, action }, async (tx) => {
		const found = await roundByKey(tx, target.planId, target.round);
		const [ofPlan] = await tx.select().from(plan).where(eq(plan.id, target.planId));
		if (!found || !ofPlan) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const to = nextRoundState(step, found.state);
		if (!to) return refuse({ code: 'wrong-state', state: found.state });
		return apply({ tx, plan: ofPlan, round: found, step, to });
	});
}

/** Writes the new state and its event. */
export async function recordRoundTransition(
	{ actor, now }: Context,
	{ tx, plan: ofPlan, round: subject, step, to }: RoundTransitionFacts,
	{ result, reason }: { result?: Record<string, unknown>; reason?: string } = {}
): Promise<void> {
	await tx
		.update(round)
		.set({ state: to, version: subject.version + 1 })
		.where(eq(round.id, subject.id));
	await appendEvent(tx, actor, now, {
		planId: ofPlan.id,
		verb: `${step}-round`,
		noun: 'round',
		nounId: roundKey(subject),
		before: { state: subject.state },
		after: { state: to, ...result },
		reason
	});
}

/** Locks a round's approved evaluations, or unlocks them. */
export function setEvaluationStates(
	tx: Transaction,
	roundId: number,
	{ from, to }: Record<'from' | 'to', 'approved' | 'locked'>
) {
	return tx
		.update(evaluation)
		.set({ state: to, version: sql`${evaluation.version} + 1` })
		.where(and(eq(evaluation.roundId, roundId), eq(evaluation.state, from)));
}
