import { and, eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { isReportable } from '$lib/domain/measure/measure';
import { ok, refuseInvalid, refuse, type ValidationError, type Result } from '$lib/domain/result';
import type { Actor } from '$lib/domain/permission';
import type { RolloutState } from '$lib/domain/rollout';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { changedFields, appendEvent } from '../database/event-log';
import { measure, plan, rollout, rolloutStep } from '../database/schema';
import { measureByCode, type Measure } from '../measures/queries';
import { rolloutAnswer, partnerByNumber, type RolloutPartner, type RolloutRow } from './queries';

/** A partner's answer about a measure, and the version the change is based on. */
export interface RolloutTarget {
	planId: number;
	/** The measure's code. */
	measure: string;
	/** The partner's number. */
	partner: string;
	/** Null if there is no answer yet. */
	version: number | null;
}

export interface RolloutInput {
	state: RolloutState;
	/** The date the state began; null keeps the stored date, or none for a new state. */
	since: CalendarDate | null;
	note: string;
	lang: WrittenForm;
}

/**
 * Saves a partner's rollout state for a measure introduced at home. A new state, or a new date for the same
 * state, adds a step.
 *
 * Refuses a measure that is not introduced at home or has ended (`wrong-state`), an answer based on an older
 * version (`stale`), and a date in the future (`refuseInvalid`: `since`, `in-future`).
 */
export async function reportRollout(
	context: Context,
	target: RolloutTarget,
	input: RolloutInput
): Promise<Result<{ version: number }>> {
	return runRolloutCommand(context, target, async (subject) => {
		const today = toOsloDate(context.now);
		if (input.since && input.since > today) return refuseInvalid({ field: 'since', code: 'in-future' });
		const { given } = subject;
		const kept = given?.state === input.state ? given.since : null;
		const said = { ...input, since: input.since ?? kept };
		await addStep(subject, said, today);
		return saveRolloutAnswer(context, subject, 'report-rollout', said);
	});
}

/** Confirms an answer as unchanged today. Refuses if there is none. */
export async function confirmRollout(
	context: Context,
	target: RolloutTarget
): Promise<Result<{ version: number }>> {
	return runRolloutCommand(context, target, async (subject) =>
		subject.given
			? confirmAnswer(context, subject, subject.given)
			: refuseInvalid({ field: 'state', code: 'required' })
	);
}

/** An answer as it was read: the measure's code and the answer's version. */
export interface RolloutVersion {
	measure: string;
	version: number;
}

/**
 * Confirms answers of a partner as unchanged, all or none, in one transaction.
 *
 * Refuses (`refuseInvalid`) an empty list (`required`), with an error by code for each measure whose answer
 * has changed or can no longer be given (`stale`).
 */
export async function confirmRollouts(
	context: Context,
	within: Pick<RolloutTarget, 'planId' | 'partner'>,
	seen: readonly RolloutVersion[]
): Promise<Result<{ confirmed: number }>> {
	if (seen.length === 0) return refuseInvalid({ field: '', code: 'required' });
	return context.db.write(async (tx) => {
		const ready: (() => Promise<unknown>)[] = [];
		const faults: ValidationError[] = [];
		for (const one of seen) {
			const found = await loadRolloutChange(tx, context.actor, { ...within, ...one });
			if (!found.ok && found.refused.code !== 'stale' && found.refused.code !== 'wrong-state') return found;
			const given = found.ok ? found.value.given : null;
			if (found.ok && given) ready.push(() => confirmAnswer(context, found.value, given));
			else faults.push({ field: one.measure, code: 'stale' });
		}
		if (faults.length > 0) return refuseInvalid(...faults);
		for (const write of ready) await write();
		return ok({ confirmed: ready.length });
	});
}

/** A measure and the version the change is based on. */
export interface IntroducedTarget {
	planId: number;
	code: string;
	version: number;
}

/** Sets whether a measure is introduced partner by partner. The partners' answers stay. */
export async function setIntroducedAtHome(
	{ db, actor, now }: Context,
	{ planId, code, version }: IntroducedTarget,
	introducedAtHome: boolean
): Promise<Result<{ version: number }>> {
	return runCommand({ db, actor }, { planId, action: 'plan.edit' }, async (tx) => {
		const found = await measureByCode(tx, planId, code);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== version) return refuse({ code: 'stale', current: found });
		const difference = changedFields({ introducedAtHome: found.introducedAtHome }, { introducedAtHome });
		if (!difference) return ok({ version });
		await tx
			.update(measure)
			.set({ introducedAtHome, version: version + 1 })
			.where(eq(measure.id, found.id));
		const what = {
			planId,
			verb: 'introduce-at-home',
			noun: 'measure',
			nounId: found.id,
			...difference
		} as const;
		await appendEvent(tx, actor, now, what);
		return ok({ version: version + 1 });
	});
}

/** The measure, partner and answer to change, read in the same transaction. */
interface RolloutChange {
	tx: Transaction;
	measure: Measure;
	party: RolloutPartner;
	given: RolloutRow | null;
}

/** Loads a partner's answer, checks permission, state and version, then runs `apply` in one transaction. */
async function runRolloutCommand(
	{ db, actor }: Context,
	target: RolloutTarget,
	apply: (subject: RolloutChange) => Promise<Result<{ version: number }>>
): Promise<Result<{ version: number }>> {
	return db.write(async (tx) => {
		const subject = await loadRolloutChange(tx, actor, target);
		return subject.ok ? apply(subject.value) : subject;
	});
}

/** Loads the answer to change, after checking permission, state and version. */
async function loadRolloutChange(
	tx: Transaction,
	actor: Actor,
	target: RolloutTarget
): Promise<Result<RolloutChange>> {
	const { planId } = target;
	const party = await partnerInPlan(tx, target);
	// Checked before the measure is read, so that a refusal reveals nothing about it.
	const about = { planId, partnerId: party?.id ?? null };
	const denied = await denial(tx, actor, { ...about, action: 'rollout.report' });
	if (denied) return denied;
	const found = await measureByCode(tx, planId, target.measure);
	if (!party || !found) return refuse({ code: 'not-found' });
	if (!found.introducedAtHome) return refuse({ code: 'wrong-state', state: 'not-introduced-at-home' });
	if (!isReportable(found.lifecycle)) return refuse({ code: 'wrong-state', state: found.lifecycle });
	const given = await rolloutAnswer(tx, found.id, party.id);
	if ((given?.version ?? null) !== target.version) return refuse({ code: 'stale', current: given });
	return ok({ tx, measure: found, party, given });
}

async function partnerInPlan(
	tx: Transaction,
	{ planId, partner }: RolloutTarget
): Promise<RolloutPartner | null> {
	const [found] = await tx
		.select({ partnershipId: plan.partnershipId })
		.from(plan)
		.where(eq(plan.id, planId));
	return found ? partnerByNumber(tx, found.partnershipId, partner) : null;
}

/** Adds a step dated on the given day, or on the day of the report. */
async function addStep(
	{ tx, measure: { id: measureId }, party, given }: RolloutChange,
	input: RolloutInput,
	today: CalendarDate
) {
	const dated = input.since !== null && input.since !== given?.since;
	if (given?.state === input.state && !dated) return;
	await tx.insert(rolloutStep).values({
		measureId,
		partnerId: party.id,
		state: input.state,
		on: input.since ?? today
	});
}

function confirmAnswer(context: Context, subject: RolloutChange, { state, since, note, lang }: RolloutRow) {
	return saveRolloutAnswer(context, subject, 'confirm-rollout', { state, since, note, lang });
}

async function saveRolloutAnswer(
	{ actor, now }: Context,
	{ tx, measure: introduced, party, given }: RolloutChange,
	verb: string,
	input: RolloutInput
): Promise<Result<{ version: number }>> {
	const version = (given?.version ?? 0) + 1;
	const values = { ...input, reportedBy: actor.name, reportedAt: now.toISOString(), version };
	if (given)
		await tx
			.update(rollout)
			.set(values)
			.where(and(eq(rollout.id, given.id), eq(rollout.version, given.version)));
	else await tx.insert(rollout).values({ ...values, measureId: introduced.id, partnerId: party.id });
	await appendEvent(tx, actor, now, {
		planId: introduced.planId,
		verb,
		noun: 'rollout',
		nounId: `${introduced.id}/${party.number}`,
		...(given ? changedFields(answerForLog(given), answerForLog(values)) : { after: answerForLog(values) })
	});
	return ok({ version });
}

function answerForLog({
	state,
	since,
	note,
	lang,
	reportedBy,
	reportedAt
}: Omit<RolloutRow, 'id' | 'measureId' | 'partnerId'>) {
	return { state, since, note, lang, reportedBy, reportedAt };
}
