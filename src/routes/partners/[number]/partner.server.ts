import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { Result } from '$lib/domain/result';
import { representedPartners } from '$lib/domain/permission';
import { toConflict } from '$lib/forms/form-state';
import { confirmRolloutsForm } from '$lib/forms/rollout';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import { handleForm } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
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

type Targeted = { measure: string; version: number | null };

/** Answers about one measure: parses the form, runs the command, and redirects or returns the rejected form. */
export async function saveRolloutAction<Shape extends z.ZodType<Targeted>>(
	event: PartnerEvent,
	shape: Shape,
	command: (context: Context, target: RolloutTarget, input: z.output<Shape>) => Promise<Result<unknown>>
) {
	const { plan, party } = await requireRolloutReporter(event);
	return handleForm(event, {
		guard: () => requireRolloutReporter(event),
		shape,
		run: (input) => {
			const { measure, version } = input;
			return command(event.locals, { planId: plan.id, measure, partner: party.number, version }, input);
		},
		done: (_, { input }) => link(`/partners/${party.number}?saved=${input.measure}#measure-${input.measure}`),
		conflict: async ({ measure }) => {
			const { read } = event.locals.db;
			const found = await measureByCode(read, plan.id, String(measure));
			const theirs = found && (await rolloutAnswer(read, found.id, party.id));
			const change = theirs && { by: theirs.reportedBy, at: theirs.reportedAt };
			return toConflict(theirs, theirs?.version ?? null, change);
		}
	});
}

/** Confirms all shown answers, or none and returns those changed in between. */
export async function saveAllUnchangedAction(event: PartnerEvent) {
	const { plan, party } = await requireRolloutReporter(event);
	return handleForm(event, {
		guard: () => requireRolloutReporter(event),
		shape: confirmRolloutsForm,
		run: ({ answer }) => confirmRollouts(event.locals, { planId: plan.id, partner: party.number }, answer),
		done: ({ confirmed }) => link(`/partners/${party.number}?confirmed=${confirmed}#rollout`)
	});
}

async function requireRolloutReporter(event: PartnerEvent) {
	const { plan, party } = await requirePartner(event);
	requirePermission(event, 'rollout.report', { planId: plan.id, partnerId: party.id });
	return { plan, party };
}
