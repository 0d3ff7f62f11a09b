import type { Handle } from '@sveltejs/kit';
import {
	addDays,
	toOsloDate,
	isCalendarDate,
	startOfDay,
	type CalendarDate
} from '$lib/domain/calendar/calendar-date';
import { openDatabaseSnapshot, lastEventOfDay } from '../database/database-snapshot';

const planViewRoutes = ['/coverage', '/map', '/timeline', '/indicators', '/needs'];
const reviewRoutes = ['/reviews', '/reviews/[round]', '/reviews/compare'];
const partyRoutes = ['/rollout', '/partners', '/partners/[number]'];

/**
 * The pages of the plan, which can be read as they were on a day: `?at=2026-03-01`. Where people work –
 * reporting, rounds, editing, people, mail – there is only today, and the page says so.
 */
const routesWithHistory: ReadonlySet<string | null> = new Set([
	...['/', '/areas', '/areas/[number]', '/measures/[code]', '/adjustments', '/adjustments/[year]'],
	...[...planViewRoutes, ...reviewRoutes, ...partyRoutes]
]);

/** What a page says of the day it was asked for. */
export type RequestedDay =
	| { day: CalendarDate }
	/** Shown as it stands today instead. */
	| { day: null; asked: string; fault: 'no-date' | 'future' | 'not-here' };

/**
 * Lets a page of the plan be read as it was at the end of a day: the request gets that day's database
 * and its last moment, and the page answers as it does for today. What may be read does not change by
 * it: who asks is asked for the same rights, and nothing can be written to a day that has been.
 */
export const asOfHandle: Handle = async ({ event, resolve }) => {
	const { locals, url, route } = event;
	locals.asked = null;
	const asked = url.searchParams.get('at');
	const today = toOsloDate(locals.now);
	if (asked === null || asked === today) return resolve(event);
	const fault = requestedDayFault(asked, today, route.id);
	if (fault) {
		locals.asked = { day: null, asked, fault };
		locals.unanswered = true;
		return resolve(event);
	}
	locals.asked = { day: asked };
	locals.db = await openDatabaseSnapshot(locals.db, await lastEventOfDay(locals.db.read, asked));
	locals.now = new Date(startOfDay(addDays(asked, 1)).getTime() - 1);
	return resolve(event);
};

function requestedDayFault(asked: string, today: CalendarDate, route: string | null) {
	if (!routesWithHistory.has(route)) return 'not-here';
	if (!isCalendarDate(asked)) return 'no-date';
	return asked > today ? 'future' : null;
}
