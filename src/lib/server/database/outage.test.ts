import { LibsqlError } from '@libsql/client';
import { DrizzleQueryError, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { openDatabase } from './database';
import { checkIntegrity } from './maintenance';
import { outageCause } from './outage';

describe('outageCause', () => {
	const failed = (code: string) =>
		new DrizzleQueryError('insert', ['kari@example.org'], new LibsqlError('x', code));

	it.each([
		['SQLITE_BUSY', /locked/],
		['SQLITE_FULL', /full/],
		['SQLITE_READONLY', /cannot be written/],
		['SQLITE_CANTOPEN', /cannot be opened/],
		['SQLITE_IOERR', /disk/],
		['SQLITE_CORRUPT', /damaged/],
		['SQLITE_NOTADB', /damaged/],
		['ECONNREFUSED', /server/]
	])('%s: %s', (code, sentence) => {
		const cause = outageCause(failed(code));
		expect(cause).toMatch(sentence);
		expect(cause).toContain(`(${code})`);
		expect(cause).not.toContain('kari');
	});

	it('knows a file that cannot be opened', async () => {
		const error: unknown = await openDatabase({ url: 'file:/no/such/folder/a.db' }).catch(
			(reason: unknown) => reason
		);
		expect(outageCause(error)).toMatch(/cannot be opened/);
	});

	it.each([[failed('SQLITE_CONSTRAINT')], [failed('SQLITE_ERROR')], [new Error('x')], ['x'], [undefined]])(
		'is null for any other error: %s',
		(error) => {
			expect(outageCause(error)).toBeNull();
		}
	);
});

describe('a write', () => {
	let own: TemporaryDatabase;
	beforeEach(async () => {
		own = await temporaryDatabase();
		await own.write((tx) => tx.run(sql`create table entry (text)`));
	});
	const add = () => own.write((tx) => tx.run(sql`insert into entry values ('a')`));
	const count = async () => (await own.read.all<{ text: string }>(sql`select text from entry`)).length;

	it('waits for another process’s lock without blocking reads', async () => {
		const other = await openDatabase({ url: own.url });
		const lock = await other.read.$client.transaction('write');
		let isDone = false;
		const written = add().then(() => (isDone = true));
		for (let read = 0; read < 20; read++) {
			expect(await count()).toBe(0);
			await new Promise((later) => setTimeout(later, 10));
		}
		expect(isDone).toBe(false);
		lock.close();
		await written;
		expect(await count()).toBe(1);
		other.close();
	});

	it('fails and leaves nothing behind if the file stays locked', async () => {
		const other = await openDatabase({ url: own.url });
		const lock = await other.read.$client.transaction('write');
		const error: unknown = await add().catch((reason: unknown) => reason);
		expect(outageCause(error)).toMatch(/locked/);
		lock.close();
		other.close();
		expect(await count()).toBe(0);
		await add();
		await own.write((tx) => tx.run(sql`insert into entry values ('b')`));
		expect(await count()).toBe(2);
	});

	it('fails and leaves nothing behind if the disk is full', async () => {
		const [before] = await own.read.all<{ page_count: number }>(sql`pragma page_count`);
		const error: unknown = await own
			.write(async (tx) => {
				await tx.run(sql.raw(`pragma max_page_count = ${before!.page_count + 10}`));
				await tx.run(sql`insert into entry values ('small')`);
				// More than the pages that migrations have freed.
				await tx.run(sql`insert into entry values (hex(randomblob(4000000)))`);
			})
			.catch((reason: unknown) => reason);
		expect(outageCause(error)).toMatch(/full/);
		expect(await count()).toBe(0);
		expect(await checkIntegrity(own)).toEqual([]);
	});
});
