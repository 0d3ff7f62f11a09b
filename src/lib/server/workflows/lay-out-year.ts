import type { WrittenForm } from '$lib/domain/localized';
import { isWorkingDay } from '$lib/domain/calendar/working-days';
import type { CalendarDate } from '$lib/domain/calendar/calendar-date';
import { ok, refuseInvalid, type Refused, type Result, type ValidationError } from '$lib/domain/result';
import { denial } from '../authorization';
import type { Context } from '../context';
import { planMeetingIn } from '../meetings/commands';

/** A meeting of a laid out year; `row` names it in error messages. */
export interface LaidOutMeeting {
	row: number;
	/** Slug of the body. */
	body: string;
	day: CalendarDate;
}

/**
 * Plans all meetings of a laid out year in one transaction, or none. Refuses a day that is no working day, a body
 * twice on one day, and what `planMeeting` refuses, each under `day.<row>`.
 *
 * @param newUid makes the identifiers of the calendar entries
 */
export async function planLaidOutYear(
	{ db, actor, now }: Context,
	{ partnershipId, newUid }: { partnershipId: number; newUid: () => string },
	{ meetings, lang }: { meetings: readonly LaidOutMeeting[]; lang: WrittenForm }
): Promise<Result<{ planned: number }>> {
	try {
		return await db.write(async (tx) => {
			const denied = await denial(tx, actor, { action: 'year.edit', partnershipId });
			if (denied) return denied;
			if (meetings.length === 0) return refuseInvalid({ field: 'take', code: 'required' });
			const faults: ValidationError[] = meetings.flatMap(({ row, body, day }, index) => {
				const isTwice = meetings.slice(0, index).some((one) => one.body === body && one.day === day);
				if (isWorkingDay(day) && !isTwice) return [];
				return [{ field: `day.${row}`, code: isTwice ? 'chosen-twice' : 'no-working-day' }];
			});
			for (const { row, body, day } of faults.length > 0 ? [] : meetings) {
				const time = { day, startsAt: null, endsAt: null, place: '' };
				const values = { ...time, kind: 'ordinary' as const, lang, body, jointBody: null };
				const planned = await planMeetingIn(tx, { actor, now }, { partnershipId, uid: newUid(), values });
				if (planned.ok) continue;
				if (planned.refused.code !== 'invalid') throw new LayoutRollback(planned);
				faults.push(...planned.refused.faults.map(({ code }) => ({ field: `day.${row}`, code })));
			}
			if (faults.length > 0) throw new LayoutRollback(refuseInvalid(...faults));
			return ok({ planned: meetings.length });
		});
	} catch (error) {
		if (error instanceof LayoutRollback) return error.refusal;
		throw error;
	}
}

/** Rolls back the meetings of a year of which one is refused. */
class LayoutRollback extends Error {
	constructor(readonly refusal: Refused) {
		super();
	}
}
