import { eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { mayEndEntry, mayRemoveEntry } from '$lib/domain/plan/plan-structure';
import { ok, refuseInvalid, refuse, type Result } from '$lib/domain/result';
import type { Context } from '../context';
import { entryForLog, recordEntryEvent, runEntryCommand, type EntryTarget } from './commands';
import { detachReferences, findUsages } from './references';
import { sectionTables } from './section-tables';

/**
 * Ends an entry on a day that is not in the future. Refuses while measures, areas or bodies use it
 * (`area-in-use`, `body-in-use`).
 */
export async function endEntry(
	context: Context,
	target: EntryTarget,
	{ endedOn, reason }: { endedOn: CalendarDate; reason: string }
): Promise<Result> {
	return runEntryCommand(context, target, async (turn, found) => {
		if (!mayEndEntry(target.part)) return refuse({ code: 'wrong-state', state: 'single' });
		if (found.endedOn) return refuse({ code: 'wrong-state', state: 'ended' });
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'required' });
		if (endedOn > toOsloDate(context.now)) return refuseInvalid({ field: 'endedOn', code: 'in-future' });
		const used = await findUsages(turn.tx, target.part, found);
		if (used) return refuseInvalid({ field: 'endedOn', code: used });
		const { table } = sectionTables[target.part];
		await turn.tx
			.update(table)
			.set({ endedOn, version: found.version + 1 })
			.where(eq(table.id, found.id));
		const difference = { before: { endedOn: null }, after: { endedOn } };
		await recordEntryEvent(context, turn, {
			part: target.part,
			id: found.id,
			verb: 'end-entry',
			...difference,
			reason
		});
		return ok();
	});
}

/** Restores an ended entry, with a reason. */
export async function resumeEntry(context: Context, target: EntryTarget, reason: string): Promise<Result> {
	return runEntryCommand(context, target, async (turn, found) => {
		if (!found.endedOn) return refuse({ code: 'wrong-state', state: 'standing' });
		if (!reason.trim()) return refuseInvalid({ field: 'reason', code: 'required' });
		const { table } = sectionTables[target.part];
		await turn.tx
			.update(table)
			.set({ endedOn: null, version: found.version + 1 })
			.where(eq(table.id, found.id));
		const difference = { before: { endedOn: found.endedOn }, after: { endedOn: null } };
		await recordEntryEvent(context, turn, {
			part: target.part,
			id: found.id,
			verb: 'resume-entry',
			...difference,
			reason
		});
		return ok();
	});
}

/** Deletes an entry of a draft, with the measures' threads to it. */
export async function removeEntry(context: Context, target: EntryTarget, reason = ''): Promise<Result> {
	return runEntryCommand(context, target, async (turn, found) => {
		if (!mayRemoveEntry(target.part, turn.plan.state))
			return refuse({ code: 'wrong-state', state: turn.plan.state });
		const used = await detachReferences(turn.tx, target.part, found);
		if (used) return refuseInvalid({ field: 'remove', code: used });
		const { table } = sectionTables[target.part];
		await turn.tx.delete(table).where(eq(table.id, found.id));
		const before = entryForLog(found.values, target.part, turn.bodies);
		await recordEntryEvent(context, turn, {
			part: target.part,
			id: found.id,
			verb: 'remove-entry',
			before,
			reason
		});
		return ok();
	});
}
