import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import type { Client, TransactionMode } from '@libsql/client';

/** Settings of every connection that writes: no checkpoint on commit, and no unused bytes kept in the log. */
const logSettings = ['PRAGMA wal_autocheckpoint = 0', 'PRAGMA journal_size_limit = 0'];

/** Bytes of the write-ahead log after which it is checkpointed; about SQLite's own 1000 pages. */
const maxLogSize = 4_000_000;

/** Versions with the fix in the release lines that got it, newest first. https://sqlite.org/wal.html */
const fixedVersions = [
	[3, 51, 3],
	[3, 50, 7],
	[3, 44, 6]
] as const;

/** True if a version of SQLite can lose committed changes when a checkpoint meets a commit (the WAL-reset bug). */
export function hasWalResetBug(version: string): boolean {
	const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
	const [newest] = fixedVersions;
	if (major !== newest[0] || minor > newest[1]) return major < newest[0];
	const fixed = fixedVersions.find((one) => one[1] === minor);
	return fixed === undefined || patch < fixed[2];
}

/**
 * Gives the connections of a client the settings above, before each transaction and migration, because the client
 * opens connections when it needs them.
 */
export function setUpConnections(client: Client): void {
	const [begin, migrate] = [client.transaction.bind(client), client.migrate.bind(client)];
	client.transaction = async (mode?: TransactionMode) => {
		const transaction = await begin(mode ?? 'write');
		await transaction.executeMultiple(logSettings.join(';'));
		return transaction;
	};
	client.migrate = async (statements) =>
		(await migrate([...logSettings, ...statements])).slice(logSettings.length);
}

/** Returns the warning to the operator of a server whose database another program checkpoints. */
export function foreignCheckpointWarning(url: string, version: string): string {
	return (
		`Another program uses ${url} and checkpoints its log. SQLite ${version} can lose saved changes that way. ` +
		'Run one server for each database file, and no other program beside it than npx framdrift.'
	);
}

/**
 * Copies the write-ahead log into the database file while no connection of any process can commit. The
 * transaction holds the writer's lock, so the log cannot be restarted during the checkpoint. SQLite's own
 * TRUNCATE mode does not hold that: if it does not get the lock, it checkpoints beside the writer.
 *
 * @throws if another process holds the writer's lock for too long
 */
export async function checkpoint(reader: Client, writer = reader): Promise<void> {
	const writersLock = await writer.transaction('write');
	try {
		await reader.execute('PRAGMA wal_checkpoint(PASSIVE)');
	} finally {
		writersLock.close();
	}
}

/**
 * Checkpoints a database file between the turns of its write queue, and notices when another process restarts
 * the log.
 */
export class LogKeeper {
	#salt: number | null = null;
	#ownCheckpoints = 0;

	constructor(
		private readonly clients: { writer: Client; reader: Client },
		private readonly file: string,
		private readonly onForeignRestart: () => void = () => undefined
	) {}

	/** Call after a commit, before the next transaction begins. Never fails: the next call tries again. */
	async afterCommit(): Promise<void> {
		const log = readLogState(`${this.file}-wal`);
		if (log === null) return;
		this.#noticeRestart(log.salt);
		if (log.size < maxLogSize) return;
		try {
			await checkpoint(this.clients.reader, this.clients.writer);
			this.#ownCheckpoints++;
		} catch {
			// Another process writes, or the disk is full. The log keeps everything.
		}
	}

	/**
	 * Rewrites the file without the bytes of deleted rows, and empties the log of them. Fails without harm while
	 * another process writes.
	 */
	async compact(): Promise<void> {
		const { writer, reader } = this.clients;
		for (const setting of logSettings) await writer.execute(setting);
		await writer.execute('VACUUM');
		await checkpoint(reader, writer);
		this.#ownCheckpoints++;
		// A commit restarts the log and cuts its file. Storing the same number is the smallest one.
		const { rows } = await writer.execute('PRAGMA user_version');
		for (const setting of logSettings) await writer.execute(setting);
		await writer.execute(`PRAGMA user_version = ${Number(rows[0]?.user_version ?? 0)}`);
	}

	/** The log restarts at most once after each checkpoint, so one more was another process's. */
	#noticeRestart(salt: number): void {
		const before = this.#salt ?? salt;
		this.#salt = salt;
		if (salt === before) return;
		if (this.#ownCheckpoints === 0) this.onForeignRestart();
		this.#ownCheckpoints = 0;
	}
}

/** Returns the log's size and its first salt (bytes 16 to 19), which every restart changes; null without a log. */
function readLogState(path: string): { size: number; salt: number } | null {
	try {
		const log = openSync(path, 'r');
		try {
			const header = Buffer.alloc(20);
			if (readSync(log, header, 0, 20, 0) < 20) return null;
			return { size: fstatSync(log).size, salt: header.readUInt32BE(16) };
		} finally {
			closeSync(log);
		}
	} catch {
		return null;
	}
}
