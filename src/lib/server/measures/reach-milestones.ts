import { eq } from 'drizzle-orm';
import { toOsloDate, type CalendarDate } from '$lib/domain/calendar/calendar-date';
import { isReportable } from '$lib/domain/measure/measure';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import type { RoundKey } from '$lib/domain/round/round';
import { denial } from '../authorization';
import type { Context } from '../context';
import { milestone } from '../database/schema';
import { measureByCode, milestonesOf } from './queries';
import { saveMeasureVersion, type MeasureTarget } from './run-command';

/** The milestones that are reached, each with its day; the others are not. */
type ReachedMilestones = ReadonlyMap<number, CalendarDate>;

/**
 * Saves which milestones of a measure are reached, as its reporter says. The change log of the measure shows it.
 *
 * @param target the measure, and the round a reporting link is for
 * @returns refused `invalid` for a day to come (`in-future`), `stale` if the measure has changed
 */
export async function reachMilestones(
	context: Context,
	target: MeasureTarget & { round: RoundKey | null },
	reached: ReachedMilestones
): Promise<Result<{ version: number }>> {
	const { db, actor, now } = context;
	return db.write(async (tx) => {
		const { planId, round } = target;
		const found = await measureByCode(tx, planId, target.code);
		if (!found) return refuse({ code: 'not-found' });
		const within = { planId, measureId: found.id, responsibleBodyId: found.bodyId };
		const denied = await denial(tx, actor, {
			...{ ...within, ...(round !== null && { round }) },
			action: 'evaluation.report'
		});
		if (denied) return denied;
		if (!isReportable(found.lifecycle)) return refuse({ code: 'wrong-state', state: found.lifecycle });
		if (found.version !== target.version) return refuse({ code: 'stale', current: found });
		const today = toOsloDate(now);
		const late = [...reached].find(([, day]) => day > today);
		if (late) return refuseInvalid({ field: `doneOn.${late[0]}`, code: 'in-future' });
		const before = await milestonesOf(tx, found.id);
		const after = before.map((one) => ({ ...one, doneOn: reached.get(one.id) ?? null }));
		const changed = after.filter(({ doneOn }, index) => doneOn !== before[index]!.doneOn);
		if (changed.length === 0) return ok({ version: found.version });
		for (const { id, doneOn } of changed)
			await tx.update(milestone).set({ doneOn }).where(eq(milestone.id, id));
		const logged = (rows: typeof before) => ({
			milestones: rows.map(({ title, due, doneOn }) => ({ title, due, doneOn }))
		});
		const change = { verb: 'set-milestones', before: logged(before), after: logged(after) };
		return saveMeasureVersion(context, tx, found)(change);
	});
}
