import { createClient, type Client } from '@libsql/client';
import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { keepStatements } from './kept-statements';

let db: TemporaryDatabase;
let plain: Client;
let keeping: Client;

beforeEach(async () => {
	db = await temporaryDatabase();
	plain = createClient({ url: db.url });
	keeping = createClient({ url: db.url });
	keepStatements(keeping, db.url.slice('file:'.length), { timeout: 100 });
	await plain.executeMultiple(
		'create table thing (id integer primary key, text text, number real, bytes blob)'
	);
});
afterEach(() => {
	plain.close();
	keeping.close();
});

/** A result as its readers see it: cells by place and by column. */
async function seen(client: Client, query: string, args: (string | number | null)[] = []) {
	const { columns, columnTypes, rows } = await client.execute({ sql: query, args });
	return {
		...{ columns, columnTypes },
		byPlace: rows.map((row) => Array.from<unknown>(row)),
		byColumn: rows.map((row) => Object.entries(row))
	};
}

describe('a client that keeps its statements', () => {
	it('reads any values as the client does', async () => {
		const cell = {
			text: fc.option(fc.string({ unit: 'binary' })),
			number: fc.option(fc.oneof(fc.maxSafeInteger(), fc.double({ noNaN: true, noDefaultInfinity: true }))),
			bytes: fc.option(fc.uint8Array({ maxLength: 40 }))
		};
		await fc.assert(
			fc.asyncProperty(fc.array(fc.record(cell), { maxLength: 5 }), async (things) => {
				await plain.execute('delete from thing');
				for (const { text, number, bytes } of things)
					await plain.execute({
						sql: 'insert into thing (text, number, bytes) values (?, ?, ?)',
						args: [text, number, bytes && new Uint8Array(bytes).buffer]
					});
				const query = 'select *, id as id, length(bytes) as size from thing where id > ? order by id';
				expect(await seen(keeping, query, [0])).toEqual(await seen(plain, query, [0]));
			}),
			{ numRuns: 60 }
		);
	});

	it.each([
		['joins with two columns of one name', 'select a.id, b.id, b.text from thing a join thing b'],
		['no rows', 'select id from thing where 0'],
		['a query that begins with others', 'with one as (select 1 as n) select n from one'],
		['no columns of a table', "select 1, 'a', null, 1.5"]
	])('reads %s as the client does, time and again', async (_what, query) => {
		await plain.execute("insert into thing (text) values ('æ'), ('å')");
		for (let i = 0; i < 3; i++) expect(await seen(keeping, query)).toEqual(await seen(plain, query));
	});

	it('sees what others commit, and columns that are added', async () => {
		const all = 'select * from thing';
		expect((await keeping.execute(all)).rows).toEqual([]);
		await plain.execute("insert into thing (text) values ('ny')");
		expect((await keeping.execute(all)).rows[0]?.text).toBe('ny');
		await plain.execute("alter table thing add column more text default 'mer'");
		expect((await keeping.execute(all)).rows[0]?.more).toBe('mer');
	});

	it('changes rows as the client does', async () => {
		const { rows } = await keeping.execute("insert into thing (text) values ('a') returning text");
		expect(rows[0]?.text).toBe('a');
		const { rowsAffected } = await keeping.execute("update thing set text = 'b'");
		expect(rowsAffected).toBe(1);
	});

	it.each(['select nothing from nowhere', 'select', "select json('{') from thing", 'select ?'])(
		'fails with the error of the client: %s',
		async (query) => {
			await plain.execute("insert into thing (text) values ('a')");
			const fault = async (client: Client) =>
				client.execute(query === 'select ?' ? { sql: query, args: [undefined as never] } : query).then(
					() => null,
					({ code, message }: { code: string; message: string }) => ({ code, message })
				);
			expect(await fault(keeping)).toEqual(await fault(plain));
		}
	);

	it('takes any values as the client does', async () => {
		for (const value of ['a', 1, 1.5, null, true, 12n, new Date(5), new Uint8Array([1, 2]).buffer]) {
			const query = { sql: 'select ? as value, typeof(?) as type', args: [value, value] };
			const [kept, other] = [await keeping.execute(query), await plain.execute(query)];
			expect(Object.entries(kept.rows[0]!)).toEqual(Object.entries(other.rows[0]!));
		}
	});

	it('holds no lock between queries: the log is emptied', async () => {
		await keeping.execute('select * from thing');
		await db.write((tx) => tx.run(sql`insert into thing (text) values ('x')`));
		const [log] = await plain.execute('PRAGMA wal_checkpoint(TRUNCATE)').then(({ rows }) => rows);
		expect(log?.busy).toBe(0);
	});

	it('refuses queries once it is closed', async () => {
		await keeping.execute('select 1');
		keeping.close();
		await expect(keeping.execute('select 1')).rejects.toThrow('closed');
	});
});
