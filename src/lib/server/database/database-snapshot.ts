import { readFile, writeFile } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Client, InArgs, InStatement } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { addDays, startOfDay, type CalendarDate, type Instant } from '$lib/domain/calendar/calendar-date';
import { databaseFile, openDatabase, type Database, type Queryable } from './database';
import { runMigrations } from './migrations';
import { withoutRecording } from './read-tables';
import { readTableDefinitions, type TableDefinition } from './history-triggers';
import { createSnapshotFolder } from './snapshot-files';
import { checkpointLog } from './maintenance';

/** Returns the number of the last event by the end of a day in Oslo; 0 before the first event. */
export async function lastEventOfDay(read: Queryable, day: CalendarDate): Promise<number> {
	const end = startOfDay(addDays(day, 1)).toISOString();
	const [found] = await read.all<{ seq: number }>(
		sql`select coalesce(max(seq), 0) as seq from event where at < ${end}`
	);
	return found!.seq;
}

/**
 * Returns the last event before another event's transaction, and that transaction's time; null if there is no
 * such event. A transaction's rows have the number of its first event.
 */
export async function lastEventBeforeTransactionOf(
	read: Queryable,
	seq: number
): Promise<{ seq: number; at: Instant } | null> {
	const [found] = await read.all<{ first: number | null; at: Instant }>(
		sql`select min(other.seq) as first, e.at as at from event e
			join event other on other.at = e.at and other.seq <= e.seq where e.seq = ${seq} group by e.at`
	);
	return found?.first ? { seq: found.first - 1, at: found.at } : null;
}

/** Maximum of open and of idle snapshots, and milliseconds to wait for a free one. */
const limits = { open: 10, idle: 6, wait: 5_000 };

/** Thrown if too many snapshots are in use to open another one. */
export class SnapshotsBusy extends Error {
	constructor() {
		super(`All ${limits.open} database snapshots are in use; try again shortly.`);
	}
}

interface Snapshot {
	database: Promise<Database>;
	readers: number;
}

/** The open snapshots of a database. They are created one at a time, and idle ones are closed to make room. */
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
	#isRetired = false;

	constructor(
		private readonly source: Database,
		/** Erasures and redactions before the snapshots were made. */
		readonly removals: number
	) {}

	/** Opens a snapshot for one reader, who must close it. */
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

	/** Closes every snapshot, in use or not. */
	async closeAll(): Promise<void> {
		this.#isClosed = true;
		for (const { refuse } of this.#waiting.splice(0)) refuse();
		const all = [...this.#inUse.values(), ...this.#idle.values()];
		await Promise.allSettled(all.map((snapshot) => this.#close(snapshot)));
	}

	/** Closes idle snapshots, and those in use after their last reader. */
	async retire(): Promise<void> {
		this.#isRetired = true;
		const idle = [...this.#idle.values()];
		this.#idle.clear();
		await Promise.allSettled(idle.map((snapshot) => this.#close(snapshot)));
	}

	#release(seq: number, snapshot: Snapshot): void {
		if (--snapshot.readers > 0 || this.#isClosed) return;
		if (this.#isRetired) {
			this.#inUse.delete(seq);
			void this.#close(snapshot).catch(() => undefined);
			return;
		}
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

	/** Creates the snapshot that has waited longest, if there is room for it. */
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

/** By the database's reader, which is the same where a request's database is wrapped. */
const snapshotsOf = new WeakMap<Queryable, Snapshots>();

/**
 * Opens a read-only copy of the database as it was after an event: plan, rounds and approved evaluations, with
 * the same tables and keys. It holds no people, sessions or mail. Readers share the file; each must close its
 * own database.
 *
 * @throws SnapshotsBusy
 */
export async function openDatabaseSnapshot(db: Database, seq: number): Promise<Database> {
	const removals = await withoutRecording(() => countRemovals(db.read));
	const known = snapshotsOf.get(db.read);
	// Another process has erased or redacted something.
	if (known && known.removals !== removals) await discardDatabaseSnapshots(db);
	const snapshots = snapshotsOf.get(db.read) ?? new Snapshots(db, removals);
	snapshotsOf.set(db.read, snapshots);
	return snapshots.read(seq);
}

/** Returns how many erasures and redactions have changed the history. */
async function countRemovals(read: Queryable): Promise<number> {
	const [found] = await read.all<{ count: number }>(
		sql`select (select count(*) from erasure) + (select count(*) from redaction) as count`
	);
	return found!.count;
}

/** Makes later readers create their snapshots again, after names or texts in the history were erased. */
export async function discardDatabaseSnapshots(db: Database): Promise<void> {
	const snapshots = snapshotsOf.get(db.read);
	snapshotsOf.delete(db.read);
	await snapshots?.retire();
}

/** Closes the snapshots of a database that is about to close. */
export async function closeDatabaseSnapshots(db: Database): Promise<void> {
	const snapshots = snapshotsOf.get(db.read);
	snapshotsOf.delete(db.read);
	await snapshots?.closeAll();
}

async function createSnapshot(db: Database, seq: number): Promise<Database> {
	const { file, clear } = createSnapshotFolder();
	let snapshot: Database | undefined;
	try {
		await writeFile(file, await loadEmptyDatabase());
		const events = databaseFile(db.location.url) ?? db.location.replica;
		await fillSnapshot(file, { db, seq, copiesEvents: !events });
		snapshot = await openDatabase(
			{ url: `file:${file}` },
			{ setup: events ? viewOfEvents(events, seq) : [] }
		);
		yieldBeforeStatements(snapshot.read.$client);
	} catch (error) {
		snapshot?.close();
		clear();
		throw error;
	}
	const { read, statements, close } = snapshot;
	return {
		read,
		origin: read,
		replica: null,
		write: () => Promise.reject(new Error('Snapshots are read-only.')),
		delegate: () => Promise.reject(new Error('Snapshots are read-only.')),
		location: snapshot.location,
		compact: () => Promise.resolve(),
		statements,
		close() {
			close();
			clear();
		}
	};
}

let emptyDatabaseFile: Promise<Buffer> | undefined;

/** Returns the file of a database with all tables and no rows, created once per process because it is slow. */
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

/** Drops the triggers for history and search, which a snapshot does not need. */
async function dropTriggers(read: Queryable): Promise<void> {
	const triggers = await read.all<{ name: string }>(
		sql`select name from sqlite_master where type = 'trigger'`
	);
	for (const { name } of triggers) await read.run(sql.raw(`drop trigger \`${name}\``));
}

/** Source of a snapshot. */
interface SnapshotSource {
	db: Database;
	seq: number;
	/** True if the events are copied too, where their file is out of reach. */
	copiesEvents: boolean;
}

/** Copies the rows as of an event into the file of an empty database, in any order of references. */
async function fillSnapshot(file: string, { db, seq, copiesEvents }: SnapshotSource): Promise<void> {
	const into = await openDatabase({ url: `file:${file}` });
	try {
		yieldBeforeStatements(into.read.$client);
		// Nobody reads the file after a crash.
		await into.read.run(sql`PRAGMA synchronous = OFF`);
		const shapes = await readTableDefinitions(into.read);
		for (const shape of copiesEvents ? [...shapes, eventShape] : shapes) {
			await nextTurn();
			const rows = await (shape === eventShape ? eventsUpTo(db.read, seq) : rowsAsOf(db.read, shape, seq));
			if (rows === null) continue;
			// `migrate` writes rows without checking references; they were checked in the source database.
			await into.read.$client.migrate([{ sql: insertStatement(shape), args: [rows] }]);
		}
	} finally {
		into.close();
	}
}

/**
 * Returns statements that put the log up to an event in front of the snapshot's own, empty table: a log of years takes
 * seconds to copy.
 */
function viewOfEvents(file: string, seq: number): string[] {
	const nouns = snapshotEventNouns.map((noun) => `'${noun}'`).join(', ');
	const columns = eventColumns.map((name) => `\`${name}\``).join(', ');
	return [
		`ATTACH '${file.replaceAll("'", "''")}' AS live`,
		`CREATE TEMP VIEW event AS SELECT ${columns}, NULL AS person_id FROM live.event
			WHERE seq <= ${seq} AND noun IN (${nouns})`,
		'PRAGMA query_only = 1'
	];
}

/**
 * Lets other requests run before each statement. libSQL blocks the process during a statement, and a page of many
 * statements would block it until it is shown.
 */
function yieldBeforeStatements(client: Client): void {
	const [execute, migrate] = [client.execute.bind(client), client.migrate.bind(client)];
	client.execute = async (statement: InStatement, args?: InArgs) => {
		await nextTurn();
		return typeof statement === 'string' ? execute(statement, args) : execute(statement);
	};
	client.migrate = async (statements) => {
		await nextTurn();
		return migrate(statements);
	};
}

/** Returns a table's rows as of an event, as a JSON list; null if it had none. */
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

/** Events in snapshots. Those of people, links and mail are left out. */
const snapshotEventNouns = ['plan', 'area', 'measure', 'round', 'evaluation', 'review', 'rollout'];

const eventColumns = ['seq', 'plan_id', 'at', 'by', 'verb', 'noun', 'noun_id', 'before', 'after', 'reason'];

const eventShape: TableDefinition = {
	table: 'event',
	columns: eventColumns.map((name) => ({ name, isReal: false, defaultSql: 'null' })),
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
	const all = [...columns, ...(sealed ? [{ name: sealed, isReal: false, defaultSql: 'null' }] : [])];
	const names = all.map(({ name }) => `\`${name}\``).join(', ');
	const values = all.map(
		({ name, defaultSql }) => `coalesce(json_extract(value, '$.${name}'), ${defaultSql})`
	);
	return `insert into \`${table}\` (${names}) select ${values.join(', ')} from json_each(?)`;
}
