import { error, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { WrittenForm } from '$lib/domain/localized';
import type { PermissionAction } from '$lib/domain/permission';
import { roundKey, type RoundKey } from '$lib/domain/round/round';
import { toConflict, type Conflict } from '$lib/forms/form-state';
import { likelyWrittenForm } from '$lib/server/evaluations/queries';
import { handleForm, type FormCommand } from '$lib/server/http/form-action';
import { requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';
import { roundHistory, roundByKey, type Round } from '$lib/server/rounds/queries';

export type RoundEvent = RequestEvent<{ round: string }>;

export interface RequiredRound {
	plan: Plan;
	round: Round;
	key: RoundKey;
	/** Target of a command, without the version it is based on. */
	target: { planId: number; round: RoundKey };
}

/** Requires the round of the address and permission to read rounds; 404 without one. */
export async function requireRound(event: RoundEvent): Promise<RequiredRound> {
	requirePermission(event, 'round.read');
	const { db } = event.locals;
	const plan = planOf(event);
	const round = plan && (await roundByKey(db.read, plan.id, event.params.round));
	if (!round) error(404, 'not-found');
	const key = roundKey(round);
	return { plan, round, key, target: { planId: plan.id, round: key } };
}

/** Returns the round's current version and latest event, with what the form compares. */
export async function roundConflict<Theirs>(
	event: RoundEvent,
	theirs: (round: Round) => Theirs
): Promise<Conflict<Theirs>> {
	const { plan, round, key } = await requireRound(event);
	const [happened] = await roundHistory(event.locals.db.read, plan.id, key);
	return toConflict(theirs(round), round.version, happened);
}

/** Runs a step of a round. A round that is in another state counts as a conflict. */
export function handleRoundStep<Shape extends z.ZodType, Value>(
	event: RoundEvent,
	step: FormCommand<Shape, Value> & { guard: PermissionAction; done: string | ((value: Value) => string) }
) {
	return handleForm(event, {
		...step,
		conflictCodes: ['wrong-state'],
		conflict: () => roundConflict(event, () => null)
	});
}

/** Returns the assumed written form of a comment: the page's, or the reader's own when reading English. */
export async function commentForm({ locale, actor, db }: App.Locals): Promise<WrittenForm> {
	if (locale !== 'en') return locale;
	return actor.personId === null ? 'nb' : likelyWrittenForm(db.read, actor.personId);
}
