import {
	nextEvaluationState,
	questions,
	type EvaluationState,
	type EvaluationTransition,
	type Question
} from '$lib/domain/evaluation/evaluation';
import { isReportable } from '$lib/domain/measure/measure';
import { ok, refuse, type Result } from '$lib/domain/result';
import type { PermissionAction, Actor } from '$lib/domain/permission';
import { extraordinaryRoundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { denial } from '../authorization';
import type { Transaction } from '../database/database';
import { measureByCode, type Measure } from '../measures/queries';
import { roundByKey, runningRound, type Round } from '../rounds/queries';
import { evaluationAt, type Evaluation } from './queries';

/** An evaluation, and the version the change is made from. */
export interface EvaluationTarget {
	planId: number;
	/** A round's key; null for the measure's open extraordinary evaluation. */
	round: RoundKey | null;
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

/** A permitted transition with its facts, all read in the same transaction. */
export interface Transition {
	tx: Transaction;
	planId: number;
	/** Null for an extraordinary evaluation. */
	round: Round | null;
	measure: Measure;
	/** The stored evaluation; null before the first save. */
	existing: Evaluation | null;
	step: EvaluationTransition;
	/** The state after the transition. */
	to: EvaluationState;
}

/** Returns the transition's facts, or the refusal. Writes nothing. */
export async function loadTransition(
	tx: Transaction,
	actor: Actor,
	{ step, action, ...target }: TransitionRequest
): Promise<Result<Transition>> {
	const { planId } = target;
	const round = target.round === null ? null : await roundByKey(tx, planId, target.round);
	const measure = await measureByCode(tx, planId, target.measure);
	if ((!round && target.round !== null) || !measure) return refuse({ code: 'not-found' });
	const responsible = { measureId: measure.id, responsibleBodyId: measure.bodyId };
	const within = { planId, round: target.round ?? extraordinaryRoundKey };
	const denied = await denial(tx, actor, { ...within, ...responsible, action });
	if (denied) return denied;
	const shut = round
		? !acceptsReports(round.state) && round.state
		: await blockedByRunningRound(tx, planId, step);
	if (shut) return refuse({ code: 'wrong-state', state: shut });
	const existing = await evaluationAt(tx, round, measure.id);
	if (!existing && !isReportable(measure.lifecycle))
		return refuse({ code: 'wrong-state', state: measure.lifecycle });
	const state = existing?.state ?? 'draft';
	const stale = (existing?.version ?? null) !== target.version;
	const to = nextEvaluationState(step, state);
	// Someone else's change explains a wrong state better than the state itself.
	if (stale && (existing || !round)) return refuse({ code: 'stale', current: existing });
	if (!to || (!existing && step !== 'save' && step !== 'submit'))
		return refuse({ code: 'wrong-state', state });
	return ok({ tx, planId, round, measure, existing, step, to });
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
