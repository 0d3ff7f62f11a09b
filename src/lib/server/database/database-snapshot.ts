import { readFile, writeFile } from 'node:fs/promises';
import { sql } from 'drizzle-orm';
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
		sql`select min(other.seq) as first, told.at as at from event told
			join event other on other.at = told.at and other.seq <= told.seq where told.seq = ${seq} group by told.at`
	);
	return found?.first ? { seq: found.first - 1, at: found.at } : null;
}

/** So many days are kept open at a time; who asks for another one waits a moment longer. */
const maxOpenSnapshots = 6;

/** How long a request may still read a day that made room for another, in milliseconds. */
const closeGracePeriod = 60_000;

/** The days of a database: those that are kept open, by their last event, and those that make room. */
interface SnapshotCache {
	open: Map<number, Promise<Database>>;
	leaving: Set<Promise<Database>>;
}

const snapshotCaches = new WeakMap<Database, SnapshotCache>();

/**
 * The database as it was after an event: the plan, its rounds and what had been approved in them,
 * in a file of its own with the same tables and keys, so that every query answers for that day as it
 * does for today. People, sessions and mail are not in it, and nothing can be written to it.
 */
export function openDatabaseSnapshot(db: Database, seq: number): Promise<Database> {
	const days: SnapshotCache = snapshotCaches.get(db) ?? { open: new Map(), leaving: new Set() };
	snapshotCaches.set(db, days);
	const standing = days.open.get(seq);
	if (standing) {
		// The one asked for last is the last to make room.
		days.open.delete(seq);
		days.open.set(seq, standing);
		return standing;
	}
	const made = createSnapshot(db, seq);
	days.open.set(seq, made);
	made.catch(() => days.open.delete(seq));
	if (days.open.size > maxOpenSnapshots) evictOldestSnapshot(days);
	return made;
}

/** Lets the day go that nobody has asked for the longest, once nobody reads it any more. */
function evictOldestSnapshot({ open, leaving }: SnapshotCache): void {
	const [seq, oldest] = open.entries().next().value!;
	open.delete(seq);
	leaving.add(oldest);
	const close = async () => leaving.delete(oldest) && (await oldest).close();
	oldest.then(
		() => setTimeout(close, closeGracePeriod).unref(),
		() => leaving.delete(oldest)
	);
}

/** Closes the days of a database that is about to be closed itself. */
export async function closeDatabaseSnapshots(db: Database): Promise<void> {
	const days = snapshotCaches.get(db);
	if (!days) return;
	snapshotCaches.delete(db);
	const all = [...days.open.values(), ...days.leaving];
	// Nobody else is to close them.
	days.leaving.clear();
	for (const day of await Promise.allSettled(all)) if (day.status === 'fulfilled') day.value.close();
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
		write: () => Promise.reject(new Error('The past does not move.')),
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
