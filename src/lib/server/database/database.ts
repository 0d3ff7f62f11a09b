import { createClient, type Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { WriteQueue } from './write-queue';

/** A turn in the write queue: reads see what the turn wrote, and all of it stands or none. */
export type Transaction = Parameters<Parameters<LibSQLDatabase['transaction']>[0]>[0];

/** What queries read from: the database, or the turn they are part of. */
export type Queryable = LibSQLDatabase | Transaction;

/** Where the data is: the only way to it. Reads go to `read`, every change through `write`. */
export interface Database {
	read: LibSQLDatabase & { $client: Client };
	/**
	 * Runs one change after the other, each in a transaction of its own.
	 *
	 * @throws what `turn` throws, after rolling back
	 */
	write<T>(turn: (tx: Transaction) => Promise<T>): Promise<T>;
	/** SQL statements sent so far; list pages are held to a fixed number of them. */
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

/** How long a second process waits for the first one's write, in milliseconds. */
const busyTimeout = 5_000;

/** Opens a database; a file that is not there is made. Does not migrate. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
	const client = connect(location);
	// Readers do not wait for the writer; an acknowledged write survives a crash (synchronous stays FULL).
	if (location.url.startsWith('file:')) await client.execute('PRAGMA journal_mode = WAL');
	let statements = 0;
	const read = drizzle(client, { casing: 'snake_case', logger: { logQuery: () => void statements++ } });
	const queue = new WriteQueue();
	return {
		read,
		write: (turn) => queue.next(() => read.transaction(turn)),
		statements: () => statements,
		close: () => client.close()
	};
}

function connect({ url, authToken, replica }: DatabaseLocation): Client {
	const token = authToken ? { authToken } : {};
	if (replica) return createClient({ url: `file:${replica}`, syncUrl: url, syncInterval: 1, ...token });
	return createClient({ url, timeout: busyTimeout, ...token });
}
