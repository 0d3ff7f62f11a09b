import { text } from '@sveltejs/kit';
import { isFullyMigrated } from '$lib/server/database/migrations';
import { servedDatabases } from '$lib/server/http/database';
import journal from '../../../drizzle/meta/_journal.json';
import type { Database } from '$lib/server/database/database';
import type { RequestHandler } from './$types';

const plain = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };

/**
 * Answers that each database responds and its migrations match this version; "reading only" while the database
 * server cannot be reached and pages are answered from the local copy.
 */
export const GET: RequestHandler = async () => {
	const states = await Promise.all(servedDatabases().map(({ db }) => stateOf(db)));
	const state = states.find((one) => one === 'not ready') ?? states.find((one) => one !== 'ok') ?? 'ok';
	return text(state, { status: state === 'not ready' ? 503 : 200, headers: plain });
};

async function stateOf(db: Database): Promise<'ok' | 'reading only' | 'not ready'> {
	const ready = await isFullyMigrated(db, journal.entries.length).catch(() => false);
	if (!ready) return 'not ready';
	const isCurrent = await db.replica?.isCurrent().catch(() => false);
	return isCurrent === false ? 'reading only' : 'ok';
}
