import { and, eq } from 'drizzle-orm';
import {
	nextEvaluationState,
	questions,
	type EvaluationAnswers,
	type EvaluationState,
	type EvaluationTransition,
	type Question
} from '$lib/domain/evaluation/evaluation';
import { isReportable } from '$lib/domain/measure/measure';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { PermissionAction, Actor } from '$lib/domain/permission';
import { extraordinaryRoundKey, roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { denial } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { coreValue, evaluation, valueScore } from '../database/schema';
import { measureByCode, type Measure } from '../measures/queries';
import { roundByKey, runningRound, type Round } from '../rounds/queries';
import { evaluationById, evaluationIn, openExtraordinary, type Evaluation } from './queries';
import { continuesEditSession } from './edit-session';

/*
 * Shared by all evaluation commands (commands.ts, approval.ts): load, check permission, state and version;
 * then write the row and its event.
 */

/** An evaluation, and the version the change is made from. */
export interface EvaluationTarget {
	planId: number;
	/** A round's key, or `extraordinaryRoundKey` for the measure's open extraordinary evaluation. */
	round: RoundKey;
	/** The measure's code. */
	measure: string;
	/** Null before the first save. */
	version: number | null;
}

/** A transition of an evaluation, and the permission it needs. */
export interface TransitionRequest extends EvaluationTarget {
	step: EvaluationTransition;
	action: PermissionAction;
}

export interface SavedEvaluation {
	version: number;
	state: EvaluationState;
}

/** A permitted transition with its facts, all read in the same transaction. */
export interface Transition {
	tx: Transaction;
	planId: number;
	/** Null for an extraordinary evaluation. */
	round: Round | null;
	measure: Measure;
	given: Evaluation | null;
	step: EvaluationTransition;
	/** The state after the transition. */
	to: EvaluationState;
	/** True for an autosave by the browser. */
	unasked?: boolean;
}

/** Loads and checks a transition, then calls `apply`, in one transaction. */
export async function runTransition(
	{ db, actor }: Context,
	request: TransitionRequest,
	apply: (subject: Transition) => Promise<Result<SavedEvaluation>>
): Promise<Result<SavedEvaluation>> {
	return db.write(async (tx) => {
		const subject = await loadTransition(tx, actor, request);
		return subject.ok ? apply(subject.value) : subject;
	});
}

/** Returns the transition's facts, or the refusal. Writes nothing. */
export async function loadTransition(
	tx: Transaction,
	actor: Actor,
	{ step, action, ...target }: TransitionRequest
): Promise<Result<Transition>> {
	const round = await roundByKey(tx, target.planId, target.round);
	const measure = await measureByCode(tx, target.planId, target.measure);
	if ((!round && target.round !== extraordinaryRoundKey) || !measure) return refuse({ code: 'not-found' });
	const { planId } = target;
	const responsible = { measureId: measure.id, responsibleBodyId: measure.bodyId };
	const denied = await denial(tx, actor, { planId, round: target.round, ...responsible, action });
	if (denied) return denied;
	const shut = round
		? !acceptsReports(round.state) && round.state
		: await blockedByRunningRound(tx, target.planId, step);
	if (shut) return refuse({ code: 'wrong-state', state: shut });
	const given = round
		? await evaluationIn(tx, round.id, measure.id)
		: await openExtraordinary(tx, measure.id);
	if (!given && !isReportable(measure.lifecycle))
		return refuse({ code: 'wrong-state', state: measure.lifecycle });
	const state = given?.state ?? 'draft';
	const stale = (given?.version ?? null) !== target.version;
	const to = nextEvaluationState(step, state);
	// Someone else's change explains a wrong state better than the state itself.
	if (stale && (given || !round)) return refuse({ code: 'stale', current: given });
	if (!to || (!given && step !== 'save' && step !== 'submit')) return refuse({ code: 'wrong-state', state });
	return ok({ tx, planId: target.planId, round, measure, given, step, to });
}

/** Blocks new extraordinary evaluations while a round runs; earlier ones can still be decided. */
async function blockedByRunningRound(
	tx: Transaction,
	planId: number,
	step: EvaluationTransition
): Promise<'round-runs' | false> {
	if (step !== 'save' && step !== 'submit') return false;
	return (await runningRound(tx, planId)) ? 'round-runs' : false;
}

/** Returns the round's questions, or all questions for an extraordinary evaluation. */
export function questionsAsked({ round }: Transition): readonly Question[] {
	return round?.questions ?? questions;
}

type EvaluationColumns = Partial<
	Pick<typeof evaluation.$inferInsert, 'submittedAt' | 'approvedAt' | 'unchanged' | 'readings'>
>;

/** Writes answers and state; inserts the row on the first save. */
export async function saveAnswers(
	context: Context,
	subject: Transition,
	answers: EvaluationAnswers,
	extra: EvaluationColumns
): Promise<Result<SavedEvaluation>> {
	const { scores, ...own } = answers;
	const { tx, given, round, measure } = subject;
	const values = { ...own, unchanged: false, ...extra };
	if (given) return updateEvaluation(context, subject, values, { scores });
	const [made] = await tx
		.insert(evaluation)
		.values({
			...values,
			roundId: round?.id ?? null,
			measureId: measure.id,
			state: subject.to,
			reportedBy: context.actor.name,
			reporterId: context.actor.personId,
			savedAt: context.now.toISOString()
		})
		.returning({ id: evaluation.id, version: evaluation.version });
	await writeScores(subject, made!.id, scores);
	await recordEvaluationEvent(context, subject, made!.id);
	return ok({ version: made!.version, state: subject.to });
}

type EvaluationUpdate = Partial<typeof evaluation.$inferInsert>;

export async function updateEvaluation(
	context: Context,
	subject: Transition,
	values: EvaluationUpdate,
	{ scores, reason }: { scores?: EvaluationAnswers['scores']; reason?: string | undefined } = {}
): Promise<Result<SavedEvaluation>> {
	const { tx, given, step } = subject;
	const version = given!.version + 1;
	const reports = step === 'save' || step === 'submit';
	await tx
		.update(evaluation)
		.set({
			...values,
			...(reports && {
				reportedBy: context.actor.name,
				reporterId: context.actor.personId,
				savedAt: context.now.toISOString()
			}),
			state: subject.to,
			version
		})
		.where(and(eq(evaluation.id, given!.id), eq(evaluation.version, given!.version)));
	if (scores) await writeScores(subject, given!.id, scores);
	await recordEvaluationEvent(context, subject, given!.id, reason);
	return ok({ version, state: subject.to });
}

async function writeScores(
	subject: Transition,
	evaluationId: number,
	scores: EvaluationAnswers['scores']
): Promise<void> {
	const { tx, planId } = subject;
	await tx.delete(valueScore).where(eq(valueScore.evaluationId, evaluationId));
	const given = scores.filter((one) => one.score !== null || one.comment.trim());
	if (given.length === 0) return;
	const values = await tx
		.select({ id: coreValue.id, code: coreValue.code })
		.from(coreValue)
		.where(eq(coreValue.planId, planId));
	const idOf = new Map(values.map((one) => [one.code, one.id]));
	const rows = given.flatMap(({ value, score, comment }) => {
		const valueId = idOf.get(value);
		return valueId === undefined ? [] : [{ evaluationId, valueId, score, comment }];
	});
	if (rows.length > 0) await tx.insert(valueScore).values(rows);
}

/** Records the changed fields; for a first save, all of them. */
async function recordEvaluationEvent(
	{ actor, now }: Context,
	{ tx, planId, round, measure, step, given, unasked = false }: Transition,
	evaluationId: number,
	reason?: string
): Promise<void> {
	const nounId = `${round ? roundKey(round) : extraordinaryRoundKey}/${measure.id}`;
	if (unasked && given && (await continuesEditSession(tx, { actor, now }, { planId, nounId }))) return;
	// Read again, because history must show what is stored, not what was sent.
	const stands = evaluationForLog((await evaluationById(tx, evaluationId))!);
	await appendEvent(tx, actor, now, {
		planId,
		verb: `${step}-evaluation`,
		noun: 'evaluation',
		nounId,
		...(given ? changedFields(evaluationForLog(given), stands) : { after: stands }),
		reason
	});
}

function evaluationForLog({
	state,
	answers,
	unchanged,
	submittedAt,
	approvedAt
}: Evaluation): Record<string, unknown> {
	return { state, ...answers, unchanged, submittedAt, approvedAt };
}
