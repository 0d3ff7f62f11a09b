import { createClient, type Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
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

/** Milliseconds that a process waits for another one's write. */
const busyTimeout = 5_000;

/** Opens a database without migrating it; creates a file that does not exist. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
	const client = connect(location);
	// Readers do not wait for the writer, and a committed write survives a crash (synchronous stays FULL).
	if (location.url.startsWith('file:')) await client.execute('PRAGMA journal_mode = WAL');
	let statements = 0;
	const read = drizzle(client, { casing: 'snake_case', logger: { logQuery: () => void statements++ } });
	const queue = new WriteQueue();
	return {
		read,
		write: (work) => queue.next(() => read.transaction(work)),
		statements: () => statements,
		close: () => client.close()
	};
}

function connect({ url, authToken, replica }: DatabaseLocation): Client {
	const token = authToken ? { authToken } : {};
	if (replica) return createClient({ url: `file:${replica}`, syncUrl: url, syncInterval: 1, ...token });
	return createClient({ url, timeout: busyTimeout, ...token });
}
