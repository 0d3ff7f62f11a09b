import { error, type Handle, type RequestEvent } from '@sveltejs/kit';
import {
	addDays,
	toOsloDate,
	isCalendarDate,
	startOfDay,
	type CalendarDate
} from '$lib/domain/calendar/calendar-date';
import { m } from '$lib/i18n/paraglide/messages';
import { openDatabaseSnapshot, lastEventOfDay, SnapshotsBusy } from '../database/database-snapshot';
import type { Database } from '../database/database';

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

/** Seconds after which to try again where too many days are being read. */
const retryAfter = '5';

/**
 * Lets a page of the plan be read as it was at the end of a day: the request gets that day's database
 * and its last moment, and the page answers as it does for today. What may be read does not change by
 * it: who asks is asked for the same rights, and nothing can be written to a day that has been.
 */
export const asOfHandle: Handle = async ({ event, resolve }) => {
	const { locals } = event;
	locals.snapshots = [];
	try {
		await openAskedDay(event);
		return await resolve(event);
	} catch (failure) {
		if (!(failure instanceof SnapshotsBusy)) throw failure;
		const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Retry-After': retryAfter };
		return new Response(m.shell_error_503_text(), { status: 503, headers });
	} finally {
		for (const snapshot of locals.snapshots) snapshot.close();
	}
};

async function openAskedDay({ locals, url, route }: RequestEvent): Promise<void> {
	locals.asked = null;
	const asked = url.searchParams.get('at');
	const today = toOsloDate(locals.now);
	if (asked === null || asked === today) return;
	const fault = requestedDayFault(asked, today, route.id);
	if (fault) {
		locals.asked = { day: null, asked, fault };
		locals.unanswered = true;
		return;
	}
	locals.asked = { day: asked };
	locals.db = await openDatabaseSnapshot(locals.db, await lastEventOfDay(locals.db.read, asked));
	locals.snapshots.push(locals.db);
	locals.now = new Date(startOfDay(addDays(asked, 1)).getTime() - 1);
}

/**
 * Opens the database as it was after an event until the request is answered; its reader may close it earlier.
 *
 * @throws what Kit answers with 503 where too many days are being read
 */
export async function openDay(
	{ locals, setHeaders }: Pick<RequestEvent, 'locals' | 'setHeaders'>,
	seq: number
): Promise<Database> {
	try {
		const day = await openDatabaseSnapshot(locals.db, seq);
		locals.snapshots.push(day);
		return day;
	} catch (failure) {
		if (!(failure instanceof SnapshotsBusy)) throw failure;
		setHeaders({ 'Retry-After': retryAfter });
		error(503, 'snapshots-busy');
	}
}

function requestedDayFault(asked: string, today: CalendarDate, route: string | null) {
	if (!routesWithHistory.has(route)) return 'not-here';
	if (!isCalendarDate(asked)) return 'no-date';
	return asked > today ? 'future' : null;
}
