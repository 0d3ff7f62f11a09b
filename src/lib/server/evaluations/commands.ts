import { missingAnswers, type Answers } from '$lib/domain/evaluation';
import { done, invalid, type Fault, type Outcome } from '$lib/domain/outcome';
import type { Context } from '../context';
import { takeReadings, type ReportedReading } from '../database/readings';
import { indicatorsOfMeasure } from '../indicators/queries';
import { lastApproved } from './queries';
import { askedOf, change, subjectIn, update, write, type Saved, type Subject, type Target } from './step';

export type { Saved, Target } from './step';

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
