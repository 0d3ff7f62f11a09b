import type { Handle } from '@sveltejs/kit';
import { addDays, dayIn, isCalendarDate, startOfDay, type CalendarDate } from '$lib/domain/calendar';
import { asItWas, lastEventOn } from '../database/as-it-was';

const views = ['/coverage', '/map', '/timeline', '/indicators'];

/** The pages of the plan, which can be read as they were on a day: `?at=2026-03-01`. */
const readable: ReadonlySet<string | null> = new Set([
	'/',
	'/areas',
	'/areas/[number]',
	'/measures/[code]',
	...views
]);

/** What a page says of the day it was asked for. */
export type AskedDay =
	| { day: CalendarDate }
	/** Shown as it stands today instead. */
	| { day: null; asked: string; fault: 'no-date' | 'future' };

/**
 * Lets a page of the plan be read as it was at the end of a day: the request gets that day's database
 * and its last moment, and the page answers as it does for today. What may be read does not change by
 * it: who asks is asked for the same rights, and nothing can be written to a day that has been.
 */
export const asItWasOn: Handle = async ({ event, resolve }) => {
	const { locals, url, route } = event;
	locals.asked = null;
	const asked = url.searchParams.get('at');
	if (asked === null || !readable.has(route.id)) return resolve(event);
	const today = dayIn(locals.now);
	if (asked === today) return resolve(event);
	if (!isCalendarDate(asked) || asked > today) {
		locals.asked = { day: null, asked, fault: isCalendarDate(asked) ? 'future' : 'no-date' };
		const { body, headers } = await resolve(event);
		return new Response(body, { status: 400, headers });
	}
	locals.asked = { day: asked };
	locals.db = await asItWas(locals.db, await lastEventOn(locals.db.read, asked));
	locals.now = new Date(startOfDay(addDays(asked, 1)).getTime() - 1);
	return resolve(event);
};
