import { kickOffReminders } from '$lib/domain/mail/reminder';
import { ok, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { queueMail } from '../database/outbox';
import { reportingFacts } from '../reminders/queries';
import { runningRound } from '../rounds/queries';
import { recordRoundTransition, runRoundTransition, type RoundTarget } from '../rounds/transition';

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
