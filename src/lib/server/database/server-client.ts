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
		const response = await fetch(request, { signal: AbortSignal.timeout(statementTimeout) });
		// Read here, so that an answer that stops halfway is late as well.
		return new Response(await response.arrayBuffer(), response);
	} catch (cause) {
		throw cause instanceof DOMException ? unansweredError(cause) : cause;
	}
}

/**
 * Asks a database server whether it is there.
 *
 * @param patience milliseconds to wait
 * @throws if it does not answer in time, or with an error
 */
export async function probeServer(url: string, patience: number): Promise<void> {
	const address = new URL('/health', url.replace(/^libsql:/, 'https:'));
	const late = new AbortController();
	// Unlike that of `AbortSignal.timeout` it keeps a starting process alive, which a request without a connection does not.
	const timer = setTimeout(() => late.abort(), patience);
	try {
		const response = await fetch(address, { signal: late.signal });
		await response.arrayBuffer();
		if (!response.ok) throw new Error(`The database server answers ${response.status}.`);
	} catch (cause) {
		throw late.signal.aborted ? unansweredError(cause) : cause;
	} finally {
		clearTimeout(timer);
	}
}

/** Returns the error of a database server that does not answer in time. */
export function unansweredError(cause: unknown): Error {
	return Object.assign(new Error('The database server does not answer.', { cause }), { code: 'ETIMEDOUT' });
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
