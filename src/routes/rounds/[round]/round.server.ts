import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import type { z } from 'zod';
import type { WrittenForm } from '$lib/domain/localized';
import type { Result, Refusal } from '$lib/domain/result';
import type { LatestEvent } from '$lib/i18n/round-labels';
import { roundKey, type RoundKey } from '$lib/domain/round/round';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { Context } from '$lib/server/context';
import { likelyWrittenForm } from '$lib/server/evaluations/queries';
import { parseForm, rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import type { Plan } from '$lib/server/plans/queries';
import { roundHistory, roundByKey, type Round } from '$lib/server/rounds/queries';

export type RoundEvent = RequestEvent<{ round: string }>;

export interface RequiredRound {
	plan: Plan;
	round: Round;
	key: RoundKey;
}

/** Requires the round of the address and permission to read rounds; 404 without one. */
export async function requireRound(event: RoundEvent): Promise<RequiredRound> {
	requirePermission(event, 'round.read');
	const { db } = event.locals;
	const plan = planOf(event);
	const round = plan && (await roundByKey(db.read, plan.id, event.params.round));
	if (!round) error(404, 'not-found');
	return { plan, round, key: roundKey(round) };
}

/** Failure of a round step. */
export interface RoundFailure extends RejectedForm {
	/** Latest event by someone else, after a conflict. */
	happened?: LatestEvent | null;
}

interface Step<Shape extends z.ZodType> {
	/** Name of the step in the address it redirects to. */
	name: string;
	shape: Shape;
	run: (context: Context, at: RequiredRound, input: z.output<Shape>) => Promise<Result<unknown>>;
}

/** Parses the form, runs one step on the round, and shows the round with a message. */
export async function handleRoundStep<Shape extends z.ZodType>(
	event: RoundEvent,
	{ name, shape, run }: Step<Shape>
): Promise<ActionFailure<RoundFailure>> {
	const at = await requireRound(event);
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const outcome = await run(event.locals, at, form.input);
	if (outcome.ok) redirect(303, link(`/rounds/${at.key}?done=${name}`));
	return failRound(event, at, { refused: outcome.refused, values: form.values });
}

/** Fails with 400 for missing values, or with 409 and the latest event after a conflict. */
export async function failRound(
	event: RoundEvent,
	{ plan, key }: RequiredRound,
	{ refused, values }: { refused: Refusal; values: PostedForm }
): Promise<ActionFailure<RoundFailure>> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults);
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const [happened] = await roundHistory(event.locals.db.read, plan.id, key);
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], happened: happened ?? null });
}

/** Returns the assumed written form of a comment: the page's, or the reader's own when reading English. */
export async function commentForm({ locale, actor, db }: App.Locals): Promise<WrittenForm> {
	if (locale !== 'en') return locale;
	return actor.personId === null ? 'nb' : likelyWrittenForm(db.read, actor.personId);
}
