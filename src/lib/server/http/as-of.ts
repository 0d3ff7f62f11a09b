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
 * Routes of the plan that can be read as of a day (`?at=2026-03-01`). Pages for working – reporting, rounds,
 * editing, people, mail – show today only, and say so.
 */
const routesWithHistory: ReadonlySet<string | null> = new Set([
	...[
		'/',
		'/areas',
		'/areas/[number]',
		'/areas/[number]/paper.[format]',
		'/bodies',
		'/bodies/[slug]',
		'/measures',
		'/measures/[code]',
		'/measures/[code]/paper.[format]',
		'/adjustments',
		'/adjustments/[year]',
		'/decisions',
		'/decisions/[id]'
	],
	...[...planViewRoutes, ...reviewRoutes, ...partyRoutes]
]);

/** The day requested in the address. */
export type RequestedDay =
	| { day: CalendarDate }
	/** The page shows today instead. */
	| { day: null; asked: string; fault: 'no-date' | 'future' | 'not-here' };

/** Value of Retry-After in seconds, if too many snapshots are in use. */
const retryAfter = '5';

/**
 * Serves a page as of the end of a day: the request gets that day's database snapshot and last moment.
 * Permissions are the same as today, and nothing can be written.
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
 * Opens the database as of an event until the response is sent; the caller may close it earlier.
 *
 * @throws Kit's error 503 if too many snapshots are in use
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
