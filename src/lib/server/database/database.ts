import { fileURLToPath } from 'node:url';
import { createClient, type Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { disableAutomaticCheckpoints, LogKeeper } from './checkpoint';
import { WriteQueue } from './write-queue';

/** A transaction in the write queue: it reads its own changes, and is committed or rolled back as a whole. */
export type Transaction = Parameters<Parameters<LibSQLDatabase['transaction']>[0]>[0];

/** The database, or a transaction, to run queries on. */
export type Queryable = LibSQLDatabase | Transaction;

/** An open database. Reads use `read`; every change goes through `write`. */
export interface Database {
	read: LibSQLDatabase & { $client: Client };
	/**
	 * Runs changes one at a time, each in its own transaction.
	 *
	 * @throws the error of `work`, after rolling back
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/** Number of SQL statements sent so far; tests hold list pages to a fixed number. */
	statements(): number;
	close(): void;
}

export interface DatabaseLocation {
	/** `file:…`, `http(s)://…` or `libsql://…` */
	url: string;
	authToken?: string | undefined;
	/** Path of a local embedded replica that follows `url`. */
	replica?: string | undefined;
}

export interface LogOptions {
	/** False leaves the write-ahead log to the server, for commands that run beside it. */
	checkpoints?: boolean;
	/** Called when another process has restarted the write-ahead log. */
	onForeignRestart?: () => void;
}

/** Milliseconds that a process waits for another one's write. */
const busyTimeout = 5_000;

/** Opens a database without migrating it; creates a file that does not exist. */
export async function openDatabase(
	location: DatabaseLocation,
	{ checkpoints = true, onForeignRestart }: LogOptions = {}
): Promise<Database> {
	const client = connect(location);
	const file = databaseFile(location.url);
	// Readers do not wait for the writer, and a committed write survives a crash (synchronous stays FULL).
	if (file !== null) {
		await client.execute('PRAGMA journal_mode = WAL');
		await disableAutomaticCheckpoints(client);
	}
	const keeper = file !== null && checkpoints ? new LogKeeper(client, file, onForeignRestart) : null;
	let statements = 0;
	const read = drizzle(client, { casing: 'snake_case', logger: { logQuery: () => void statements++ } });
	const queue = new WriteQueue();
	return {
		read,
		write: (work) =>
			queue.next(async () => {
				const result = await read.transaction(work);
				await keeper?.afterCommit();
				return result;
			}),
		statements: () => statements,
		close: () => client.close()
	};
}

/** Returns the path of a database file; null for a database server. */
export function databaseFile(url: string): string | null {
	if (!url.startsWith('file:')) return null;
	return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}

function connect({ url, authToken, replica }: DatabaseLocation): Client {
	const token = authToken ? { authToken } : {};
	if (replica) return createClient({ url: `file:${replica}`, syncUrl: url, syncInterval: 1, ...token });
	return createClient({ url, timeout: busyTimeout, ...token });
}
