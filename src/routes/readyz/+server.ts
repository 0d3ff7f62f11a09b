import { text } from '@sveltejs/kit';
import { isFullyMigrated } from '$lib/server/database/migrations';
import journal from '../../../drizzle/meta/_journal.json';
import type { RequestHandler } from './$types';

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/**
 * Answers that the database responds and its migrations match this version; "reading only" while the database
 * server cannot be reached and pages are answered from the local copy.
 */
export const GET: RequestHandler = async ({ locals: { db } }) => {
	const ready = await isFullyMigrated(db, journal.entries.length).catch(() => false);
	if (!ready) return text('not ready', { status: 503, headers: plain });
	const isCurrent = await db.replica?.isCurrent().catch(() => false);
	return text(isCurrent === false ? 'reading only' : 'ok', { headers: plain });
};
