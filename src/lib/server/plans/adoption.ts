import { and, eq, inArray, lte, ne } from 'drizzle-orm';
import { done, invalid, refused, type Outcome } from '$lib/domain/outcome';
import { permission } from '$lib/domain/permission';
import type { Context } from '../context';
import { record } from '../database/history';
import { plan } from '../database/schema';
import { runningRound } from '../rounds/queries';
import { planById } from './queries';

/**
 * Notes that a draft has been adopted, and where. A plan of an earlier period that it follows is then read as one of the past; it
 * must not have a round that still takes reports (`invalid`: `round-running`).
 */
export async function adoptPlan(
	{ db, actor, now }: Context,
	target: { planId: number; version: number },
	input: { decision: string; reason?: string | undefined }
): Promise<Outcome> {
	const answer = permission(actor, 'plan.adopt');
	if (!answer.allowed) return refused({ code: 'not-permitted', permission: answer });
	const decision = input.decision.trim();
	return db.write(async (tx) => {
		const found = await planById(tx, target.planId);
		if (!found) return refused({ code: 'not-found' });
		if (found.version !== target.version) return refused({ code: 'stale', current: found });
		if (found.state !== 'draft') return refused({ code: 'wrong-state', state: found.state });
		if (!decision) return invalid({ field: 'decision', code: 'required' });
		const followed = await tx
			.select({ id: plan.id, version: plan.version })
			.from(plan)
			.where(
				and(
					eq(plan.partnershipId, found.partnershipId),
					eq(plan.state, 'adopted'),
					ne(plan.id, found.id),
					lte(plan.fromYear, found.fromYear)
				)
			);
		for (const { id } of followed)
			if (await runningRound(tx, id)) return invalid({ field: 'decision', code: 'round-running' });

		const ids = followed.map((one) => one.id);
		if (ids.length > 0) await tx.update(plan).set({ state: 'superseded' }).where(inArray(plan.id, ids));
		await tx
			.update(plan)
			.set({ state: 'adopted', version: found.version + 1 })
			.where(eq(plan.id, found.id));
		await record(tx, actor, now, {
			planId: found.id,
			verb: 'adopt-plan',
			noun: 'plan',
			nounId: found.id,
			before: { state: 'draft', decision: null },
			after: { state: 'adopted', decision },
			reason: input.reason?.trim() || undefined
		});
		for (const id of ids)
			await record(tx, actor, now, {
				planId: id,
				verb: 'supersede-plan',
				noun: 'plan',
				nounId: id,
				before: { state: 'adopted' },
				after: { state: 'superseded' },
				reason: input.reason?.trim() || undefined
			});
		return done();
	});
}
