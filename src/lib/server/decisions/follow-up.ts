import { eq } from 'drizzle-orm';
import { toOsloDate } from '$lib/domain/calendar/calendar-date';
import { isClosedFollowUp, type FollowUpState } from '$lib/domain/decision/decision';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { decision, decisionFollowUp } from '../database/schema';
import { decisionById } from './queries';
import { followUpSubject } from './reader';

/** An entry about what is done, or "no change" since the last one. */
export interface FollowUpValues {
	state: FollowUpState | null;
	text: string;
	lang: WrittenForm;
	/** True for "no change": the state stays. */
	unchanged: boolean;
}

/**
 * Adds a dated entry about what is done about a decision. For the responsible: the body's leader, the partner's
 * representative, the seat's holder, or their link. Refuses a drop without a reason and decisions that are not
 * followed up.
 */
export async function followUpDecision(
	{ db, actor, now }: Context,
	target: { partnershipId: number; id: number; version: number },
	{ state: given, text, lang, unchanged }: FollowUpValues
): Promise<Result> {
	return db.write(async (tx) => {
		const { partnershipId } = target;
		const found = await decisionById(tx, partnershipId, target.id);
		const subject = found ? followUpSubject(found) : { partnershipId };
		const denied = await denial(tx, actor, { action: 'decision.follow-up', ...subject });
		if (denied) return denied;
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		if (found.followUp === null) return refuse({ code: 'wrong-state', state: found.kind });
		const state = unchanged ? found.followUp : given;
		if (state === null) return refuseInvalid({ field: 'state', code: 'required' });
		if (!unchanged && state === 'dropped' && !text)
			return refuseInvalid({ field: 'text', code: 'reason-required' });
		if (!unchanged && state === found.followUp && !text)
			return refuseInvalid({ field: 'text', code: 'nothing-changed' });
		const closed = isClosedFollowUp(state);
		const closedOn = closed ? (isClosedFollowUp(found.followUp) ? found.closedOn : toOsloDate(now)) : null;
		await tx
			.update(decision)
			.set({ followUp: state, closedOn, version: found.version + 1 })
			.where(eq(decision.id, found.id));
		const [entry] = await tx
			.insert(decisionFollowUp)
			.values({ decisionId: found.id, at: now.toISOString(), state, unchanged, text, lang })
			.returning({ id: decisionFollowUp.id });
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'follow-up-decision', noun: 'decision', nounId: found.id },
			before: { state: found.followUp },
			after: { state, unchanged, text, entry: entry!.id }
		});
		return ok();
	});
}
