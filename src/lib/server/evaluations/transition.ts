import { and, eq } from 'drizzle-orm';
import {
	after,
	questions,
	type Answers,
	type EvaluationState,
	type EvaluationStep,
	type Question
} from '$lib/domain/evaluation';
import { isReportable } from '$lib/domain/measure';
import { done, refused, type Outcome, type Refusal } from '$lib/domain/outcome';
import type { Action, Actor } from '$lib/domain/permission';
import { outsideRounds, roundKey, takesReports, type RoundKey } from '$lib/domain/round';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { coreValue, evaluation, valueScore } from '../database/schema';
import { measureByCode, type Measure } from '../measures/queries';
import { permissionIn } from '../plans/queries';
import { roundByKey, runningRound, type Round } from '../rounds/queries';
import { evaluationById, evaluationIn, openExtraordinary, type Evaluation } from './queries';
import { continuesEditSession } from './edit-session';

/*
 * What every command on a report does alike, be it its giver's (commands.ts) or its reader's (reading.ts):
 * facts, authority, state and version before, the row and its history after.
 */

/** Names the evaluation of a measure in a round or outside rounds, and the version the giver saw. */
export interface EvaluationTarget {
	planId: number;
	/** A round's key, or `outsideRounds` for the measure's extraordinary report that is not approved yet. */
	round: RoundKey;
	/** The measure's code. */
	measure: string;
	/** The version the change is made from; null where nothing was saved yet. */
	version: number | null;
}

export interface SavedEvaluation {
	version: number;
	state: EvaluationState;
}

/** What a step is done to: read in its own turn, so that nothing moves under it. */
export interface Transition {
	tx: Transaction;
	planId: number;
	/** Null outside rounds. */
	round: Round | null;
	measure: Measure;
	given: Evaluation | null;
	step: EvaluationStep;
	/** The state the step leads to. */
	to: EvaluationState;
	/** The browser saves while its writer writes on. */
	unasked?: boolean;
}

/** One step of an evaluation, from door to disk: facts, authority, state, version, then `apply`. */
export async function runTransition(
	{ db, actor }: Context,
	target: EvaluationTarget,
	step: EvaluationStep,
	action: Action,
	apply: (subject: Transition) => Promise<Outcome<SavedEvaluation>>
): Promise<Outcome<SavedEvaluation>> {
	return db.write(async (tx) => {
		const subject = await loadTransition(tx, actor, target, step, action);
		return subject.ok ? apply(subject.value) : subject;
	});
}

/** What a step would be done to, or why it cannot be done. Writes nothing. */
export async function loadTransition(
	tx: Transaction,
	actor: Actor,
	target: EvaluationTarget,
	step: EvaluationStep,
	action: Action
): Promise<Outcome<Transition>> {
	const round = await roundByKey(tx, target.planId, target.round);
	const measure = await measureByCode(tx, target.planId, target.measure);
	if ((!round && target.round !== outsideRounds) || !measure) return refused({ code: 'not-found' });
	const denied = await evaluationDenial(tx, actor, action, target, measure);
	if (denied) return refused(denied);
	const shut = round
		? !takesReports(round.state) && round.state
		: await blockedByRunningRound(tx, target.planId, step);
	if (shut) return refused({ code: 'wrong-state', state: shut });
	const given = round
		? await evaluationIn(tx, round.id, measure.id)
		: await openExtraordinary(tx, measure.id);
	if (!given && !isReportable(measure.lifecycle))
		return refused({ code: 'wrong-state', state: measure.lifecycle });
	const state = given?.state ?? 'draft';
	const stale = (given?.version ?? null) !== target.version;
	const to = after(step, state);
	// Someone else's change explains a wrong state better than the state itself.
	if (stale && (given || !round)) return refused({ code: 'stale', current: given });
	if (!to || (!given && step !== 'save' && step !== 'submit')) return refused({ code: 'wrong-state', state });
	return done({ tx, planId: target.planId, round, measure, given, step, to });
}

/** While a round runs, what is to be told is told there; what was told before can still be read. */
async function blockedByRunningRound(
	tx: Transaction,
	planId: number,
	step: EvaluationStep
): Promise<'round-runs' | false> {
	if (step !== 'save' && step !== 'submit') return false;
	return (await runningRound(tx, planId)) ? 'round-runs' : false;
}

/** What is asked: outside rounds whatever there is to ask. */
export function questionsAsked({ round }: Transition): readonly Question[] {
	return round?.questions ?? questions;
}

async function evaluationDenial(
	tx: Transaction,
	actor: Actor,
	action: Action,
	{ planId, round }: EvaluationTarget,
	measure: Measure
): Promise<Refusal | null> {
	const answer = await permissionIn(tx, planId, actor, action, {
		planId,
		round,
		measureId: measure.id,
		responsibleBodyId: measure.bodyId
	});
	return answer.allowed ? null : { code: 'not-permitted', permission: answer };
}

type EvaluationColumns = Partial<
	Pick<typeof evaluation.$inferInsert, 'submittedAt' | 'approvedAt' | 'unchanged' | 'readings'>
>;

/** Writes answers and state; makes the row where it is the first save. */
export async function saveAnswers(
	context: Context,
	subject: Transition,
	answers: Answers,
	extra: EvaluationColumns
): Promise<Outcome<SavedEvaluation>> {
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
	return done({ version: made!.version, state: subject.to });
}

type EvaluationUpdate = Partial<typeof evaluation.$inferInsert>;

export async function updateEvaluation(
	context: Context,
	subject: Transition,
	values: EvaluationUpdate,
	{ scores, reason }: { scores?: Answers['scores']; reason?: string | undefined } = {}
): Promise<Outcome<SavedEvaluation>> {
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
	return done({ version, state: subject.to });
}

async function writeScores(
	subject: Transition,
	evaluationId: number,
	scores: Answers['scores']
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

/** Writes down what the step changed: for a first save everything, else the fields that differ. */
async function recordEvaluationEvent(
	{ actor, now }: Context,
	{ tx, planId, round, measure, step, given, unasked = false }: Transition,
	evaluationId: number,
	reason?: string
): Promise<void> {
	const nounId = `${round ? roundKey(round) : outsideRounds}/${measure.id}`;
	if (unasked && given && (await continuesEditSession(tx, actor, now, { planId, nounId }))) return;
	// Read again rather than put together: history tells what is stored, not what was sent.
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
