import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { addDays, startOfDay, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { openDatabase, type Database, type Queryable } from './database';
import { runMigrations } from './migrations';
import { readTableDefinitions, type TableDefinition } from './history-triggers';
import { createSnapshotFolder } from './snapshot-files';
import { checkpointLog } from './maintenance';

/** The last event up to the end of a day in Oslo; 0 where nothing had happened yet. */
export async function lastEventOfDay(read: Queryable, day: CalendarDate): Promise<number> {
	const end = startOfDay(addDays(day, 1)).toISOString();
	const [found] = await read.all<{ seq: number }>(
		sql`select coalesce(max(seq), 0) as seq from event where at < ${end}`
	);
	return found!.seq;
}

/**
 * The last event before the turn in which another one was recorded, and when that was; null where there is no
 * such event. What a turn wrote bears its first event's number, so what stood before it stood before them all.
 */
export async function lastEventBeforeTransactionOf(
	read: Queryable,
	seq: number
): Promise<{ seq: number; at: Instant } | null> {
	const [found] = await read.all<{ first: number | null; at: Instant }>(
		sql`select min(other.seq) as first, snapshotEventNouns.at as at from event snapshotEventNouns
			join event other on other.at = snapshotEventNouns.at and other.seq <= snapshotEventNouns.seq where snapshotEventNouns.seq = ${seq} group by snapshotEventNouns.at`
	);
	return found?.first ? { seq: found.first - 1, at: found.at } : null;
}

/** Snapshots open at a time, those kept for the next reader, and milliseconds a reader waits for room. */
const limits = { open: 10, idle: 6, wait: 5_000 };

/** Thrown where too many snapshots are in use to open another one. */
export class SnapshotsBusy extends Error {
	constructor() {
		super(`All ${limits.open} database snapshots are in use; try again shortly.`);
	}
}

interface Snapshot {
	database: Promise<Database>;
	readers: number;
}

/** The snapshots of a database. They are made one at a time; those nobody reads make room for others. */
class Snapshots {
	#inUse = new Map<number, Snapshot>();
	#idle = new LRUCache<number, Snapshot>({
		max: limits.idle,
		dispose: (snapshot, _seq, reason) => void (reason === 'evict' && this.#close(snapshot))
	});
	#waiting: { start: () => void; refuse: () => void }[] = [];
	#open = 0;
	#isMaking = false;
	#isClosed = false;

	constructor(private readonly source: Database) {}

	/** Opens a snapshot for one reader, who closes it. */
	async read(seq: number): Promise<Database> {
		const snapshot = this.#inUse.get(seq) ?? this.#idle.get(seq) ?? { database: this.#make(seq), readers: 0 };
		this.#idle.delete(seq);
		this.#inUse.set(seq, snapshot);
		snapshot.readers++;
		let isReading = true;
		const close = () => {
			if (isReading) this.#release(seq, snapshot);
			isReading = false;
		};
		try {
			return { ...(await snapshot.database), close };
		} catch (error) {
			if (this.#inUse.get(seq) === snapshot) this.#inUse.delete(seq);
			throw error;
		}
	}

	/** Closes every snapshot, read or not. */
	async closeAll(): Promise<void> {
		this.#isClosed = true;
		for (const { refuse } of this.#waiting.splice(0)) refuse();
		const all = [...this.#inUse.values(), ...this.#idle.values()];
		await Promise.allSettled(all.map((snapshot) => this.#close(snapshot)));
	}

	#release(seq: number, snapshot: Snapshot): void {
		if (--snapshot.readers > 0 || this.#isClosed) return;
		this.#inUse.delete(seq);
		this.#idle.set(seq, snapshot);
		this.#makeNext();
	}

	#make(seq: number): Promise<Database> {
		return new Promise((resolve, reject) => {
			const one = {
				start: () => {
					clearTimeout(late);
					resolve(this.#createSnapshot(seq));
				},
				refuse: () => {
					clearTimeout(late);
					reject(new SnapshotsBusy());
				}
			};
			const late = setTimeout(() => {
				this.#waiting.splice(this.#waiting.indexOf(one), 1);
				one.refuse();
			}, limits.wait);
			this.#waiting.push(one);
			this.#makeNext();
		});
	}

	/** Makes the snapshot that waits longest, once there is room for it. */
	#makeNext(): void {
		if (this.#isMaking || this.#waiting.length === 0) return;
		if (this.#open < limits.open) this.#waiting.shift()!.start();
		else this.#idle.pop();
	}

	async #createSnapshot(seq: number): Promise<Database> {
		this.#isMaking = true;
		this.#open++;
		try {
			return await createSnapshot(this.source, seq);
		} catch (error) {
			this.#open--;
			throw error;
		} finally {
			this.#isMaking = false;
			this.#makeNext();
		}
	}

	async #close(snapshot: Snapshot): Promise<void> {
		(await snapshot.database).close();
		this.#open--;
		this.#makeNext();
	}
}

const snapshotsOf = new WeakMap<Database, Snapshots>();

/**
 * Opens the database as it was after an event: the plan, its rounds and what had been approved in them, in a
 * file of its own with the same tables and keys, so that every query answers for that day as it does for
 * today. People, sessions and mail are not in it, and nothing can be written to it. Readers share the file;
 * each closes the database they got.
 *
 * @throws SnapshotsBusy
 */
export function openDatabaseSnapshot(db: Database, seq: number): Promise<Database> {
	const snapshots = snapshotsOf.get(db) ?? new Snapshots(db);
	snapshotsOf.set(db, snapshots);
	return snapshots.read(seq);
}

/** Closes the snapshots of a database that is about to be closed itself. */
export async function closeDatabaseSnapshots(db: Database): Promise<void> {
	const snapshots = snapshotsOf.get(db);
	snapshotsOf.delete(db);
	await snapshots?.closeAll();
}

async function createSnapshot(db: Database, seq: number): Promise<Database> {
	const { file, clear } = createSnapshotFolder();
	let past: Database | undefined;
	try {
		await writeFile(file, await loadEmptyDatabase());
		past = await openDatabase({ url: `file:${file}` });
		await copyRowsAsOf(db.read, past, seq);
	} catch (error) {
		past?.close();
		clear();
		throw error;
	}
	const { read, statements, close } = past;
	return {
		read,
		write: () => Promise.reject(new Error('Snapshots are read-only.')),
		statements,
		close() {
			close();
			clear();
		}
	};
}

let emptyDatabaseFile: Promise<Buffer> | undefined;

/** A database's file with all tables and nothing in them: made once a process, since it takes longest. */
function loadEmptyDatabase(): Promise<Buffer> {
	emptyDatabaseFile ??= createEmptyDatabase();
	emptyDatabaseFile.catch(() => (emptyDatabaseFile = undefined));
	return emptyDatabaseFile;
}

async function createEmptyDatabase(): Promise<Buffer> {
	const { file, clear } = createSnapshotFolder();
	const database = await openDatabase({ url: `file:${file}` });
	try {
		await runMigrations(database);
		await dropTriggers(database.read);
		await checkpointLog(database);
		return await readFile(file);
	} finally {
		database.close();
		clear();
	}
}

/** What watches over changes watches over nothing here, and what is searched is not searched in the past. */
async function dropTriggers(read: Queryable): Promise<void> {
	const triggers = await read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'trigger'`
	);
	for (const { name } of triggers) await read.run(sql.raw(`drop trigger \`${name}\``));
}

/** Puts the rows of a moment into an empty database, without asking in which order they refer to each other. */
async function copyRowsAsOf(from: Queryable, into: Database, seq: number): Promise<void> {
	const shapes = await readTableDefinitions(into.read);
	const filled: { sql: string; args: string[] }[] = [];
	for (const shape of shapes) {
		const rows = await rowsAsOf(from, shape, seq);
		if (rows !== null) filled.push({ sql: insertStatement(shape), args: [rows] });
	}
	const events = await eventsUpTo(from, seq);
	if (events !== null) filled.push({ sql: insertStatement(eventShape), args: [events] });
	// The one way to write several rows whose references are checked by nobody: they were checked once.
	await into.read.$client.migrate(filled);
}

/** A table's rows as they were after an event, as one JSON list; null where it had none. */
async function rowsAsOf(
	from: Queryable,
	{ table, sealed }: TableDefinition,
	seq: number
): Promise<string | null> {
	const content = sealed && sql.raw(`(select \`${sealed}\` from \`${table}\` where id = p.key)`);
	const row = content
		? sql`json_set(p.row, ${`$.${sealed}`}, case when json_extract(p.row, '$.sha256') is not null then ${content} end)`
		: sql`json(p.row)`;
	const [found] = await from.all<{ rows: string | null }>(
		sql`select json_group_array(${row}) as rows from past p
			where p.of = ${table} and p.row is not null and p.seq = (
				select max(q.seq) from past q where q.of = p.of and q.key = p.key and q.seq <= ${seq}
			)`
	);
	return found!.rows === '[]' ? null : found!.rows;
}

/** What a page shows of what happened: never what happened to people, links and mail. */
const snapshotEventNouns = ['plan', 'area', 'measure', 'round', 'evaluation', 'review', 'rollout'];

const eventColumns = ['seq', 'plan_id', 'at', 'by', 'verb', 'noun', 'noun_id', 'before', 'after', 'reason'];

const eventShape: TableDefinition = {
	table: 'event',
	columns: eventColumns.map((name) => ({ name, isReal: false, otherwise: 'null' })),
	key: ['seq']
};

async function eventsUpTo(from: Queryable, seq: number): Promise<string | null> {
	const fields = sql.raw(eventColumns.map((name) => `'${name}', \`${name}\``).join(', '));
	const nouns = sql.join(
		snapshotEventNouns.map((noun) => sql`${noun}`),
		sql`, `
	);
	const [found] = await from.all<{ rows: string | null }>(
		sql`select json_group_array(json_object(${fields})) as rows from event
			where seq <= ${seq} and noun in (${nouns})`
	);
	return found!.rows === '[]' ? null : found!.rows;
}

function insertStatement({ table, columns, sealed }: TableDefinition): string {
	const all = [...columns, ...(sealed ? [{ name: sealed, isReal: false, otherwise: 'null' }] : [])];
	const names = all.map(({ name }) => `\`${name}\``).join(', ');
	const values = all.map(({ name, otherwise }) => `coalesce(json_extract(value, '$.${name}'), ${otherwise})`);
	return `insert into \`${table}\` (${names}) select ${values.join(', ')} from json_each(?)`;
}
