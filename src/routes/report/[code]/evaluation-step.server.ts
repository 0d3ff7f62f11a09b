import { error } from '@sveltejs/kit';
import type { z } from 'zod';
import { nextOpenStep, reportingSteps } from '$lib/domain/evaluation/reporting-steps';
import { moveFaults, type Refusal, type Result, type ValidationError } from '$lib/domain/result';
import { roundKey } from '$lib/domain/round/round';
import type { PostedForm } from '$lib/forms/evaluation';
import { link } from '$lib/i18n/link';
import type { EvaluationTarget, SavedEvaluation } from '$lib/server/evaluations/commands';
import { handleForm } from '$lib/server/http/form-action';
import { planOf } from '$lib/server/http/plan';
import { reportingEntries, roundByKey } from '$lib/server/rounds/queries';
import {
	refuseExpiredLink,
	requireReportedMeasure,
	type EvaluationKind,
	type ReportEvent
} from '../reporting.server';
import { evaluationConflict } from './evaluation-conflict.server';

interface Step<Shape extends z.ZodType> {
	shape: Shape;
	run: (
		target: EvaluationTarget,
		input: z.output<Shape>,
		posted: PostedForm
	) => Promise<Result<SavedEvaluation>>;
}

/** Returns what the form actions of an evaluation have in common. */
export function evaluationAction<Shape extends z.ZodType<{ version: number | null }>>(
	event: ReportEvent,
	kind: EvaluationKind,
	{ shape, run }: Step<Shape>
) {
	refuseExpiredLink(event);
	return {
		shape,
		guard: () => requireReportedMeasure(event, kind),
		run: async (input: z.output<Shape>, values: PostedForm) => {
			const target = { ...(await evaluationPlace(event, kind, values)), version: input.version };
			return moveFaults(await run(target, input, values), fieldOfFault);
		},
		conflictCodes: ['wrong-state'] as const,
		conflict: async (values: PostedForm, refused: Refusal | null) =>
			evaluationConflict(event, await evaluationPlace(event, kind, values), refused)
	};
}

/** Runs a step, and continues with the next open evaluation or the same one. */
export function handleEvaluation<Shape extends z.ZodType<{ version: number | null }>>(
	event: ReportEvent,
	kind: EvaluationKind,
	{ onwards, ...step }: Step<Shape> & { onwards: boolean }
) {
	return handleForm(event, {
		...evaluationAction(event, kind, step),
		done: async (_saved, { values }) => {
			const target = await evaluationPlace(event, kind, values);
			const here = `/report/${target.measure}`;
			if (target.round === null) return link(`${here}/extraordinary?${onwards ? 'sent' : 'saved'}`);
			if (!onwards) return link(`${here}?saved`);
			const next = await nextEvaluation(event, target);
			return link(`/report${next ? `/${next.code}` : ''}?sent=${target.measure}`);
		}
	});
}

/** Returns the field of an error: a need without text is missing at the text. */
function fieldOfFault({ field, code }: ValidationError): string {
	return code === 'needs-text-required' ? 'needsText' : field;
}

/** Returns the evaluation a form was written for: its round, even if another is open now. */
async function evaluationPlace(
	event: ReportEvent,
	kind: EvaluationKind,
	{ round: posted }: PostedForm
): Promise<Omit<EvaluationTarget, 'version'>> {
	const plan = planOf(event);
	if (!plan) error(404, { message: 'not-found' });
	const at = { planId: plan.id, measure: event.params.code };
	if (kind === 'extraordinary') return { ...at, round: null };
	if (typeof posted === 'string') return { ...at, round: posted };
	const { round } = await requireReportedMeasure(event, kind);
	return { ...at, round: round && roundKey(round) };
}

async function nextEvaluation(
	{ locals }: ReportEvent,
	{ planId, round: key, measure }: Omit<EvaluationTarget, 'version'>
) {
	const round = key === null ? null : await roundByKey(locals.db.read, planId, key);
	if (!round) return null;
	const entries = await reportingEntries(locals.db.read, planId, round.id);
	return nextOpenStep(reportingSteps(entries, locals.actor, { planId, round: roundKey(round) }), measure);
}
