import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { addDays, startOfDay, type CalendarDate } from '$lib/domain/calendar';
import { openDatabase, type Database, type Reader } from './database';
import { bringTables } from './migrations';
import { shapesOf, type TableShape } from './past';

/** The last event up to the end of a day in Oslo; 0 where nothing had happened yet. */
export async function lastEventOn(read: Reader, day: CalendarDate): Promise<number> {
	const end = startOfDay(addDays(day, 1)).toISOString();
	const [found] = await read.all<{ seq: number }>(
		sql`select coalesce(max(seq), 0) as seq from event where at < ${end}`
	);
	return found!.seq;
}

/** So many days are kept open at a time; who asks for another one waits a moment longer. */
const mostOpen = 6;

/** How long a request may still read a day that made room for another, in milliseconds. */
const grace = 60_000;

const opened = new WeakMap<Database, Map<number, Promise<Database>>>();

/**
 * The database as it was after an event: the plan, its rounds and what had been approved in them,
 * in a file of its own with the same tables and keys, so that every query answers for that day as it
 * does for today. People, sessions and mail are not in it, and nothing can be written to it.
 */
export function asItWas(db: Database, seq: number): Promise<Database> {
	const days = opened.get(db) ?? new Map<number, Promise<Database>>();
	opened.set(db, days);
	const standing = days.get(seq);
	if (standing) {
		// The one asked for last is the last to make room.
		days.delete(seq);
		days.set(seq, standing);
		return standing;
	}
	const made = restore(db, seq);
	days.set(seq, made);
	made.catch(() => days.delete(seq));
	if (days.size > mostOpen) {
		const [oldest, leaving] = days.entries().next().value!;
		days.delete(oldest);
		leaving.then(
			(past) => setTimeout(() => past.close(), grace).unref(),
			() => {}
		);
	}
	return made;
}

/** Closes the days of a database that is about to be closed itself. */
export async function closePast(db: Database): Promise<void> {
	const days = [...(opened.get(db)?.values() ?? [])];
	opened.delete(db);
	await Promise.all(
		days.map((day) =>
			day.then(
				(past) => past.close(),
				() => {}
			)
		)
	);
}

async function restore(db: Database, seq: number): Promise<Database> {
	const folder = mkdtempSync(join(tmpdir(), 'framdrift-past-'));
	const clear = () => rmSync(folder, { recursive: true, force: true });
	const past = await openDatabase({ url: `file:${join(folder, 'past.db')}` });
	try {
		await bringTables(past);
		await refill(db.read, past, seq);
	} catch (error) {
		past.close();
		clear();
		throw error;
	}
	return {
		read: past.read,
		write: () => Promise.reject(new Error('The past does not move.')),
		statements: past.statements,
		close() {
			past.close();
			clear();
		}
	};
}

/** Puts the rows of a moment into an empty database, without asking in which order they refer to each other. */
async function refill(from: Reader, into: Database, seq: number): Promise<void> {
	const shapes = await shapesOf(into.read);
	const filled: { sql: string; args: string[] }[] = [];
	for (const shape of shapes) {
		const rows = await rowsAfter(from, shape.table, seq);
		if (rows !== null) filled.push({ sql: insertion(shape), args: [rows] });
	}
	const events = await eventsUpTo(from, seq);
	if (events !== null) filled.push({ sql: insertion(eventShape), args: [events] });
	// The one way to write several rows whose references are checked by nobody: they were checked once.
	await into.read.$client.migrate(filled);
}

/** A table's rows as they were after an event, as one JSON list; null where it had none. */
async function rowsAfter(from: Reader, table: string, seq: number): Promise<string | null> {
	const row =
		table === 'review'
			? sql`json_set(p.row, '$.content', (select r.content from review r where r.id = p.key))`
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
const told = ['plan', 'area', 'measure', 'round', 'evaluation', 'review', 'rollout'];

const eventColumns = ['seq', 'plan_id', 'at', 'by', 'verb', 'noun', 'noun_id', 'before', 'after', 'reason'];

const eventShape: TableShape = {
	table: 'event',
	columns: eventColumns.map((name) => ({ name, otherwise: 'null' })),
	key: ['seq']
};

async function eventsUpTo(from: Reader, seq: number): Promise<string | null> {
	const fields = sql.raw(eventColumns.map((name) => `'${name}', \`${name}\``).join(', '));
	const nouns = sql.join(
		told.map((noun) => sql`${noun}`),
		sql`, `
	);
	const [found] = await from.all<{ rows: string | null }>(
		sql`select json_group_array(json_object(${fields})) as rows from event
			where seq <= ${seq} and noun in (${nouns})`
	);
	return found!.rows === '[]' ? null : found!.rows;
}

function insertion({ table, columns }: TableShape): string {
	const content = table === 'review' ? [{ name: 'content', otherwise: "''" }] : [];
	const all = [...columns, ...content];
	const names = all.map(({ name }) => `\`${name}\``).join(', ');
	const values = all.map(({ name, otherwise }) => `coalesce(json_extract(value, '$.${name}'), ${otherwise})`);
	return `insert into \`${table}\` (${names}) select ${values.join(', ')} from json_each(?)`;
}
