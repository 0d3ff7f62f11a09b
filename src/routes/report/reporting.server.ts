import { error, fail, redirect, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { reportingBodyId } from '$lib/domain/evaluation/reporting-steps';
import type { Instant } from '$lib/domain/calendar/calendar-date';
import type { EvaluationAnswers, EvaluationState } from '$lib/domain/evaluation/evaluation';
import type { ReportedReading } from '$lib/domain/indicator';
import type { ValidationError, Refusal } from '$lib/domain/result';
import {
	extraordinaryRoundKey,
	roundKey,
	acceptsReports,
	type RoundDeadlines,
	type RoundKey,
	type RoundPeriod
} from '$lib/domain/round/round';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { EvaluationTarget } from '$lib/server/evaluations/commands';
import { evaluationIn, openExtraordinary } from '$lib/server/evaluations/queries';
import { rejectForm, type RejectedForm } from '$lib/server/http/forms';
import { throwRefusal, requirePermission } from '$lib/server/http/guard';
import { planOf } from '$lib/server/http/plan';
import { measureByCode, type Measure } from '$lib/server/measures/queries';
import { roundsOf, runningRound, type Round } from '$lib/server/rounds/queries';

export type ReportEvent = RequestEvent<{ code: string }>;

/** Returns the name and dates of a round. */
export function roundDeadlines(round: Round): RoundPeriod & RoundDeadlines {
	const { year, kind, opensOn, reportBy, readBy, meetingOn } = round;
	return { year, kind, opensOn, reportBy, readBy, meetingOn };
}

export interface ReportedMeasure {
	planId: number;
	measure: Measure;
	/** Open round, else the latest one; null for an extraordinary evaluation. */
	round: Round | null;
}

/** An evaluation of a round. */
export type ReportedInRound = ReportedMeasure & { round: Round };

/**
 * Requires that the actor reports for a body or came by a link; measures are checked one by one. An expired
 * link explains why (403).
 */
export function requireReporting(event: Pick<RequestEvent, 'locals' | 'url'>): void {
	const { actor, linkRefused } = event.locals;
	if (actor.link) return;
	if (linkRefused && actor.personId === null) error(403, { message: `link-${linkRefused}` });
	requirePermission(event, 'evaluation.report', { responsibleBodyId: reportingBodyId(actor) });
}

/** Requires the measure of the address and permission to report it. */
export async function requireReportedMeasure(event: ReportEvent): Promise<ReportedInRound> {
	const { db } = event.locals;
	requireReporting(event);
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	if (!measure) error(404, 'not-found');
	const rounds = await roundsOf(db.read, plan.id);
	const running = rounds.find(({ state }) => acceptsReports(state));
	const round = running ?? rounds.findLast(({ state }) => state === 'closed');
	requirePermission(event, 'evaluation.report', {
		planId: plan.id,
		...(round && { round: roundKey(round) }),
		measureId: measure.id,
		responsibleBodyId: measure.bodyId
	});
	if (!round) redirect(303, link('/report'));
	return { planId: plan.id, measure, round };
}

/** Requires a measure for an extraordinary evaluation. Reporting links belong to a round and open nothing here. */
export async function requireReportedOutsideRound(
	event: ReportEvent
): Promise<ReportedMeasure & { round: null; running: RoundKey | null }> {
	const { db } = event.locals;
	requireReporting(event);
	const plan = planOf(event);
	const measure = plan && (await measureByCode(db.read, plan.id, event.params.code));
	if (!measure) error(404, 'not-found');
	requirePermission(event, 'evaluation.report', {
		planId: plan.id,
		round: extraordinaryRoundKey,
		measureId: measure.id,
		responsibleBodyId: measure.bodyId
	});
	const running = await runningRound(db.read, plan.id);
	return { planId: plan.id, measure, round: null, running: running && roundKey(running) };
}

/** Returns the target of a step: the round the form was written for, even if another is open now. */
export function evaluationTarget(
	{ planId, round, measure }: ReportedMeasure,
	posted: PostedForm,
	version: number | null
): EvaluationTarget {
	const asked = round ? roundKey(round) : extraordinaryRoundKey;
	const writtenFor = round && typeof posted.round === 'string' ? posted.round : asked;
	return { planId, round: writtenFor, measure: measure.code, version };
}

/** Current evaluation, after a conflict. */
export interface EvaluationConflictData {
	version: number | null;
	/** Null if the round has closed and nothing can be saved. */
	state: EvaluationState | null;
	answers: EvaluationAnswers | null;
	readings: ReportedReading[];
	by: string | null;
	at: Instant | null;
}

/** Failure of a submitted evaluation: posted values, errors, and the current evaluation after a conflict. */
export type EvaluationFailure = ActionFailure<RejectedForm & { conflict?: EvaluationConflictData }>;

/**
 * Converts a refusal to a response: 400 for missing answers, 409 with the current evaluation after a conflict.
 * The posted values are returned.
 */
export async function failEvaluation(
	event: ReportEvent,
	reported: ReportedMeasure,
	{ refused, values }: { refused: Refusal; values: PostedForm }
): Promise<EvaluationFailure> {
	if (refused.code === 'invalid') return rejectForm(400, values, refused.faults.map(atItsField));
	if (refused.code !== 'stale' && refused.code !== 'wrong-state') throwRefusal(event, refused);
	const closed =
		refused.code === 'wrong-state' && ['closed', 'planned', 'round-runs'].includes(refused.state);
	const { round, measure } = reported;
	const { read } = event.locals.db;
	const given = closed
		? null
		: round
			? await evaluationIn(read, round.id, measure.id)
			: await openExtraordinary(read, measure.id);
	const conflict: EvaluationConflictData = {
		version: given?.version ?? null,
		state: given?.state ?? null,
		answers: given?.answers ?? null,
		readings: given?.readings ?? [],
		by: given?.reportedBy ?? null,
		at: given?.savedAt ?? null
	};
	return fail(409, { values, faults: [{ field: '', code: 'stale' }], conflict });
}

/** Moves the error of a need without text to the text field. */
function atItsField({ field, code }: ValidationError): ValidationError {
	return { field: code === 'needs-text-required' ? 'needsText' : field, code };
}
