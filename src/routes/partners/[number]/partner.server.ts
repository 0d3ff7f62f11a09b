import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Result } from '$lib/domain/result';
import { representedPartners } from '$lib/domain/permission';
import { confirmRolloutsForm } from '$lib/forms/rollout';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import { parseForm, rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode } from '$lib/server/measures/queries';
import type { Plan } from '$lib/server/plans/queries';
import { confirmRollouts, type RolloutTarget } from '$lib/server/rollout/commands';
import {
	rolloutAnswer,
	partnerByNumber,
	representedPartner,
	type RolloutPartner
} from '$lib/server/rollout/queries';

export type PartnerEvent = RequestEvent<{ number: string }>;

/**
 * Requires the partner of the address; "mine" is the one the reader represents. A link opens only its own
 * partner's page; an expired one explains why (403).
 */
export async function requirePartner(event: PartnerEvent): Promise<{ plan: Plan; party: RolloutPartner }> {
	const { db, actor, linkRefused } = event.locals;
	if (linkRefused && actor.personId === null) error(403, { message: `link-${linkRefused}` });
	const plan = planOf(event);
	const mine = event.params.number === 'mine';
	const party =
		plan &&
		(mine
			? await representedPartner(db.read, plan.partnershipId, representedPartners(actor))
			: await partnerByNumber(db.read, plan.partnershipId, event.params.number));
	// Checked before a 404, which would reveal which partners exist.
	requirePermission(event, 'rollout.read', {
		...(plan && { planId: plan.id }),
		partnerId: party?.id ?? null
	});
	if (mine) redirect(303, link(party ? `/partners/${party.number}` : '/partners'));
	if (!plan || !party) error(404, 'not-found');
	return { plan, party };
}

/** Current answer, after a conflict. */
export interface RolloutConflict {
	version: number | null;
	/** Null without an answer. */
	theirs: Awaited<ReturnType<typeof rolloutAnswer>>;
	/** True if the rejected form carries an answer; false for "no change". */
	answered: boolean;
}

export type RolloutFailure = ActionFailure<RejectedForm & { conflict?: RolloutConflict }>;

type Targeted = { measure: string; version: number | null };

/** Parses a form, runs a command, and redirects or returns the rejected form. */
export async function saveRolloutAction<T extends z.ZodType<Targeted>>(
	event: PartnerEvent,
	shape: T,
	command: (context: Context, target: RolloutTarget, input: z.output<T>) => Promise<Result<unknown>>
): Promise<RolloutFailure> {
	const { plan, party } = await requirePartner(event);
	requirePermission(event, 'rollout.report', { planId: plan.id, partnerId: party.id });
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const { measure, version } = form.input;
	const target = { planId: plan.id, measure, partner: party.number, version };
	const outcome = await command(event.locals, target, form.input);
	if (outcome.ok) redirect(303, link(`/partners/${party.number}?saved=${measure}#measure-${measure}`));
	if (outcome.refused.code === 'invalid') return rejectForm(400, form.values, outcome.refused.faults);
	if (outcome.refused.code !== 'stale') throwRefusal(event, outcome.refused);
	const found = await measureByCode(event.locals.db.read, plan.id, measure);
	const theirs = found && (await rolloutAnswer(event.locals.db.read, found.id, party.id));
	const answered = 'state' in form.values;
	const conflict = { version: theirs?.version ?? null, theirs, answered };
	return fail(409, { values: form.values, faults: [], conflict });
}

/** Confirms all shown answers, or none and returns those changed in between. */
export async function saveAllUnchangedAction(event: PartnerEvent): Promise<ActionFailure<RejectedForm>> {
	const { plan, party } = await requirePartner(event);
	requirePermission(event, 'rollout.report', { planId: plan.id, partnerId: party.id });
	const form = await parseForm(event.request, confirmRolloutsForm);
	if (!form.ok) return form.failure;
	const within = { planId: plan.id, partner: party.number };
	const outcome = await confirmRollouts(event.locals, within, form.input.answer);
	if (outcome.ok)
		redirect(303, link(`/partners/${party.number}?confirmed=${outcome.value.confirmed}#rollout`));
	const { refused } = outcome;
	if (refused.code !== 'invalid') throwRefusal(event, refused);
	const status = refused.faults.some(({ code }) => code === 'stale') ? 409 : 400;
	return rejectForm(status, form.values, refused.faults);
}
