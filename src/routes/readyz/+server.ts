import { text } from '@sveltejs/kit';
import { isFullyMigrated } from '$lib/server/database/migrations';
import journal from '../../../drizzle/meta/_journal.json';
import type { RequestHandler } from './$types';

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/** Answers that the database responds and its migrations match this version. */
export const GET: RequestHandler = async ({ locals }) => {
	const ready = await isFullyMigrated(locals.db, journal.entries.length).catch(() => false);
	return text(ready ? 'ok' : 'not ready', {
		status: ready ? 200 : 503,
		headers: plain
	});
};
