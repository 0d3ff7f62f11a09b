import { and, eq } from 'drizzle-orm';
import type { EvaluationAnswers, EvaluationState } from '$lib/domain/evaluation/evaluation';
import { toRemarks, type RemarkInput } from '$lib/domain/evaluation/remark';
import { ok, type Result } from '$lib/domain/result';
import { extraordinaryRoundKey, roundKey } from '$lib/domain/round/round';
import type { Context } from '../context';
import { changedFields, appendEvent } from '../database/event-log';
import { writeReadings, type CheckedReadings } from '../database/readings';
import { coreValue, evaluation, remark, valueScore } from '../database/schema';
import { continuesEditSession } from './edit-session';
import { loadTransition, type Transition, type TransitionRequest } from './load-transition';
import { evaluationById, type Evaluation } from './queries';

/** The changes a command decides on. What is left out stays as it is. */
export interface EvaluationChange {
	answers?: EvaluationAnswers;
	columns?: Partial<
		Pick<typeof evaluation.$inferInsert, 'submittedAt' | 'approvedAt' | 'unchanged' | 'readings'>
	>;
	/** Indicator readings to record. */
	readings?: CheckedReadings['good'];
	/** The approver's remarks; the event's reason. */
	comment?: RemarkInput | undefined;
	/** True for an autosave by the browser. */
	autosaved?: boolean;
}

export interface SavedEvaluation {
	version: number;
	state: EvaluationState;
}

/** Loads and checks a transition, lets `decide` refuse or choose the change, and writes it, in one transaction. */
export async function runTransition(
	context: Context,
	request: TransitionRequest,
	decide: (subject: Transition) => Result<EvaluationChange> | Promise<Result<EvaluationChange>>
): Promise<Result<SavedEvaluation>> {
	return context.db.write(async (tx) => {
		const subject = await loadTransition(tx, context.actor, request);
		if (!subject.ok) return subject;
		const change = await decide(subject.value);
		return change.ok ? ok(await applyChange(context, subject.value, change.value)) : change;
	});
}

/** Writes the rows of a change, then records its events. */
export async function applyChange(
	context: Context,
	subject: Transition,
	change: EvaluationChange
): Promise<SavedEvaluation> {
	const { actor, now } = context;
	const { tx, planId, measure } = subject;
	const saved = await writeEvaluation(context, subject, change);
	if (change.answers) await writeScores(subject, saved.id, change.answers.scores);
	if (change.comment) await insertRemarks(context, subject, change.comment);
	const readings = change.readings ?? [];
	const events = await writeReadings(context, tx, { planId, measureId: measure.id, readings });
	for (const event of events) await appendEvent(tx, actor, now, event);
	await recordEvaluationEvent(context, subject, { ...change, id: saved.id });
	return { version: saved.version, state: subject.to };
}

/** Writes answers, columns and state; inserts the row on the first save. */
async function writeEvaluation(
	{ actor, now }: Context,
	{ tx, existing, round, measure, step, to }: Transition,
	{ answers, columns }: EvaluationChange
): Promise<{ id: number; version: number }> {
	const reporter = { reportedBy: actor.name, reporterId: actor.personId, savedAt: now.toISOString() };
	if (existing) {
		const version = existing.version + 1;
		const reported = step === 'save' || step === 'submit';
		await tx
			.update(evaluation)
			.set({
				...(answers && answerColumns(answers)),
				...columns,
				...(reported && reporter),
				...{ state: to, version }
			})
			.where(and(eq(evaluation.id, existing.id), eq(evaluation.version, existing.version)));
		return { id: existing.id, version };
	}
	const [made] = await tx
		.insert(evaluation)
		.values({
			// Only a change with answers can be the first one.
			...answerColumns(answers!),
			...columns,
			...reporter,
			...{ roundId: round?.id ?? null, measureId: measure.id, state: to }
		})
		.returning({ id: evaluation.id, version: evaluation.version });
	return made!;
}

function answerColumns({ scores: _scores, ...texts }: EvaluationAnswers) {
	return { ...texts, unchanged: false, imported: false };
}

async function writeScores(
	{ tx, planId }: Transition,
	evaluationId: number,
	scores: EvaluationAnswers['scores']
): Promise<void> {
	await tx.delete(valueScore).where(eq(valueScore.evaluationId, evaluationId));
	const filled = scores.filter((one) => one.score !== null || one.comment.trim());
	if (filled.length === 0) return;
	const values = await tx
		.select({ id: coreValue.id, code: coreValue.code })
		.from(coreValue)
		.where(eq(coreValue.planId, planId));
	const idOf = new Map(values.map((one) => [one.code, one.id]));
	const rows = filled.flatMap(({ value, score, comment }) => {
		const valueId = idOf.get(value);
		return valueId === undefined ? [] : [{ evaluationId, valueId, score, comment }];
	});
	if (rows.length > 0) await tx.insert(valueScore).values(rows);
}

async function insertRemarks(
	{ actor, now }: Context,
	{ tx, existing }: Transition,
	comment: RemarkInput
): Promise<void> {
	const remarks = toRemarks(comment);
	const by = { by: actor.name, byId: actor.personId, at: now.toISOString() };
	const from = { evaluationId: existing!.id, lang: comment.lang, ...by };
	if (remarks.length > 0) await tx.insert(remark).values(remarks.map((one) => ({ ...one, ...from })));
}

/** Records the changed fields; for a first save, all of them. */
async function recordEvaluationEvent(
	{ actor, now }: Context,
	{ tx, planId, round, measure, step, existing }: Transition,
	{ id, comment, autosaved }: EvaluationChange & { id: number }
): Promise<void> {
	const nounId = `${round ? roundKey(round) : extraordinaryRoundKey}/${measure.id}`;
	if (autosaved && existing && (await continuesEditSession(tx, { actor, now }, { planId, nounId }))) return;
	// Read again, because history must show what is stored, not what was sent.
	const stored = evaluationForLog((await evaluationById(tx, id))!);
	const remarks = comment ? toRemarks(comment).map(({ text }) => text) : [];
	await appendEvent(tx, actor, now, {
		planId,
		verb: `${step}-evaluation`,
		noun: 'evaluation',
		nounId,
		...(existing ? changedFields(evaluationForLog(existing), stored) : { after: stored }),
		reason: remarks.length > 0 ? remarks.join('\n\n') : undefined
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
