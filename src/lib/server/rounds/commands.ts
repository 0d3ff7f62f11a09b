import { eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { Question } from '$lib/domain/evaluation/evaluation';
import type { Localized } from '$lib/domain/localized';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import {
	firstDeadlineOutOfOrder,
	pastDeadlines,
	roundKey,
	editableRoundSettings,
	type RoundDeadlines,
	type RoundKey,
	type RoundPeriod,
	type RoundSetting
} from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { plan, round } from '../database/schema';
import { roundByKey, runningRound, type Round } from './queries';
import {
	recordRoundTransition,
	runRoundTransition,
	setEvaluationStates,
	type RoundTarget
} from './transition';

export interface PlanRoundInput extends RoundPeriod, RoundDeadlines {
	graceDays: number;
	questions: Question[];
	instruction: Localized | null;
}

/**
 * Plans a round. A year has at most one half-year and one annual round (domain-rules.md §3.1).
 *
 * @returns refused `invalid`: "out-of-order", "in-past", "outside-plan" or "year-taken"
 */
export async function planRound(
	{ db, actor, now }: Context,
	planId: number,
	input: PlanRoundInput
): Promise<Result<{ key: RoundKey }>> {
	return runCommand({ db, actor }, { planId, action: 'round.plan' }, async (tx) => {
		const late = firstDeadlineOutOfOrder(input);
		if (late) return refuseInvalid({ field: late, code: 'out-of-order' });
		const past = pastDeadlines(input, toOsloDate(now));
		if (past.length > 0) return refuseInvalid(...past.map((field) => ({ field, code: 'in-past' })));
		const [subject] = await tx.select().from(plan).where(eq(plan.id, planId));
		if (!subject) return refuse({ code: 'not-found' });
		if (input.year < subject.fromYear || input.year > subject.toYear)
			return refuseInvalid({ field: 'year', code: 'outside-plan' });
		if (await roundByKey(tx, planId, roundKey(input)))
			return refuseInvalid({ field: 'year', code: 'year-taken' });
		await insertRound({ tx, actor, now }, planId, input);
		return ok({ key: roundKey(input) });
	});
}

/** Inserts a planned round with its event, within the caller's transaction. */
export async function insertRound(
	{ tx, actor, now }: Pick<Context, 'actor' | 'now'> & { tx: Transaction },
	planId: number,
	input: PlanRoundInput
): Promise<Round> {
	const [made] = await tx
		.insert(round)
		.values({ ...input, planId, state: 'planned' })
		.returning();
	const event = { planId, verb: 'plan-round', noun: 'round' as const, nounId: roundKey(input) };
	await appendEvent(tx, actor, now, { ...event, after: { ...input } });
	return made!;
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

/** Deletes a round that was planned by mistake. Nobody has reported in it or had mail about it. */
export async function deletePlannedRound(
	{ db, actor, now }: Context,
	target: RoundTarget
): Promise<Result<{ event: number }>> {
	return runCommand({ db, actor }, { planId: target.planId, action: 'round.plan' }, async (tx) => {
		const found = await roundByKey(tx, target.planId, target.round);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.state !== 'planned') return refuse({ code: 'wrong-state', state: found.state });
		const { year, kind, opensOn, reportBy, readBy, meetingOn, graceDays, questions, instruction } = found;
		const dates = { opensOn, reportBy, readBy, meetingOn };
		const before = { year, kind, ...dates, graceDays, questions, instruction } satisfies PlanRoundInput;
		await tx.delete(round).where(eq(round.id, found.id));
		const event = await appendEvent(tx, actor, now, {
			planId: found.planId,
			verb: 'delete-round',
			noun: 'round',
			nounId: roundKey(found),
			before
		});
		return ok({ event });
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
