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

/** The round an address names, for who may read rounds; 404 where there is none. */
export async function requireRound(event: RoundEvent): Promise<RequiredRound> {
	requirePermission(event, 'round.read');
	const { db } = event.locals;
	const plan = planOf(event);
	const round = plan && (await roundByKey(db.read, plan.id, event.params.round));
	if (!round) error(404, 'not-found');
	return { plan, round, key: roundKey(round) };
}

/** What a page gets back of a step that was not taken. */
export interface RoundFailure extends RejectedForm {
	/** The latest that somebody else did to the round, where that is why. */
	happened?: LatestEvent | null;
}

type Step<Input> = (context: Context, at: RequiredRound, input: Input) => Promise<Result<unknown>>;

/** Parses, does one step with the round, and shows where it stands with a word of what was done. */
export async function handleRoundStep<Shape extends z.ZodType>(
	event: RoundEvent,
	name: string,
	shape: Shape,
	step: Step<z.output<Shape>>
): Promise<ActionFailure<RoundFailure>> {
	const at = await requireRound(event);
	const form = await parseForm(event.request, shape);
	if (!form.ok) return form.failure;
	const outcome = await step(event.locals, at, form.input);
	if (outcome.ok) redirect(303, link(`/rounds/${at.key}?done=${name}`));
	return failRound(event, at, outcome.refused, form.values);
}

/** 400 for what is missing; 409 where somebody came in between, with the latest they did to the round. */
export async function failRound(
	event: RoundEvent,
	{ plan, key }: RequiredRound,
	refused: Refusal,
	values: PostedForm
): Promise<ActionFailure<RoundFailure>> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults);
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const [happened] = await roundHistory(event.locals.db.read, plan.id, key);
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], happened: happened ?? null });
}

/** Who reads in a written form is taken to write in it too; a reader of English, in their own. */
export async function commentForm({ locale, actor, db }: App.Locals): Promise<WrittenForm> {
	if (locale !== 'en') return locale;
	return actor.personId === null ? 'nb' : likelyWrittenForm(db.read, actor.personId);
}
