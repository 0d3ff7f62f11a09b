import { and, eq } from 'drizzle-orm';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import type { WrittenForm } from '$lib/domain/localized';
import { ok, refuse, refuseInvalid, type Result } from '$lib/domain/result';
import { runCommand } from '../authorization';
import type { Context } from '../context';
import { appendEvent } from '../database/event-log';
import { yearDate } from '../database/schema';

export interface YearDateValues {
	day: CalendarDate;
	/** Null for a single day. */
	lastDay: CalendarDate | null;
	title: string;
	lang: WrittenForm;
	public: boolean;
}

/** Enters a date of the partnership's own into the year wheel. Refuses a last day before the first. */
export async function addYearDate(
	{ db, actor, now }: Context,
	partnershipId: number,
	values: YearDateValues
): Promise<Result<{ id: number }>> {
	return runCommand({ db, actor }, { action: 'year.edit', partnershipId }, async (tx) => {
		if (values.lastDay !== null && values.lastDay < values.day)
			return refuseInvalid({ field: 'lastDay', code: 'ends-before-start' });
		const [made] = await tx
			.insert(yearDate)
			.values({ ...values, partnershipId })
			.returning({ id: yearDate.id });
		const after = { ...values };
		const { id } = made!;
		await appendEvent(tx, actor, now, {
			planId: null,
			verb: 'add-year-date',
			noun: 'year-date',
			nounId: id,
			after
		});
		return ok({ id });
	});
}

/** Removes such a date. Refuses an unknown one, and one that someone has changed since. */
export async function removeYearDate(
	{ db, actor, now }: Context,
	partnershipId: number,
	{ id, version }: { id: number; version: number }
): Promise<Result<null>> {
	return runCommand({ db, actor }, { action: 'year.edit', partnershipId }, async (tx) => {
		const its = and(eq(yearDate.id, id), eq(yearDate.partnershipId, partnershipId));
		const [found] = await tx.select().from(yearDate).where(its);
		if (!found) return refuse({ code: 'not-found' });
		if (found.version !== version) return refuse({ code: 'stale', current: found });
		await tx.delete(yearDate).where(its);
		const { day, lastDay, title, lang, public: isPublic } = found;
		const before = { day, lastDay, title, lang, public: isPublic };
		await appendEvent(tx, actor, now, {
			...{ planId: null, verb: 'remove-year-date', noun: 'year-date', nounId: id, before }
		});
		return ok(null);
	});
}
