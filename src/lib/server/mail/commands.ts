import { eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '$lib/domain/result';
import { roundKey, acceptsReports, type RoundKey } from '$lib/domain/round/round';
import { denial, runCommand } from '../authorization';
import type { Context } from '../context';
import type { Database } from '../database/database';
import { appendEvent } from '../database/event-log';
import { queueMail } from '../database/outbox';
import { mail } from '../database/schema';
import { queueDecisionReminders } from '../decisions/reminders';
import { queueCirculationReminders } from '../meetings/circulation';
import { roundByKey } from '../rounds/queries';
import {
	reminderCandidates,
	mailById,
	findDueReminders,
	type ReminderFilter,
	type DueReminder,
	type ReminderResult
} from './queries';

/**
 * Queues today's reminders, of rounds, decisions and circulations. Safe to repeat and to run in several processes,
 * because a queued reminder is not due again.
 *
 * @returns the reminders of rounds that were queued
 */
export async function queueReminders({ db, now }: { db: Database; now: Date }): Promise<DueReminder[]> {
	return db.write(async (tx) => {
		const due = await findDueReminders(tx, now);
		for (const { round, reader, reason } of due)
			await queueMail(tx, now, { ...reader, roundId: round.id, reason });
		await queueDecisionReminders(tx, now);
		await queueCirculationReminders(tx, now);
		return due;
	});
}

/** A round, and the recipients in it to remind. */
export interface ReminderRequest extends ReminderFilter {
	planId: number;
	round: RoundKey;
}

/**
 * Queues reminders on request: to one person, to those of a body, an area or a measure, or to all who have
 * something left. Sends at most one mail a day to each, and none to those who decline.
 *
 * @returns the number of queued mails and the event that lists the recipients; null if there were none
 */
export async function queueRequestedReminders(
	{ db, actor, now }: Context,
	{ planId, round: key, ...about }: ReminderRequest
): Promise<Result<{ queued: number; answer: number | null }>> {
	return runCommand({ db, actor }, { planId, action: 'mail.send' }, async (tx) => {
		const round = await roundByKey(tx, planId, key);
		if (!round) return refuse({ code: 'not-found' });
		if (!acceptsReports(round.state)) return refuse({ code: 'wrong-state', state: round.state });
		const asked = await reminderCandidates(tx, { round, filter: about }, now);
		const after: ReminderResult = { names: [], not: [] };
		for (const { reader, not } of asked) {
			const { name } = reader;
			const request = { ...reader, roundId: round.id, reason: 'asked' } as const;
			// Waiting mail of another round counts for the one mail a day.
			const why = not ?? ((await queueMail(tx, now, request)).queue ? null : 'mailed-today');
			if (why) after.not.push({ name, why });
			else after.names.push(name);
		}
		const queued = after.names.length;
		if (queued === 0) return ok<{ queued: number; answer: number | null }>({ queued, answer: null });
		const happening = { planId, verb: 'remind', noun: 'mail', nounId: roundKey(round) } as const;
		return ok({ queued, answer: await appendEvent(tx, actor, now, { ...happening, after: { ...after } }) });
	});
}

/** Retries a failed mail under the same Message-ID. */
export async function retryMail({ db, actor, now }: Context, mailId: number): Promise<Result> {
	return db.write(async (tx) => {
		const mine = await mailById(tx, mailId);
		// Another partnership's mail gets the same answer as an unknown one.
		const denied = await denial(tx, actor, { planId: mine?.of.id ?? 0, action: 'mail.send' });
		if (denied) return denied;
		if (!mine) return refuse({ code: 'not-found' });
		const found = mine.row;
		if (found.state !== 'failed') return refuse({ code: 'wrong-state', state: found.state });
		const values = { state: 'waiting', tries: 0, nextTryAt: now.toISOString() } as const;
		await tx.update(mail).set(values).where(eq(mail.id, mailId));
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'retry-mail',
			noun: 'mail',
			nounId: mailId,
			before: { state: 'failed', tries: found.tries },
			after: { state: 'waiting', tries: 0 }
		});
		return ok();
	});
}
