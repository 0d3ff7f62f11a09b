import { eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import type { Consensus, OutcomeKind } from '$lib/domain/meeting/agenda';
import { outcomeEditing } from '$lib/domain/meeting/meeting';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { appendEvent, changedFields } from '../database/event-log';
import { agendaItem, meeting } from '../database/schema';
import { responsibleIds } from '../decisions/responsible';
import { dropOutcomeDraft } from './outcome-draft';
import { agendaItemById, agendaOf } from './queries';
import { dropItemApprovals } from './recusals';
import { loadMeeting, type MeetingTarget } from './target';

/** An item of a meeting, and its version. */
export type AgendaItemTarget = MeetingTarget & { itemId: number };

export interface OutcomeValues {
	outcomeKind: OutcomeKind;
	outcome: string;
	outcomeLang: WrittenForm;
	consensus: Consensus;
	dissent: string;
	/** "body:SLUG", "partner:NUMBER" or "seat:ID". */
	responsible: string | null;
	dueOn: CalendarDate | null;
	reason: string;
	/** True to go on to the next item. */
	goesOn: boolean;
}

/**
 * Saves what a body made of an item: at will while the meeting is in progress, then with a reason until approval.
 * Refuses an outcome without a text, a remark or disagreement that is not told, an unknown responsible, and a due
 * date before the meeting.
 */
export async function recordOutcome(
	{ db, actor, now }: Context,
	{ itemId, ...target }: AgendaItemTarget,
	{ reason, goesOn, ...values }: OutcomeValues
): Promise<Result<{ next: number | null }>> {
	return db.write(async (tx) => {
		const loaded = await loadMeeting(tx, actor, { target, action: 'meeting.write' });
		if (!loaded.ok) return loaded;
		const found = loaded.value;
		const editing = outcomeEditing(found.state);
		if (editing === 'closed') return refuse({ code: 'wrong-state', state: found.state });
		const item = await agendaItemById(tx, found.id, itemId);
		if (!item) return refuse({ code: 'not-found' });
		if (item.version !== target.version) return refuse({ code: 'stale', current: item });
		if (!values.outcome) return refuseInvalid({ field: 'outcome', code: 'required' });
		if (values.consensus !== 'agreed' && !values.dissent)
			return refuseInvalid({ field: 'dissent', code: 'required' });
		if (!(await responsibleIds(tx, found.partnershipId, values.responsible)))
			return refuseInvalid({ field: 'responsible', code: 'unknown' });
		if (values.dueOn !== null && values.dueOn < found.day)
			return refuseInvalid({ field: 'dueOn', code: 'due-before-decided' });
		if (editing === 'with-reason' && !reason)
			return refuseInvalid({ field: 'reason', code: 'reason-required' });

		const agenda = await agendaOf(tx, found.id);
		const next = agenda[agenda.findIndex(({ id }) => id === itemId) + 1]?.id ?? null;
		if (found.state === 'in-progress')
			await tx
				.update(meeting)
				.set({ currentItemId: goesOn && next !== null ? next : itemId })
				.where(eq(meeting.id, found.id));
		await dropOutcomeDraft(tx, actor, itemId);
		const changed = changedFields<Record<string, unknown>>({ ...item }, { ...values });
		if (!changed) return ok({ next });
		await tx
			.update(agendaItem)
			.set({ ...values, treatedAt: item.treatedAt ?? now.toISOString(), version: item.version + 1 })
			.where(eq(agendaItem.id, itemId));
		await dropItemApprovals(tx, [itemId]);
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'record-outcome', noun: 'meeting', nounId: found.id },
			before: { item: itemId, ...changed.before },
			after: { item: itemId, ...changed.after },
			...(reason && { reason })
		});
		return ok({ next });
	});
}
