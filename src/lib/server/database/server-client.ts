import { createClient, type Client } from '@libsql/client';
import { sql } from 'drizzle-orm';
import type { LibSQLDatabase } from 'drizzle-orm/libsql';
import { commitCount } from './schema/commit-count';

/** Milliseconds after which a statement on a database server has failed. */
const statementTimeout = 10_000;

/** Connects to a database server. Unlike libSQL's own client it does not wait for ever for one that has stopped. */
export function connectToServer({ url, authToken }: { url: string; authToken?: string | undefined }): Client {
	return createClient({ url, fetch: fetchInTime, ...(authToken && { authToken }) });
}

async function fetchInTime(request: Request): Promise<Response> {
	try {
		return await fetch(request, { signal: AbortSignal.timeout(statementTimeout) });
	} catch (cause) {
		if (!(cause instanceof DOMException)) throw cause;
		throw Object.assign(new Error('The database server does not answer.', { cause }), { code: 'ETIMEDOUT' });
	}
}

/** Counts the transaction as a commit, and returns its number. */
export async function countCommit(tx: Pick<LibSQLDatabase, 'insert'>): Promise<number> {
	const [counted] = await tx
		.insert(commitCount)
		.values({ id: 1, number: 1 })
		.onConflictDoUpdate({ target: commitCount.id, set: { number: sql`${commitCount.number} + 1` } })
		.returning({ number: commitCount.number });
	return counted!.number;
}
