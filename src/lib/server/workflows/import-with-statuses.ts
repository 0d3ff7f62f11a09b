import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import { openRoundPeriods, parseRoundKey, roundKey, type RoundKey } from '$lib/domain/round/round';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Queryable, Transaction } from '../database/database';
import { insertImportedEvaluations } from '../evaluations/imported';
import type { Plan } from '../plans/queries';
import { insertRound } from '../rounds/commands';
import { roundByKey, roundsOf, runningRound, type Round } from '../rounds/queries';
import { recordRoundTransition } from '../rounds/transition';
import { applyImport, compareImport, type ImportInput } from '../workbooks/commands';
import { sealAndClose } from './close-round';

export interface ImportWithStatuses extends ImportInput {
	/** The running round, or one to make for the statuses; null leaves them out. */
	statuses: RoundKey | null;
	/** Other changes of the same transaction. */
	alongside?: (tx: Transaction) => Promise<void>;
}

type ContextInTransaction = Context & { tx: Transaction };

/** Returns the rounds that a file's statuses can be read into: the running one, or new ones. */
export async function roundsForStatuses(read: Queryable, plan: Plan, now: Date) {
	const running = await runningRound(read, plan.id);
	if (running) return { running: true, periods: [{ year: running.year, kind: running.kind }] };
	if (plan.state !== 'adopted') return { running: false, periods: [] };
	const thisYear = Number(toOsloDate(now).slice(0, 4));
	return { running: false, periods: openRoundPeriods(plan, await roundsOf(read, plan.id), thisYear) };
}

/**
 * Imports measures, and their statuses as first evaluations: in the running round, or in a round that is made
 * for them and closed with them. All in one transaction; a closed round never changes.
 */
export async function importWithStatuses(
	context: Context,
	plan: Plan,
	{ statuses: key, alongside, ...input }: ImportWithStatuses
): Promise<Result<{ added: number; changed: number; evaluated: number }>> {
	const { actor, now } = context;
	const before = await compareImport(context, plan, input);
	return runCommand(context, { planId: plan.id, action: 'plan.edit' }, async (tx) => {
		// All is checked before anything is written: a refusal does not roll back.
		const open = key === null ? null : await openableRound({ ...context, tx }, plan, key);
		if (open && !open.ok) return open;
		const imported = await applyImport({ tx, actor, now }, plan, { ...input, before });
		if (!imported.ok) return imported;
		await alongside?.(tx);
		const { statuses, ...counts } = imported.value;
		if (!open || statuses.length === 0) return ok({ ...counts, evaluated: 0 });
		const round = open.value.running ?? (await makeRound({ ...context, tx }, plan, key!));
		const { reason } = input;
		await insertImportedEvaluations({ tx, actor, now }, { round, lang: plan.writtenForm, reason }, statuses);
		if (!open.value.running) await sealAndClose(context, { tx, plan, round, step: 'close', to: 'closed' });
		return ok({ ...counts, evaluated: statuses.length });
	});
}

/** Checks that the round is the running one or can be made, and that the actor may approve in it or make it. */
async function openableRound(
	{ tx, actor, now }: ContextInTransaction,
	plan: Plan,
	key: RoundKey
): Promise<Result<{ running: Round | null }>> {
	const { running, periods } = await roundsForStatuses(tx, plan, now);
	const actions = running ? (['evaluation.approve'] as const) : (['round.plan', 'round.close'] as const);
	for (const action of actions) {
		const denied = await denial(tx, actor, { planId: plan.id, action });
		if (denied) return denied;
	}
	if (!periods.some((period) => roundKey(period) === key))
		return refuseInvalid({ field: 'statuses', code: 'no-such-round' });
	return ok({ running: running ? await runningRound(tx, plan.id) : null });
}

/** Makes and opens a round that asks for the status only, on this day. */
async function makeRound(context: ContextInTransaction, plan: Plan, key: RoundKey): Promise<Round> {
	const today = toOsloDate(context.now);
	const made = await insertRound(context, plan.id, {
		...parseRoundKey(key)!,
		...{ opensOn: today, reportBy: today, readBy: today, meetingOn: today },
		...{ graceDays: 0, questions: ['status'], instruction: null }
	});
	await recordRoundTransition(context, { tx: context.tx, plan, round: made, step: 'open', to: 'open' });
	return (await roundByKey(context.tx, plan.id, key))!;
}
