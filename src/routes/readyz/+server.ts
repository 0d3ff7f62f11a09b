import { text } from '@sveltejs/kit';
import { isReady } from '$lib/server/database/database';
import journal from '../../../drizzle/meta/_journal.json';
import type { RequestHandler } from './$types';

/** The database answers, and its migrations are this version's. */
export const GET: RequestHandler = async ({ locals }) => {
	const ready = await isReady(locals.db, journal.entries.length).catch(() => false);
	return text(ready ? 'ok' : 'not ready', {
		status: ready ? 200 : 503,
		headers: { 'Cache-Control': 'no-store' }
	});
};
