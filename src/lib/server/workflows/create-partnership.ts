import { and, eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { ok, type Result } from '$lib/domain/result';
import type { PlanFile } from '$lib/forms/plan-file/plan-file';
import { planFromTemplate, type NewPartnership } from '$lib/forms/plan-file/plan-template';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { body, partnership, plan } from '../database/schema';
import { placeInSeat } from '../people/seats';
import { checkSeals, importPlanIn } from '../plan-file/import';
import { loadAllPlans } from '../plans/queries';

/** A plan file, or the texts of an empty plan. */
export type PartnershipSource = { file: PlanFile } | { template: NewPartnership };

export interface CreatedPartnership {
	partnership: string;
	plan: string;
}

const createAction = { action: 'partnership.create', partnershipId: null } as const;

/**
 * Creates a partnership with a plan, from a template or a plan file, and a seat in its secretariat for the actor
 * if wanted. Refuses like `importPlan`.
 */
export async function createPartnership(
	context: Context,
	source: PartnershipSource,
	{ seat }: { seat: boolean }
): Promise<Result<CreatedPartnership>> {
	const seals = 'file' in source ? checkSeals(source.file) : ok();
	if (!seals.ok) return seals;
	return runCommand(context, createAction, async (tx) => {
		const file = 'file' in source ? source.file : await fileFromTemplate(tx, source.template);
		const imported = await importPlanIn(tx, context, file);
		if (!imported.ok) return imported;
		if (seat) await takeSecretariatSeat(tx, context, imported.value.planId);
		return ok({ partnership: file.partnership.slug, plan: file.plan.slug });
	});
}

async function fileFromTemplate(tx: Transaction, template: NewPartnership): Promise<PlanFile> {
	const { plans } = await loadAllPlans(tx);
	const partnerships = await tx.select({ slug: partnership.slug }).from(partnership);
	return planFromTemplate(template, {
		partnerships: new Set(partnerships.map(({ slug }) => slug)),
		plans: new Set(plans.map(({ slug }) => slug))
	});
}

/** Gives the actor a seat in the plan's secretariat, if there is one. */
async function takeSecretariatSeat(tx: Transaction, { actor, now }: Context, planId: number): Promise<void> {
	const [secretariat] = await tx
		.select({ id: body.id })
		.from(body)
		.innerJoin(plan, and(eq(plan.partnershipId, body.partnershipId), eq(plan.id, planId)))
		.where(eq(body.kind, 'secretariat'));
	if (!secretariat || actor.personId === null) return;
	const seat = { bodyId: secretariat.id, role: 'leader' } as const;
	await placeInSeat(tx, seat, { personId: actor.personId, fromDay: toOsloDate(now) });
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: 'invite-person', noun: 'person', nounId: actor.personId },
		after: { name: actor.name, ...seat }
	});
}
