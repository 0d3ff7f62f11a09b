import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createClient, type Client } from '@libsql/client';
import { drizzle, type LibSQLDatabase } from 'drizzle-orm/libsql';
import { LogKeeper, setUpConnections } from './checkpoint';
import { keepStatements } from './kept-statements';
import { isReadOnlyConnection, waitForLocks } from './outage';
import { noteStatement } from './read-tables';
import { Replica } from './replica';
import { commitCount } from './schema/commit-count';
import { connectToServer, countCommit } from './server-client';
import { forgetAnswer } from './shared-answer';
import { WriteQueue } from './write-queue';

/** A transaction in the write queue: it reads its own changes, and is committed or rolled back as a whole. */
export type Transaction = Parameters<Parameters<LibSQLDatabase['transaction']>[0]>[0];

/** The database, or a transaction, to run queries on. */
export type Queryable = LibSQLDatabase | Transaction;

/** An open database. Reads use `read`; every change goes through `write`. */
export interface Database {
	read: LibSQLDatabase & { $client: Client };
	/** The database itself where `read` is a replica of it, otherwise the same; for migrations. */
	origin: LibSQLDatabase;
	/** The local copy of a database server that `read` reads; null if there is none. */
	replica: Replica | null;
	/**
	 * Runs changes one at a time, each in its own transaction.
	 *
	 * @throws the error of `work`, after rolling back
	 */
	write<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
	/**
	 * Runs the changes of another connection, as that of a worker, between two transactions of this one.
	 *
	 * @param work resolves once the other connection has committed or given up
	 */
	delegate<T>(work: () => Promise<T>): Promise<T>;
	/** For opening it once more. */
	readonly location: DatabaseLocation;
	/** Number of SQL statements sent so far; tests hold list pages to a fixed number. */
	statements(): number;
	/**
	 * Rewrites the database file without the bytes of deleted rows, between two transactions. On a database server
	 * it does nothing.
	 */
	compact(): Promise<void>;
	close(): void;
}

export interface DatabaseLocation {
	/** `file:…`, `http(s)://…` or `libsql://…` */
	url: string;
	authToken?: string | undefined;
	/** Path of a local embedded replica that follows `url`. */
	replica?: string | undefined;
}

interface LogOptions {
	/** False leaves the write-ahead log to the server, for commands that run beside it. */
	checkpoints?: boolean;
	/** Called when another process has restarted the write-ahead log. */
	onForeignRestart?: () => void;
	/** Statements to run first on each connection that reads. */
	setup?: readonly string[];
}

/** Milliseconds that a statement waits for the copy, which the process that keeps it may be recovering. */
const replicaTimeout = 1_000;
/** Milliseconds that a statement blocks the process while it waits for another one's lock. */
const busyTimeout = 5_000;
/** The same for beginning a transaction, which then waits without blocking. */
const beginTimeout = 50;

/** Opens a database without migrating it; creates a file that does not exist. */
export async function openDatabase(
	location: DatabaseLocation,
	{ checkpoints = true, onForeignRestart, setup = [] }: LogOptions = {}
): Promise<Database> {
	const file = databaseFile(location.url);
	const server = file === null ? connectToServer(location) : null;
	const replica = server ? await openReplica(location) : null;
	const client = replica ? connectToReplica(location) : (server ?? connect(location, busyTimeout));
	if (file !== null) {
		// Readers do not wait for the writer, and a committed write survives a crash (synchronous stays FULL).
		await client.execute('PRAGMA journal_mode = WAL');
		setUpConnections(client);
		for (const one of setup) await client.execute(one);
		keepStatements(client, file, { timeout: busyTimeout, settings: setup });
	}
	let statements = 0;
	const logQuery = (statement: string) => {
		statements++;
		noteStatement(statement);
	};
	const settings = { casing: 'snake_case', logger: { logQuery } } as const;
	const read = drizzle(client, settings);
	const origin = replica && server ? drizzle(server, settings) : read;
	await replica?.follow(() => newestCommit(read));
	// Opened by the first write: snapshots have none.
	let writer: { client: Client; begin: LibSQLDatabase; keeper: LogKeeper | null } | undefined;
	const openWriter = (path: string) => {
		const own = connect(location, beginTimeout);
		waitForLocks(own);
		setUpConnections(own);
		const keeper = checkpoints
			? new LogKeeper({ writer: own, reader: client }, path, onForeignRestart)
			: null;
		return { client: own, begin: drizzle(own, settings), keeper };
	};
	// The next write opens it again.
	const closeWriter = () => {
		writer?.client.close();
		writer = undefined;
	};
	const queue = new WriteQueue();
	/** Runs a change in its turn, after which nobody is shown what was before it. */
	const inTurn = <T>(change: () => Promise<T>) =>
		queue.next(() => change().finally(() => forgetAnswer(read)));
	const writeToServer = async <T>(work: (tx: Transaction) => Promise<T>): Promise<T> => {
		const { value, number } = await runTransaction(origin, async (tx) => ({
			value: await work(tx),
			number: await countCommit(tx)
		}));
		await replica?.committed(number);
		return value;
	};
	return {
		read,
		origin,
		replica,
		write: (work) =>
			inTurn(async () => {
				if (file === null) return writeToServer(work);
				writer ??= openWriter(file);
				try {
					const result = await runTransaction(writer.begin, work);
					await writer.keeper?.afterCommit();
					return result;
				} catch (error) {
					if (isReadOnlyConnection(error)) closeWriter();
					throw error;
				}
			}),
		delegate: (work) =>
			inTurn(async () => {
				try {
					return await work();
				} finally {
					if (file !== null) await (writer ??= openWriter(file)).keeper?.afterCommit();
					else await replica?.committed(await newestCommit(origin));
				}
			}),
		location,
		statements: () => statements,
		compact: () =>
			queue.next(async () => {
				if (file === null) return;
				writer ??= openWriter(file);
				await writer.keeper?.compact();
			}),
		close() {
			client.close();
			closeWriter();
			if (replica) server?.close();
			replica?.close();
		}
	};
}

/** Opens the local copy of a database server; null if the location names none. */
async function openReplica({ url, authToken, replica: file }: DatabaseLocation): Promise<Replica | null> {
	if (!file) return null;
	const hasCopy = existsSync(file);
	const replica = new Replica({ url, authToken, file });
	await replica.start(hasCopy);
	return replica;
}

/** Reads the copy as an ordinary file, which only the replica changes. */
function connectToReplica({ replica }: DatabaseLocation): Client {
	const client = createClient({ url: `file:${replica}`, concurrency: 1, timeout: replicaTimeout });
	void client.execute('PRAGMA query_only = 1');
	if (replica) keepStatements(client, replica, { timeout: busyTimeout, settings: ['PRAGMA query_only = 1'] });
	return client;
}

/** Returns the number of the newest commit; 0 before the tables exist. */
async function newestCommit(read: Queryable): Promise<number> {
	const rows = await read
		.select({ number: commitCount.number })
		.from(commitCount)
		.catch(() => []);
	return rows[0]?.number ?? 0;
}

/**
 * Runs work in a transaction and throws its own error. SQLite itself rolls back when the disk is full; drizzle's
 * rollback then fails, and that error would hide the cause.
 */
async function runTransaction<T>(begin: LibSQLDatabase, work: (tx: Transaction) => Promise<T>): Promise<T> {
	const failed: unknown[] = [];
	try {
		return await begin.transaction(async (tx) => {
			try {
				return await work(tx);
			} catch (error) {
				failed.push(error);
				throw error;
			}
		});
	} catch (error) {
		throw failed[0] ?? error;
	}
}

/** Returns the path of a database file; null for a database server. */
export function databaseFile(url: string): string | null {
	if (!url.startsWith('file:')) return null;
	return url.startsWith('file://') ? fileURLToPath(url) : url.slice('file:'.length);
}

function connect({ url }: DatabaseLocation, timeout: number): Client {
	return createClient({ url, timeout });
}
