import type { BodyKind } from '../body';
import { addDays, type CalendarDate } from '../calendar/calendar-date';
import { addWorkingDays, isWorkingDay } from '../calendar/working-days';
import { leadTime, type MeetingLevel } from './levels';

/** A meeting that a layout proposes. */
export interface ProposedMeeting {
	level: MeetingLevel;
	day: CalendarDate;
	/** Day of the partnership's meeting it prepares, or its own. */
	towards: CalendarDate;
}

/** Days of the partnership's meetings, and the working days from each level to the next. */
export interface YearTemplate {
	partnershipMeetings: readonly CalendarDate[];
	/** From SSU to the partnership. */
	ssuLead: number;
	/** From the FSUs to SSU. */
	fsuLead: number;
}

/** True if a lead keeps the order: two to four weeks in working days. */
export function isLead(days: number): boolean {
	return Number.isInteger(days) && days >= leadTime.least && days <= leadTime.most;
}

/**
 * Lays out a year from the partnership's meetings: SSU meets before each of them and the FSUs before SSU, counted
 * in working days. A lead keeps its weekday where a public holiday does not come between.
 *
 * @throws RangeError for a lead outside two to four weeks, or a meeting on no working day
 */
export function layOutYear({ partnershipMeetings, ssuLead, fsuLead }: YearTemplate): ProposedMeeting[] {
	if (!isLead(ssuLead) || !isLead(fsuLead)) throw new RangeError('A lead is two to four weeks.');
	const closed = partnershipMeetings.find((day) => !isWorkingDay(day));
	if (closed !== undefined) throw new RangeError(`${closed} is no working day.`);
	return [...new Set(partnershipMeetings)]
		.flatMap((towards) => {
			const ssu = addWorkingDays(towards, -ssuLead);
			return [
				{ level: 'fsu' as const, day: addWorkingDays(ssu, -fsuLead), towards },
				{ level: 'ssu' as const, day: ssu, towards },
				{ level: 'partnership-meeting' as const, day: towards, towards }
			];
		})
		.sort((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0));
}

/**
 * Returns the meetings of a laid out year for each body of their level, by day and then in the order of the bodies.
 *
 * @throws RangeError as `layOutYear`
 */
export function bodyMeetings<Body extends { kind: BodyKind }>(
	template: YearTemplate,
	bodies: readonly Body[]
) {
	return layOutYear(template).flatMap((meeting) =>
		bodies.filter(({ kind }) => kind === meeting.level).map((body) => ({ ...meeting, body }))
	);
}

/** Returns the usual days of the partnership's meetings: the second Thursday of February and of June. */
export function usualPartnershipMeetings(year: number): CalendarDate[] {
	return ['02', '06'].map((month) => {
		const first = `${year}-${month}-01`;
		const weekday = new Date(Date.parse(first)).getUTCDay();
		const second = addDays(first, ((4 - weekday + 7) % 7) + 7);
		return isWorkingDay(second) ? second : addWorkingDays(second, 1);
	});
}
