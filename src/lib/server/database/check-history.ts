import { sql } from 'drizzle-orm';
import type { Queryable } from './database';
import { readTableDefinitions } from './history-triggers';

/** Triggers of the migrations without which events and reviews could be changed. */
const frozenTriggers = [
	...['event_is_frozen', 'event_stays', 'review_is_frozen', 'review_stays'],
	...['erasure_has_event', 'erasure_is_frozen', 'erasure_stays'],
	...['redaction_has_event', 'redaction_is_frozen', 'redaction_stays']
];

/**
 * Returns the errors of the event log, one sentence each: missing events, erasures and redactions
 * without one, missing triggers, and history that belongs to no event or does not say what the tables say.
 */
export async function checkHistory(read: Queryable): Promise<string[]> {
	return [
		...(await missingEvents(read)),
		...(await openExceptions(read)),
		...(await missingTriggers(read)),
		...(await strayHistory(read))
	];
}

async function missingEvents(read: Queryable): Promise<string[]> {
	const gaps = await read.all<{ before: number; seq: number }>(
		sql`select before, seq from (
			select seq, coalesce(lag(seq) over (order by seq), 0) as before from event
		) where seq <> before + 1`
	);
	return gaps.map(({ before, seq }) => `event log: events ${before + 1} to ${seq - 1} are missing`);
}

/** Until its event is recorded, an erasure or a redaction lets texts in the log be replaced. */
async function openExceptions(read: Queryable): Promise<string[]> {
	const open = await read.all<{ name: string; id: number; seq: number }>(
		sql`select 'erasure' as name, id, seq from erasure e where not exists (
			select 1 from event where event.seq = e.seq and verb = 'erase-person'
		) union all select 'redaction', id, seq from redaction r where not exists (
			select 1 from event where event.seq = r.seq and verb like 'redact-%'
		)`
	);
	return open.map(
		({ name, id, seq }) => `event log: ${name} ${id} names event ${seq}, which does not record it`
	);
}

async function missingTriggers(read: Queryable): Promise<string[]> {
	const rows = await read.all<{ name: string }>(sql`select name from sqlite_master where type = 'trigger'`);
	const names = new Set(rows.map(({ name }) => name));
	const tables = (await readTableDefinitions(read)).map(({ table }) => table);
	const kept = tables.flatMap((table) =>
		['insert', 'update', 'delete'].map((change) => `past_${table}_${change}`)
	);
	return [...frozenTriggers, ...kept]
		.filter((name) => !names.has(name))
		.map((name) => `event log: the trigger ${name} is missing`);
}

async function strayHistory(read: Queryable): Promise<string[]> {
	const stray = await read.all<{ of: string; key: string; seq: number }>(
		sql`select p.of, p.key, p.seq from past p where p.seq > 0 and not exists (select 1 from event e where e.seq = p.seq)`
	);
	const faults = stray.map(
		({ of, key, seq }) => `history: ${of} ${key} names event ${seq}, which is missing`
	);
	for (const { table, key } of await readTableDefinitions(read)) {
		const keySql = sql.raw(key.map((name) => `t.\`${name}\``).join(` || ' ' || `));
		const gone = await read.all<{ key: string }>(
			sql`select p.key as key from past p
				where p.of = ${table} and p.row is not null
					and p.seq = (select max(q.seq) from past q where q.of = p.of and q.key = p.key)
					and not exists (select 1 from ${sql.identifier(table)} t where cast(${keySql} as text) = p.key)`
		);
		faults.push(...gone.map((one) => `history: ${table} ${one.key} is kept, but the row is gone`));
	}
	return faults;
}
