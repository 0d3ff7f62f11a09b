import { and, eq, inArray, lte, ne, sql } from 'drizzle-orm';
import { compareCodes } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent, type NewEvent } from '../database/event-log';
import { measure, plan } from '../database/schema';
import { effectFault, recordEffect } from '../decisions/effects';
import { runningRound } from '../rounds/queries';
import { planById, type Plan } from '../plans/queries';

/**
 * Adopts a draft with all its proposed measures and supersedes the adopted plans of earlier periods. Refuses
 * (`refuseInvalid`: `round-running`) while one of those has a running round.
 */
export async function adoptPlan(
	{ db, actor, now }: Context,
	target: { planId: number; version: number },
	input: { decision: string; decisionId?: number | null; reason?: string | undefined }
): Promise<Result> {
	return runCommand({ db, actor }, { planId: target.planId, action: 'plan.adopt' }, async (tx) => {
		const decision = input.decision.trim();
		const found = await planById(tx, target.planId);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.state !== 'draft') return refuse({ code: 'wrong-state', state: found.state });
		if (!decision) return refuseInvalid({ field: 'decision', code: 'required' });
		const { decisionId = null } = input;
		const fault = await effectFault(tx, actor, { decisionId, planId: found.id });
		if (fault) return fault;
		const followed = await plansToSupersede(tx, found);
		for (const id of followed)
			if (await runningRound(tx, id)) return refuseInvalid({ field: 'decision', code: 'round-running' });

		if (followed.length > 0)
			await tx.update(plan).set({ state: 'superseded' }).where(inArray(plan.id, followed));
		await tx
			.update(plan)
			.set({ state: 'adopted', version: found.version + 1 })
			.where(eq(plan.id, found.id));
		const proposed = await adoptProposedMeasures(tx, found.id);
		const reason = input.reason?.trim() || undefined;
		const note = (happening: NewEvent) => appendEvent(tx, actor, now, { ...happening, reason });
		await note({
			...{ planId: found.id, verb: 'adopt-plan', noun: 'plan', nounId: found.id },
			before: { state: 'draft', decision: null },
			after: { state: 'adopted', decision }
		});
		for (const nounId of proposed)
			await note({
				...{ planId: found.id, verb: 'change-lifecycle', noun: 'measure', nounId },
				before: { lifecycle: 'proposed' },
				after: { lifecycle: 'adopted', decision }
			});
		for (const planId of followed)
			await note({
				...{ planId, verb: 'supersede-plan', noun: 'plan', nounId: planId },
				before: { state: 'adopted' },
				after: { state: 'superseded' }
			});
		await recordEffect(tx, { actor, now }, { decisionId, kind: 'adopt-plan', planId: found.id });
		return ok();
	});
}

/** Returns the ids of the partnership's adopted plans that begin no later than this plan. */
async function plansToSupersede(tx: Transaction, found: Plan): Promise<number[]> {
	const rows = await tx
		.select({ id: plan.id })
		.from(plan)
		.where(
			and(
				eq(plan.partnershipId, found.partnershipId),
				eq(plan.state, 'adopted'),
				ne(plan.id, found.id),
				lte(plan.fromYear, found.fromYear)
			)
		);
	return rows.map((one) => one.id);
}

/** Adopts a plan's proposed measures and returns their ids by code. */
async function adoptProposedMeasures(tx: Transaction, planId: number): Promise<string[]> {
	const rows = await tx
		.update(measure)
		.set({ lifecycle: 'adopted', version: sql`${measure.version} + 1` })
		.where(and(eq(measure.planId, planId), eq(measure.lifecycle, 'proposed')))
		.returning({ id: measure.id, code: measure.code });
	return rows.sort(compareCodes).map((one) => one.id);
}
