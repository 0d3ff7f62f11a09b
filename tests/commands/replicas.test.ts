import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@libsql/client';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from '$lib/server/database/database';
import { checkIntegrity } from '$lib/server/database/maintenance';
import { outageCause } from '$lib/server/database/outage';
import { ReplicaBehind } from '$lib/server/database/replica';
import { closeDatabaseSnapshots, openDatabaseSnapshot } from '$lib/server/database/database-snapshot';
import { lease, partnership, person, redaction } from '$lib/server/database/schema';
import { loadTableVersions } from '$lib/server/database/table-versions';
import { upgradeDatabase } from '$lib/server/database/upgrade';
import { registerAttempt } from '$lib/server/identity/sign-in-limit';
import { readInvitation } from '$lib/server/identity/invitation';
import { acquireLease, releaseLease } from '$lib/server/database/lease';
import { createFirstAdministrator } from '$lib/server/people/commands';
import { startPrimary, type Primary } from '../support/primary';

/*
 * Several processes on one database server, each with a local copy: the real server, and one connection for each
 * process.
 */

let primary: Primary;
let replicas = 0;
let three: [Database, Database, Database];
beforeAll(async () => {
	primary = await startPrimary();
	three = await Promise.all([connect(), connect(), connect()]);
	// Three processes of one version start together.
	await Promise.all(three.map((one) => upgradeDatabase(one, primary.url)));
}, 60_000);
afterAll(async () => {
	three.forEach((one) => one.close());
	await primary.remove();
});

async function connect(): Promise<Database> {
	const folder = mkdtempSync(join(inject('folder'), 'replica-'));
	return openDatabase({ url: primary.url, replica: join(folder, `${++replicas}.db`) });
}

const add = ({ write }: Database, name: string) =>
	write((tx) => tx.insert(lease).values({ name, holder: name, expiresAt: '' }));
const names = async ({ read }: Database) => (await read.select().from(lease)).map(({ name }) => name);

describe('a process', () => {
	it('reads its own change at once, and another one after catching up with it', async () => {
		const [one, other] = three;
		for (let time = 0; time < 20; time++) {
			await add(one, `own-${time}`);
			expect(await names(one)).toContain(`own-${time}`);
			await other.replica!.reach(one.replica!.known);
			expect(await names(other)).toContain(`own-${time}`);
		}
	});

	it('reads on while the primary is away, says that it is behind, and writes when it is back', async () => {
		const [one, other] = three;
		await add(one, 'before');
		await other.replica!.isCurrent();
		await primary.kill();
		expect(await names(other)).toContain('before');
		await other.replica!.reach(one.replica!.known);
		const behind = await other.replica!.reach(one.replica!.known + 1).catch((error: unknown) => error);
		expect(behind).toBeInstanceOf(ReplicaBehind);
		expect(outageCause(behind)).toContain('REPLICA_BEHIND');
		expect(outageCause(await add(one, 'meanwhile').catch((error: unknown) => error))).toContain(
			'ECONNREFUSED'
		);
		await primary.again();
		await add(other, 'after');
		await one.replica!.isCurrent();
		expect(await names(one)).toEqual(expect.arrayContaining(['before', 'after']));
		expect(await names(one)).not.toContain('meanwhile');
	});

	it('answers in time while the primary stands still', async () => {
		const [one] = three;
		await primary.freeze();
		const began = performance.now();
		await expect(one.replica!.isCurrent()).rejects.toBeInstanceOf(ReplicaBehind);
		expect(performance.now() - began).toBeLessThan(4_000);
		expect(await names(one)).toContain('before');
		primary.thaw();
		await one.replica!.isCurrent();
		await add(one, 'thawed');
	});

	it('starts from its copy while the primary is away', async () => {
		const one = await connect();
		const file = (await one.read.all<{ file: string }>(sql`pragma database_list`))[0]!.file;
		one.close();
		await primary.kill();
		const again = await openDatabase({ url: primary.url, replica: file });
		await upgradeDatabase(again, primary.url);
		expect(again.replica!.isConnected).toBe(false);
		expect(await names(again)).toContain('before');
		await primary.again();
		await again.replica!.isCurrent();
		expect(again.replica!.isConnected).toBe(true);
		again.close();
	});
});

describe('the copy of a process', () => {
	it('is never read by half, while others write and the primary is killed', async () => {
		const [one, other, reader] = three;
		const acknowledged: string[] = [];
		// Each commit adds two rows, in two statements.
		const write = async (database: Database, who: string) => {
			for (let time = 0; time < 40; time++) {
				const name = `${who}-${time}`;
				const done = database.write(async (tx) => {
					await tx.insert(lease).values({ name: `pair ${name} a`, holder: 'x'.repeat(3_000), expiresAt: '' });
					await tx.insert(lease).values({ name: `pair ${name} b`, holder: 'x'.repeat(3_000), expiresAt: '' });
				});
				await done.then(
					() => acknowledged.push(name),
					() => undefined
				);
			}
		};
		const working = new AbortController();
		const pairs = async () => (await names(reader)).filter((name) => name.startsWith('pair'));
		const read = async () => {
			while (!working.signal.aborted) {
				expect((await pairs()).length % 2).toBe(0);
				await reader.replica!.catchUp().catch(() => undefined);
			}
		};
		const kill = async () => {
			for (let time = 0; time < 2; time++) {
				await new Promise((later) => setTimeout(later, 300));
				await primary.kill();
				await primary.again();
			}
		};
		const writers = Promise.all([write(one, 'one'), write(other, 'other'), kill()]).finally(() =>
			working.abort()
		);
		await Promise.all([writers, read()]);
		await reader.replica!.isCurrent();
		const stored = await pairs();
		expect(acknowledged.length).toBeGreaterThan(20);
		for (const name of acknowledged) expect(stored).toContain(`pair ${name} a`);
		expect(new Set(stored).size).toBe(stored.length);
		expect(await checkIntegrity(reader)).toEqual([]);
	}, 60_000);
});

describe('several processes', () => {
	it('discard their copies of past days when one of them erases something', async () => {
		const [one, other] = three;
		const shown = await openDatabaseSnapshot(other, 0);
		const same = await openDatabaseSnapshot(other, 0);
		expect(same.read).toBe(shown.read);
		await one.write((tx) =>
			tx.insert(redaction).values({ seq: 1, lang: 'nb', at: '2026-11-30T00:00:00.000Z' })
		);
		await other.replica!.isCurrent();
		const after = await openDatabaseSnapshot(other, 0);
		expect(after.read).not.toBe(shown.read);
		[shown, same, after].forEach((snapshot) => snapshot.close());
		await closeDatabaseSnapshots(other);
	});

	it('make one first administrator, and the newest of their links works', async () => {
		const links = await Promise.all(three.map((db) => createFirstAdministrator(db, new Date())));
		await three[0].replica!.isCurrent();
		const invited = await Promise.all(
			links.map((link) => readInvitation(three[0].read, new Date(), link ?? ''))
		);
		expect(invited.filter((one) => one !== null)).toHaveLength(1);
		expect(await three[0].read.select().from(person)).toHaveLength(1);
	});

	it('let one of them have the lease at a time, and hand it over', async () => {
		const now = new Date();
		const until = new Date(now.getTime() + 60_000);
		const held = (place: number) => ({ name: 'mail', holder: `process-${place}` }) as const;
		const take = () =>
			Promise.all(three.map((db, place) => db.write((tx) => acquireLease(tx, held(place), { now, until }))));
		const first = await take();
		expect(first.filter(Boolean)).toHaveLength(1);
		expect(await take()).toEqual(first);
		const holder = first.indexOf(true);
		await releaseLease(three[holder]!, held(holder));
		expect((await take()).filter(Boolean)).toHaveLength(1);
	});

	it('count attempts to sign in together', async () => {
		const now = new Date();
		const attempt = { email: 'nobody@example.no', address: '192.0.2.7' };
		const outcomes = [];
		for (let tries = 0; tries < 6; tries++)
			outcomes.push(await registerAttempt({ db: three[tries % 3]!, now }, attempt));
		expect(outcomes.map(({ admitted }) => admitted)).toEqual([true, true, true, true, true, false]);
	});

	it('show a changed public page as soon as their copy has the change', async () => {
		const [one, other] = three;
		const before = await loadTableVersions(other.read);
		await one.write((tx) => tx.insert(partnership).values({ slug: 'et-navn', name: { nb: 'Et navn' } }));
		await other.replica!.reach(one.replica!.known);
		const after = await loadTableVersions(other.read);
		const changed = Object.keys(after.of).filter((table) => after.of[table] !== before.of[table]);
		expect(changed).toEqual(['partnership']);
		expect((await loadTableVersions(one.read)).text).toBe(after.text);
	});
});

it('a process killed in the middle of a transaction leaves nothing, and the others write on', async () => {
	const killed = createClient({ url: primary.url });
	const transaction = await killed.transaction('write');
	await transaction.execute("insert into lease values ('half', 'half', '')");
	// The server does not hear of it: a killed process sends nothing more.
	const began = performance.now();
	await add(three[1], 'after the half');
	expect(performance.now() - began).toBeLessThan(10_000);
	expect(await names(three[1])).toContain('after the half');
	expect(await names(three[1])).not.toContain('half');
	killed.close();
});
