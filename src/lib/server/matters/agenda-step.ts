import { eq } from 'drizzle-orm';
import { isClosedMatter, nextMatterState, type MatterStep } from '$lib/domain/matter/matter';
import type { Context } from '../context';
import type { Transaction } from '../database/database';
import { appendEvent } from '../database/event-log';
import { matter } from '../database/schema';
import { notifySenders } from './sender-mail';

/** A step that a meeting takes with a matter. */
export interface AgendaStep {
	matterId: number;
	step: Extract<MatterStep, 'schedule' | 'unschedule' | 'treat' | 'postpone'>;
	meetingId: number;
	reason?: string;
}

/**
 * Takes a meeting's step with a matter in the meeting's own transaction, after its permission check. Returns false
 * and changes nothing if the matter's state does not allow it.
 */
export async function takeAgendaStep(
	tx: Transaction,
	{ actor, now }: Omit<Context, 'db'>,
	{ matterId, step, meetingId, reason }: AgendaStep
): Promise<boolean> {
	const [found] = await tx.select().from(matter).where(eq(matter.id, matterId));
	const state = found && nextMatterState(found.state, step);
	if (!found || !state) return false;
	const closedAt = isClosedMatter(state) ? now.toISOString() : null;
	await tx
		.update(matter)
		.set({ state, closedAt, version: found.version + 1 })
		.where(eq(matter.id, matterId));
	await appendEvent(tx, actor, now, {
		...{ planId: null, verb: `${step}-matter`, noun: 'matter', nounId: matterId },
		before: { state: found.state },
		after: { state, meeting: meetingId },
		...(reason && { reason })
	});
	await notifySenders(tx, { actor, now }, found);
	return true;
}
