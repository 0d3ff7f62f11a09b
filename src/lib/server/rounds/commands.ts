import { and, eq, sql } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Question } from '$lib/domain/evaluation/evaluation';
import type { Localized } from '$lib/domain/localized';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import type { PermissionAction } from '$lib/domain/permission';
import { kickOffReminders } from '$lib/domain/mail/reminder';
import { canonicalJson, createReviewContent } from '$lib/domain/review/review';
import {
	nextRoundState,
	firstDeadlineOutOfOrder,
	roundKey,
	editableRoundSettings,
	type RoundDeadlines,
	type RoundKey,
	type RoundPeriod,
	type RoundSetting,
	type RoundTransition
} from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { dropRoundMail, queueMail } from '../database/outbox';
import { evaluation, plan, review, round } from '../database/schema';
import { reportingEntries } from '../evaluations/queries';
import { reportingFigures } from '../response/queries';
import type { Plan } from '../plans/queries';
import { reportingFacts } from '../reminders/queries';
import { loadReviewParts } from '../reviews/sealed-parts';
import { toReviewTexts, seal, reviewTextsIn } from '../reviews/queries';
import { loadPlanSnapshot } from '../reviews/plan-snapshot';
import { roundByKey, runningRound, type Round } from './queries';

export interface PlanRoundInput extends RoundPeriod, RoundDeadlines {
	graceDays: number;
	questions: Question[];
	instruction: Localized | null;
}

/** Plans a round. A year has at most one half-year and one annual round (domain-rules.md §3.1). */
export async function planRound(
	{ db, actor, now }: Context,
	planId: number,
	input: PlanRoundInput
): Promise<Result<{ key: RoundKey }>> {
	return runCommand({ db, actor }, { planId, action: 'round.plan' }, async (tx) => {
		const late = firstDeadlineOutOfOrder(input);
		if (late) return refuseInvalid({ field: late, code: 'out-of-order' });
		const [subject] = await tx.select().from(plan).where(eq(plan.id, planId));
		if (!subject) return refuse({ code: 'not-found' });
		if (input.year < subject.fromYear || input.year > subject.toYear)
			return refuseInvalid({ field: 'year', code: 'outside-plan' });
		if (await roundByKey(tx, planId, roundKey(input)))
			return refuseInvalid({ field: 'year', code: 'year-taken' });
		await tx.insert(round).values({ ...input, planId, state: 'planned' });
		const key = roundKey(input);
		await appendEvent(tx, actor, now, {
			planId,
			verb: 'plan-round',
			noun: 'round',
			nounId: key,
			after: { ...input }
		});
		return ok({ key });
	});
}

/** Settings to change; undefined ones stay. */
export type RoundSettings = { [Setting in RoundSetting]?: Round[Setting] | undefined };

/**
 * Changes a round's dates, days of grace and instruction: all while it is planned, the later deadlines once
 * it runs.
 *
 * @returns refused `invalid`: "out-of-order", "in-past", or "settled" for a setting that is fixed
 */
export async function editRound(
	{ db, actor, now }: Context,
	target: RoundTarget,
	input: RoundSettings
): Promise<Result<{ version: number }>> {
	return runCommand({ db, actor }, { planId: target.planId, action: 'round.plan' }, async (tx) => {
		const found = await roundByKey(tx, target.planId, target.round);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (editableRoundSettings(found.state).length === 0)
			return refuse({ code: 'wrong-state', state: found.state });
		const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
		const difference = changedFields<Record<string, unknown>>({ ...found }, given);
		if (!difference) return ok({ version: found.version });
		const faults = settingFaults(found, difference.after, toOsloDate(now));
		if (faults.length > 0) return refuseInvalid(...faults);
		const version = found.version + 1;
		await tx
			.update(round)
			.set({ ...difference.after, version })
			.where(eq(round.id, found.id));
		await appendEvent(tx, actor, now, {
			planId: found.planId,
			verb: 'edit-round',
			noun: 'round',
			nounId: roundKey(found),
			...difference
		});
		return ok({ version });
	});
}

function settingFaults(found: Round, changed: Partial<Round>, today: CalendarDate): ValidationError[] {
	const may: readonly string[] = editableRoundSettings(found.state);
	const late = firstDeadlineOutOfOrder({ ...found, ...changed });
	return [
		...Object.keys(changed).flatMap((field) => (may.includes(field) ? [] : [{ field, code: 'settled' }])),
		...deadlines.flatMap((field) => {
			const date = changed[field];
			return date !== undefined && date < today ? [{ field, code: 'in-past' }] : [];
		}),
		...(late ? [{ field: late, code: 'out-of-order' }] : [])
	];
}

const deadlines = ['opensOn', 'reportBy', 'readBy', 'meetingOn'] as const;

/** A round, and the version the change is made from. */
export interface RoundTarget {
	planId: number;
	round: RoundKey;
	version: number;
}

/** Opens a planned round and queues the first mails. Refuses (`another-runs`) while another round runs. */
export async function openRound(context: Context, target: RoundTarget): Promise<Result> {
	const request = { ...target, step: 'open', action: 'round.open' } as const;
	return runRoundTransition(context, request, async (subject) => {
		const running = await runningRound(subject.tx, target.planId);
		if (running) return refuseInvalid({ field: 'round', code: 'another-runs' });
		await recordRoundTransition(context, subject);
		const opened = { ...subject.round, state: subject.to };
		const facts = await reportingFacts(subject.tx, opened, context.now);
		for (const { reader, reason } of kickOffReminders(facts))
			await queueMail(subject.tx, context.now, { ...reader, roundId: opened.id, reason });
		return ok();
	});
}

/**
 * Closes a round and seals its review in one transaction (domain-rules.md §4.1). Approved evaluations are
 * locked; the others count as not reported.
 */
export async function closeRound(
	context: Context,
	target: RoundTarget
): Promise<Result<{ version: number; sha256: string }>> {
	const { actor, now } = context;
	const request = { ...target, step: 'close', action: 'round.close' } as const;
	return runRoundTransition(context, request, async (subject) => {
		const { tx, plan: ofPlan, round: closing } = subject;
		const standing = await loadPlanSnapshot(tx, ofPlan, { of: 'round', round: closing }, now);
		const texts = toReviewTexts(await reviewTextsIn(tx, closing.id));
		const entries = await reportingEntries(tx, ofPlan.id, closing.id);
		const reporting = await reportingFigures(tx, { plan: ofPlan, round: closing, entries }, now);
		const parts = { texts, reporting, ...(await loadReviewParts(tx, ofPlan, toOsloDate(now))) };
		const content = canonicalJson(createReviewContent({ ...standing, round: standing.round! }, parts));
		const sha256 = seal(content);
		const [newest] = await tx
			.select({ version: sql<number>`coalesce(max(${review.version}), 0)` })
			.from(review)
			.where(eq(review.roundId, closing.id));
		const version = (newest?.version ?? 0) + 1;
		await tx.insert(review).values({
			roundId: closing.id,
			version,
			content,
			sha256,
			closedAt: now.toISOString(),
			closedBy: actor.name
		});
		await setEvaluationStates(tx, closing.id, { from: 'approved', to: 'locked' });
		await dropRoundMail(tx, closing.id);
		await recordRoundTransition(context, subject, { result: { review: version, sha256 } });
		return ok({ version, sha256 });
	});
}

/** Reopens a closed round for correction; closing it again seals a new version of its review. */
export async function reopenRound(context: Context, target: RoundTarget, reason: string): Promise<Result> {
	const request = { ...target, step: 'reopen', action: 'round.reopen' } as const;
	return runRoundTransition(context, request, async (subject) => {
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'required' });
		if (await runningRound(subject.tx, target.planId))
			return refuseInvalid({ field: 'round', code: 'another-runs' });
		await setEvaluationStates(subject.tx, subject.round.id, { from: 'locked', to: 'approved' });
		await recordRoundTransition(context, subject, { reason: reason.trim() });
		return ok();
	});
}

/**
 * Publishes the newest version of a closed round's review. A review quotes the earlier one, so it is refused
 * (`earlier-unpublished`, under the earlier round's key) until that one is published.
 *
 * @param seen the version the publisher saw; refused as stale if it is not the newest
 */
export async function publishReview(
	{ db, actor, now }: Context,
	planId: number,
	key: RoundKey,
	seen?: number
): Promise<Result> {
	return runCommand({ db, actor }, { planId, action: 'review.publish' }, async (tx) => {
		const closed = await roundByKey(tx, planId, key);
		if (!closed) return refuse({ code: 'not-found' });
		const [newest] = await tx
			.select({
				id: review.id,
				version: review.version,
				publishedAt: review.publishedAt,
				leansOn: sql<string | null>`json_extract(${review.content}, '$.last.key')`,
				comparesWith: sql<string | null>`json_extract(${review.content}, '$.yearBefore.key')`
			})
			.from(review)
			.where(eq(review.roundId, closed.id))
			.orderBy(sql`${review.version} desc`)
			.limit(1);
		if (!newest || closed.state !== 'closed') return refuse({ code: 'wrong-state', state: closed.state });
		const { version } = newest;
		if (seen !== undefined && seen !== version) return refuse({ code: 'stale', current: newest });
		if (newest.publishedAt) return refuse({ code: 'wrong-state', state: 'published' });
		const unpublished = await firstUnpublishedReview(tx, planId, [newest.comparesWith, newest.leansOn]);
		if (unpublished) return refuseInvalid({ field: unpublished, code: 'earlier-unpublished' });
		await tx.update(review).set({ publishedAt: now.toISOString() }).where(eq(review.id, newest.id));
		await appendEvent(tx, actor, now, {
			planId,
			verb: 'publish-review',
			noun: 'review',
			nounId: key,
			after: { version }
		});
		return ok();
	});
}

/** Returns the first of the rounds whose newest review is unpublished, or null. */
async function firstUnpublishedReview(
	tx: Transaction,
	planId: number,
	keys: readonly (RoundKey | null)[]
): Promise<RoundKey | null> {
	for (const key of keys) {
		const earlier = key === null ? null : await roundByKey(tx, planId, key);
		if (!earlier) continue;
		const [newest] = await tx
			.select({ publishedAt: review.publishedAt })
			.from(review)
			.where(eq(review.roundId, earlier.id))
			.orderBy(sql`${review.version} desc`)
			.limit(1);
		if (newest && !newest.publishedAt) return roundKey(earlier);
	}
	return null;
}

interface RoundTransitionFacts {
	tx: Transaction;
	plan: Plan;
	round: Round;
	step: RoundTransition;
	to: Round['state'];
}

/** A transition of a round, and the permission it needs. */
interface RoundTransitionRequest extends RoundTarget {
	step: RoundTransition;
	action: PermissionAction;
}

/** Checks permission, version and state, then calls `apply` in the same transaction. */
async function runRoundTransition<T>(
	{ db, actor }: Context,
	{ step, action, ...target }: RoundTransitionRequest,
	apply: (subject: RoundTransitionFacts) => Promise<Result<T>>
): Promise<Result<T>> {
	return runCommand({ db, actor }, { planId: target.planId, action }, async (tx) => {
		const found = await roundByKey(tx, target.planId, target.round);
		const [ofPlan] = await tx.select().from(plan).where(eq(plan.id, target.planId));
		if (!found || !ofPlan) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const to = nextRoundState(step, found.state);
		if (!to) return refuse({ code: 'wrong-state', state: found.state });
		return apply({ tx, plan: ofPlan, round: found, step, to });
	});
}

async function recordRoundTransition(
	{ actor, now }: Context,
	{ tx, plan: ofPlan, round: subject, step, to }: RoundTransitionFacts,
	{ result, reason }: { result?: Record<string, unknown>; reason?: string } = {}
): Promise<void> {
	await tx
		.update(round)
		.set({ state: to, version: subject.version + 1 })
		.where(eq(round.id, subject.id));
	await appendEvent(tx, actor, now, {
		planId: ofPlan.id,
		verb: `${step}-round`,
		noun: 'round',
		nounId: roundKey(subject),
		before: { state: subject.state },
		after: { state: to, ...result },
		reason
	});
}

function setEvaluationStates(
	tx: Transaction,
	roundId: number,
	{ from, to }: Record<'from' | 'to', 'approved' | 'locked'>
) {
	return tx
		.update(evaluation)
		.set({ state: to, version: sql`${evaluation.version} + 1` })
		.where(and(eq(evaluation.roundId, roundId), eq(evaluation.state, from)));
}
