import { setTimeout as pause } from 'node:timers/promises';
import type { Client, TransactionMode } from '@libsql/client';

/** Causes and remedies for the operator, by error code of SQLite or the network. */
const causes: readonly (readonly [RegExp, string])[] = [
	[/^SQLITE_(BUSY|LOCKED)/, 'Another process has kept the database locked for too long; end it or wait.'],
	[/^SQLITE_FULL|^ENOSPC/, 'The disk with the database is full; make room.'],
	[/^SQLITE_READONLY/, 'The database file cannot be written; check its owner and permissions.'],
	[/^SQLITE_(CANTOPEN|PERM)/, 'The database file cannot be opened; check its folder, owner and permissions.'],
	[
		/^SQLITE_(IOERR|NOLFS)/,
		'The disk with the database does not answer as it should; check it and its room.'
	],
	[/^SQLITE_(CORRUPT|NOTADB)/, 'The database file is damaged; restore a backup (npx framdrift restore).'],
	[
		/^(ECONN|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|UND_ERR|HRANA_|SERVER_ERROR)/,
		'The database server cannot be reached.'
	],
	[/^REPLICA_BEHIND/, 'The local copy is behind, and the database server cannot be reached.']
];

/**
 * Returns the operator's sentence for an error that means the database cannot be used now, through no fault of
 * the request; null for any other error.
 */
export function outageCause(error: unknown): string | null {
	const code = outageCode(error);
	const found = causes.find(([pattern]) => pattern.test(code));
	return found ? `${found[1]} (${code})` : null;
}

/** Returns the code of such an error or its cause; empty for any other error. */
export function outageCode(error: unknown): string {
	for (let one = error; one instanceof Error; one = one.cause) {
		const code = errorCode(one);
		if (causes.some(([pattern]) => pattern.test(code))) return code;
	}
	return '';
}

/** Returns an error's code; libSQL gives none to a file that it cannot open. */
function errorCode(error: Error): string {
	const { code } = error as NodeJS.ErrnoException;
	if (code) return code;
	return error.message.includes('Unable to open connection to local database') ? 'SQLITE_CANTOPEN' : '';
}

/**
 * True if a write failed on a connection that was opened while the file could not be written. SQLite opens such a
 * file for reading, even begins a write transaction on it, and fails at the first change until it is opened again.
 */
export function isReadOnlyConnection(error: unknown): boolean {
	for (let one = error; one instanceof Error; one = one.cause)
		if (errorCode(one).startsWith('SQLITE_READONLY')) return true;
	return false;
}

/** Milliseconds to wait for another process's lock in all, and between two tries. */
const lockPatience = 5_000;
const retryInterval = 25;

/**
 * Lets the transactions of a client with a short busy timeout wait for other processes. SQLite's own busy timeout
 * would block this process meanwhile. The client must not be used for anything else: after a failed try its
 * connection is replaced, because libSQL leaves the failed BEGIN unfinished and could not commit on it.
 */
export function waitForLocks(client: Client): void {
	const begin = client.transaction.bind(client);
	client.transaction = async (mode?: TransactionMode) => {
		let patience: AbortSignal | undefined;
		for (;;) {
			try {
				return await begin(mode ?? 'write');
			} catch (error) {
				if (!isLocked(error)) throw error;
				// Declared as void, but files give a promise.
				await (client.reconnect() as void | Promise<void>);
				if (patience?.aborted) throw error;
				patience ??= AbortSignal.timeout(lockPatience);
				await pause(retryInterval);
			}
		}
	};
}

function isLocked(error: unknown): boolean {
	const { code } = error as NodeJS.ErrnoException;
	return code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED';
}
