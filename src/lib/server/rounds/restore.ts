import { and, eq } from 'drizzle-orm';
import { ok, refuse, type Result } from '$lib/domain/result';
import { isUndoable, roundKey, type RoundKey } from '$lib/domain/round/round';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { event } from '../database/schema';
import { insertRound, type PlanRoundInput } from './commands';
import { roundByKey } from './queries';

/**
 * Plans a deleted round again as it was, by the event of its deletion.
 *
 * @returns refused `wrong-state` after `undoMinutes`, and if the year has got another round of the kind
 */
export async function restoreDeletedRound(
	{ db, actor, now }: Context,
	planId: number,
	seq: number
): Promise<Result<{ key: RoundKey }>> {
	return runCommand({ db, actor }, { planId, action: 'round.plan' }, async (tx) => {
		const [deleted] = await tx
			.select({ at: event.at, before: event.before })
			.from(event)
			.where(and(eq(event.seq, seq), eq(event.planId, planId), eq(event.verb, 'delete-round')));
		// Older events hold the dates only.
		if (!deleted?.before || !('questions' in deleted.before)) return refuse({ code: 'not-found' });
		if (!isUndoable(deleted.at, now)) return refuse({ code: 'wrong-state', state: 'too-late' });
		const input = deleted.before as unknown as PlanRoundInput;
		const key = roundKey(input);
		if (await roundByKey(tx, planId, key)) return refuse({ code: 'wrong-state', state: 'year-taken' });
		await insertRound({ tx, actor, now }, planId, input);
		return ok({ key });
	});
}
