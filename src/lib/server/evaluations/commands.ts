import { and, eq } from 'drizzle-orm';
import {
	after,
	missingAnswers,
	questions,
	type Answers,
	type EvaluationState,
	type EvaluationStep,
	type Question
} from '$lib/domain/evaluation';
import { isReportable } from '$lib/domain/measure';
import { done, invalid, refused, type Fault, type Outcome, type Refusal } from '$lib/domain/outcome';
import { permission, type Action, type Actor } from '$lib/domain/permission';
import { returnedTo } from '$lib/domain/reminder';
import { remarksIn, type Comment } from '$lib/domain/remark';
import { outsideRounds, roundKey, takesReports, type RoundKey } from '$lib/domain/round';
import type { Context } from '../context';
import type { Turn } from '../database/database';
import { changes, record } from '../database/history';
import { queueMail } from '../database/outbox';
import { takeReadings, type ReportedReading } from '../database/readings';
import { coreValue, evaluation, remark, valueScore } from '../database/schema';
import { indicatorsOfMeasure } from '../indicators/queries';
import { measureByCode, type Measure } from '../measures/queries';
import { reportingFacts } from '../reminders/queries';
import { roundByKey, runningRound, type Round } from '../rounds/queries';
import { evaluationById, evaluationIn, lastApproved, openOutside, type Evaluation } from './queries';
import { continuesSitting } from './sitting';

/** Names the evaluation of a measure in a round or outside rounds, and the version the giver saw. */
export interface Target {
	planId: number;
	/** A round's key, or `outsideRounds` for the measure's extraordinary report that is not approved yet. */
	round: RoundKey;
	/** The measure's code. */
	measure: string;
	/** The version the change is made from; null where nothing was saved yet. */
	version: number | null;
}

export interface Saved {
	version: number;
	state: EvaluationState;
}

/**
 * Keeps what is written so far. Demands nothing of it. What indicators showed is entered in the same turn.
 *
 * @param unasked saved while it is being written: of those, history tells one a sitting
 */
export async function saveDraft(
	context: Context,
	target: Target,
	answers: Answers,
	{ unasked = false, readings = [] }: { unasked?: boolean; readings?: readonly ReportedReading[] } = {}
): Promise<Outcome<Saved>> {
	return change(context, target, 'save', 'evaluation.report', async (subject) => {
		const faults = await readingsOf(context, subject, readings);
		return faults ?? write(context, { ...subject, unasked }, answers, {});
	});
}

/**
 * Sends a report to its readers, and enters what indicators showed. Refuses one that lacks what
 * `missingAnswers` names, with its readings.
 */
export async function submitEvaluation(
	context: Context,
	target: Target,
	answers: Answers,
	readings: readonly ReportedReading[] = []
): Promise<Outcome<Saved>> {
	return change(context, target, 'submit', 'evaluation.report', async (subject) => {
		const missing = missingAnswers(answers, askedOf(subject));
		if (missing.length > 0)
			return invalid(...missing.map(({ question, code }) => ({ field: question, code })));
		const faults = await readingsOf(context, subject, readings);
		return faults ?? write(context, subject, answers, { submittedAt: context.now.toISOString() });
	});
}

/** Enters a report's readings before the report itself; the refusal where one of them cannot stand. */
async function readingsOf(
	context: Context,
	{ tx, planId, measure }: Subject,
	readings: readonly ReportedReading[]
): Promise<ReturnType<typeof invalid> | null> {
	if (readings.length === 0) return null;
	const indicators = await indicatorsOfMeasure(tx, measure.id);
	const of = { planId, measureId: measure.id };
	const faults = await takeReadings(context, tx, of, indicators, readings);
	return faults.length > 0 ? invalid(...faults) : null;
}

/**
 * Sends last time's approved answers again, marked as unchanged: a full answer in one click
 * (design.md §1.5). Refuses where there is no last time.
 */
export async function submitUnchanged(context: Context, target: Target): Promise<Outcome<Saved>> {
	return change(context, target, 'submit', 'evaluation.report', async (subject) => {
		const last = await lastApproved(subject.tx, subject.measure.id, subject.round);
		if (!last) return invalid({ field: 'unchanged', code: 'nothing-before' });
		return write(context, subject, last.answers, {
			submittedAt: context.now.toISOString(),
			unchanged: true
		});
	});
}

/** A draft as its giver saw it: the measure's code and the version it had. */
export type SeenDraft = Pick<Target, 'measure'> & { version: number };

/**
 * Sends several drafts at once, all of them or none. A draft that came back from its readers is not among
 * them: it is sent by whoever has opened it and read what they said.
 *
 * @returns refused `invalid` with a fault for each that stands in the way, under the measure's code:
 *   "incomplete" where something is missing, "stale" where it is no longer the draft that was seen
 */
export async function submitDrafts(
	context: Context,
	within: Pick<Target, 'planId' | 'round'>,
	drafts: readonly SeenDraft[]
): Promise<Outcome<{ sent: number }>> {
	const { db, actor, now } = context;
	if (drafts.length === 0) return invalid({ field: '', code: 'required' });
	return db.write(async (tx) => {
		const ready: Subject[] = [];
		const faults: Fault[] = [];
		for (const draft of drafts) {
			const found = await subjectIn(tx, actor, { ...within, ...draft }, 'submit', 'evaluation.report');
			if (!found.ok && found.refused.code !== 'stale' && found.refused.code !== 'wrong-state') return found;
			const code = found.ok ? unready(found.value) : 'stale';
			if (code) faults.push({ field: draft.measure, code });
			else if (found.ok) ready.push(found.value);
		}
		if (faults.length > 0) return invalid(...faults);
		const submittedAt = now.toISOString();
		for (const subject of ready) await write(context, subject, subject.given!.answers, { submittedAt });
		return done({ sent: ready.length });
	});
}

/** Why a draft cannot be sent as it stands; null where it can. */
function unready(subject: Subject): 'stale' | 'incomplete' | null {
	const { given } = subject;
	if (given?.state !== 'draft') return 'stale';
	return missingAnswers(given.answers, askedOf(subject)).length > 0 ? 'incomplete' : null;
}

/** Takes a report back before it is approved. */
export async function withdrawEvaluation(context: Context, target: Target): Promise<Outcome<Saved>> {
	return change(context, target, 'withdraw', 'evaluation.report', (subject) =>
		update(context, subject, { submittedAt: null })
	);
}

/** Sends a report back to its giver, with the reader's words: without any, its giver would not know why. */
export async function returnEvaluation(
	context: Context,
	target: Target,
	comment: Comment
): Promise<Outcome<Saved>> {
	return change(context, target, 'return', 'evaluation.return', async (subject) => {
		const outcome = await sendBack(context, subject, comment);
		if (outcome.ok) await tellReturned(context, [subject]);
		return outcome;
	});
}

/** Sends one back, within a turn. Whoever does it tells the givers. */
export async function sendBack(
	context: Context,
	subject: Subject,
	comment: Comment
): Promise<Outcome<Saved>> {
	const remarks = remarksIn(comment);
	if (remarks.length === 0) return invalid({ field: 'comment', code: 'comment-required' });
	const outcome = await update(context, subject, { approvedAt: null }, { reason: inOne(remarks) });
	await say(context, subject, remarks, comment.lang);
	return outcome;
}

type NewRemark = ReturnType<typeof remarksIn>[number];

/** Writes down what a reader says of a report, in the turn that answers it. */
async function say(
	{ actor, now }: Context,
	{ tx, given }: Subject,
	remarks: readonly NewRemark[],
	lang: Comment['lang']
): Promise<void> {
	const from = { evaluationId: given!.id, lang, by: actor.name, byId: actor.personId, at: now.toISOString() };
	if (remarks.length > 0) await tx.insert(remark).values(remarks.map((one) => ({ ...one, ...from })));
}

function inOne(remarks: readonly NewRemark[]): string {
	return remarks.map(({ text }) => text).join('\n\n');
}

/**
 * Whoever is to report learns that it came back, in the same turn. Of what was reported outside rounds no
 * mail is sent: mail belongs to a round.
 */
export async function tellReturned({ now }: Context, returned: readonly Subject[]): Promise<void> {
	const [first] = returned;
	if (!first?.round) return;
	const { tx, round } = first;
	const facts = await reportingFacts(tx, round, now);
	for (const { measure } of returned)
		for (const { reader, reason } of returnedTo(facts, measure.id))
			await queueMail(tx, now, { ...reader, roundId: round.id, reason, about: measure.id });
}

/**
 * Accepts a report: from now on it says how the measure stands. What its reader says of it all the same
 * goes along, and nothing they typed is lost.
 */
export async function approveEvaluation(
	context: Context,
	target: Target,
	comment?: Comment
): Promise<Outcome<Saved>> {
	return change(context, target, 'approve', 'evaluation.approve', (subject) =>
		accept(context, subject, comment)
	);
}

/** Accepts one, within a turn. */
export async function accept(context: Context, subject: Subject, comment?: Comment): Promise<Outcome<Saved>> {
	const remarks = comment ? remarksIn(comment) : [];
	const reason = remarks.length > 0 ? inOne(remarks) : undefined;
	const outcome = await update(context, subject, { approvedAt: context.now.toISOString() }, { reason });
	if (comment) await say(context, subject, remarks, comment.lang);
	return outcome;
}

/** What a step is done to: read in its own turn, so that nothing moves under it. */
export interface Subject {
	tx: Turn;
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
async function change(
	{ db, actor }: Context,
	target: Target,
	step: EvaluationStep,
	action: Action,
	apply: (subject: Subject) => Promise<Outcome<Saved>>
): Promise<Outcome<Saved>> {
	return db.write(async (tx) => {
		const subject = await subjectIn(tx, actor, target, step, action);
		return subject.ok ? apply(subject.value) : subject;
	});
}

/** What a step would be done to, or why it cannot be done. Writes nothing. */
export async function subjectIn(
	tx: Turn,
	actor: Actor,
	target: Target,
	step: EvaluationStep,
	action: Action
): Promise<Outcome<Subject>> {
	const round = await roundByKey(tx, target.planId, target.round);
	const measure = await measureByCode(tx, target.planId, target.measure);
	if ((!round && target.round !== outsideRounds) || !measure) return refused({ code: 'not-found' });
	const denied = denial(actor, action, target, measure);
	if (denied) return refused(denied);
	const shut = round ? !takesReports(round.state) && round.state : await roundAsks(tx, target.planId, step);
	if (shut) return refused({ code: 'wrong-state', state: shut });
	const given = round ? await evaluationIn(tx, round.id, measure.id) : await openOutside(tx, measure.id);
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
async function roundAsks(tx: Turn, planId: number, step: EvaluationStep): Promise<'round-runs' | false> {
	if (step !== 'save' && step !== 'submit') return false;
	return (await runningRound(tx, planId)) ? 'round-runs' : false;
}

/** What is asked: outside rounds whatever there is to ask. */
function askedOf({ round }: Subject): readonly Question[] {
	return round?.questions ?? questions;
}

function denial(actor: Actor, action: Action, { planId, round }: Target, measure: Measure): Refusal | null {
	const answer = permission(actor, action, {
		planId,
		round,
		measureId: measure.id,
		responsibleBodyId: measure.bodyId
	});
	return answer.allowed ? null : { code: 'not-permitted', permission: answer };
}

type Extra = Partial<Pick<typeof evaluation.$inferInsert, 'submittedAt' | 'approvedAt' | 'unchanged'>>;

/** Writes answers and state; makes the row where it is the first save. */
async function write(
	context: Context,
	subject: Subject,
	answers: Answers,
	extra: Extra
): Promise<Outcome<Saved>> {
	const { scores, ...own } = answers;
	const { tx, given, round, measure } = subject;
	const values = { ...own, unchanged: false, ...extra };
	if (given) return update(context, subject, values, { scores });
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
	await note(context, subject, made!.id);
	return done({ version: made!.version, state: subject.to });
}

type Changed = Partial<typeof evaluation.$inferInsert>;

async function update(
	context: Context,
	subject: Subject,
	values: Changed,
	{ scores, reason }: { scores?: Answers['scores']; reason?: string | undefined } = {}
): Promise<Outcome<Saved>> {
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
	await note(context, subject, given!.id, reason);
	return done({ version, state: subject.to });
}

async function writeScores(subject: Subject, evaluationId: number, scores: Answers['scores']): Promise<void> {
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
async function note(
	{ actor, now }: Context,
	{ tx, planId, round, measure, step, given, unasked = false }: Subject,
	evaluationId: number,
	reason?: string
): Promise<void> {
	const nounId = `${round ? roundKey(round) : outsideRounds}/${measure.id}`;
	if (unasked && given && (await continuesSitting(tx, actor, now, { planId, nounId }))) return;
	// Read again rather than put together: history tells what is stored, not what was sent.
	const stands = facts((await evaluationById(tx, evaluationId))!);
	await record(tx, actor, now, {
		planId,
		verb: `${step}-evaluation`,
		noun: 'evaluation',
		nounId,
		...(given ? changes(facts(given), stands) : { after: stands }),
		reason
	});
}

function facts({ state, answers, unchanged, submittedAt, approvedAt }: Evaluation): Record<string, unknown> {
	return { state, ...answers, unchanged, submittedAt, approvedAt };
}
