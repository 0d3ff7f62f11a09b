import { readFileSync, statSync } from 'node:fs';
import { createClient, type Client } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { checkpoint, hasWalResetBug } from './checkpoint';
import { openDatabase, type Database } from './database';
import { checkpointLog, sqliteVersion } from './maintenance';

let own: TemporaryDatabase;
let file: string;
beforeEach(async () => {
	own = await temporaryDatabase();
	file = own.url.slice('file:'.length);
	await own.write((tx) => tx.run(sql`create table filler (text)`));
	await checkpointLog(own);
});

/** Writes about `megabytes` to the log, in transactions of 200 kB. */
async function fill({ write }: Pick<Database, 'write'>, megabytes: number): Promise<void> {
	for (let count = 0; count < megabytes * 5; count++)
		await write((tx) => tx.run(sql`insert into filler values (hex(randomblob(100000)))`));
}

const logSize = () => statSync(`${file}-wal`).size;

describe('hasWalResetBug', () => {
	it.each([
		['3.45.1', true],
		['3.51.2', true],
		['3.51.3', false],
		['3.53.0', false],
		['3.50.6', true],
		['3.50.7', false],
		['3.44.5', true],
		['3.44.6', false],
		['3.7.0', true],
		['4.0.0', false]
	])('%s: %s', (version, affected) => {
		expect(hasWalResetBug(version)).toBe(affected);
	});

	it('is true for the bundled version, so that an update of the driver is noticed here', async () => {
		expect(hasWalResetBug(await sqliteVersion(own))).toBe(true);
	});
});

describe('a commit', () => {
	it('leaves the database file alone, in every connection that writes', async () => {
		const beside = await openDatabase({ url: own.url }, { checkpoints: false });
		const before = readFileSync(file);
		// A read during a transaction opens a second connection; the next transaction may use either.
		await beside.write(async (tx) => {
			await tx.run(sql`insert into filler values ('a')`);
			await beside.read.get(sql`select 1`);
		});
		await Promise.all([fill(beside, 6), beside.read.get(sql`select 1`)]);
		await beside.read.$client.migrate(['insert into filler values (hex(randomblob(3000000)))']);
		beside.close();
		expect(logSize()).toBeGreaterThan(10_000_000);
		expect(readFileSync(file).equals(before)).toBe(true);
	});

	it('keeps the log short in a server', async () => {
		await fill(own, 20);
		expect(logSize()).toBeLessThan(6_000_000);
		expect(statSync(file).size).toBeGreaterThan(15_000_000);
	});
});

describe('checkpoint', () => {
	let other: Client;
	beforeEach(() => {
		other = createClient({ url: own.url, timeout: 20 });
		return () => other.close();
	});

	it('does nothing while another connection holds the writer’s lock', async () => {
		await fill(own, 1);
		const before = readFileSync(file);
		const writer = await own.read.$client.transaction('write');
		await expect(checkpoint(other)).rejects.toThrow(/locked/);
		expect(readFileSync(file).equals(before)).toBe(true);
		writer.close();
		await checkpoint(other);
		expect(readFileSync(file).equals(before)).toBe(false);
	});
});

describe('onForeignRestart', () => {
	it('is called when another process restarts the log, and not for own checkpoints', async () => {
		let calls = 0;
		const server = await openDatabase({ url: own.url }, { onForeignRestart: () => calls++ });
		await fill(server, 12);
		const command = await openDatabase({ url: own.url }, { checkpoints: false });
		await fill(command, 1);
		await fill(server, 1);
		expect(calls).toBe(0);
		await checkpointLog(command);
		await fill(command, 1);
		await fill(server, 1);
		expect(calls).toBe(1);
		const foreign = createClient({ url: own.url });
		await foreign.execute('PRAGMA wal_checkpoint(TRUNCATE)');
		foreign.close();
		await fill(server, 1);
		expect(calls).toBe(2);
		command.close();
		server.close();
	});
});
