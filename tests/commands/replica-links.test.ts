import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { openDatabase, type Database } from '$lib/server/database/database';
import { outageCause } from '$lib/server/database/outage';
import { ReplicaBehind } from '$lib/server/database/replica';
import { ReplicaInUse } from '$lib/server/database/sync-process';
import { lease } from '$lib/server/database/schema';
import { upgradeDatabase } from '$lib/server/database/upgrade';
import { effort } from '../support/effort';
import { openLink, type Link } from '../support/link';
import { startPrimary, type Primary } from '../support/primary';

/*
 * A process whose connection to the real database server is cut, silent or slow, beside one whose connection is not.
 */

const folder = mkdtempSync(join(inject('folder'), 'links-'));
const copy = (name: string) => join(folder, `${name}.db`);
let primary: Primary;
let link: Link;
let linked: Database;
let other: Database;
beforeAll(async () => {
	primary = await startPrimary();
	link = await openLink(primary.url);
	other = await openDatabase({ url: primary.url, replica: copy('other') });
	await upgradeDatabase(other, primary.url);
	linked = await openDatabase({ url: link.url, replica: copy('linked') });
}, 60_000);
afterEach(() => link.mend());
afterAll(async () => {
	[linked, other].forEach((one) => one.close());
	link.close();
	await primary.remove();
});

const add = ({ write }: Database, name: string) =>
	write((tx) => tx.insert(lease).values({ name, holder: name, expiresAt: '' }));
const names = async ({ read }: Database) => (await read.select().from(lease)).map(({ name }) => name);
const failure = (work: Promise<unknown>) => work.then(() => null).catch((error: unknown) => error);

/** Resolves when the copy is brought up to date again, at the latest when a sync that stands still has been ended. */
async function isConnected({ replica }: Database): Promise<void> {
	for (let tries = 0; tries < 40 && (await failure(replica!.isCurrent())) !== null; tries++) await pause(100);
}

/** Runs work, and returns the milliseconds that it took, and the most for which the process stood still. */
async function timed(work: () => Promise<unknown>): Promise<{ taken: number; stood: number }> {
	const began = performance.now();
	let [last, stood] = [began, 0];
	const look = () => {
		stood = Math.max(stood, performance.now() - last);
		last = performance.now();
	};
	const ticking = setInterval(look, 20);
	await work().finally(() => clearInterval(ticking));
	look();
	return { taken: performance.now() - began, stood };
}

describe('a process that is cut off from the primary', () => {
	it('reads on, rejects changes at once, and goes on by itself when it is connected again', async () => {
		await add(linked, 'before');
		await link.cut();
		await add(other, 'meanwhile');
		const { taken } = await timed(async () => {
			expect(await failure(linked.replica!.reach(other.replica!.known))).toBeInstanceOf(ReplicaBehind);
			expect(outageCause(await failure(add(linked, 'lost')))).toContain('cannot be reached');
		});
		expect(taken).toBeLessThan(3_000);
		expect(await names(linked)).toContain('before');
		await link.mend();
		await add(linked, 'after');
		expect(await names(linked)).toEqual(expect.arrayContaining(['before', 'meanwhile', 'after']));
		expect(await names(linked)).not.toContain('lost');
	});

	it('gives up a change and a sync that were under way, and goes on by itself', async () => {
		// A change that nobody answers is given up after ten seconds.
		const interrupt = effort(
			() => link.cut(),
			async () => link.silence({ exceptHealth: true })
		);
		let isUnderWay = () => {};
		const underWay = new Promise<void>((resolve) => (isUnderWay = resolve));
		const half = linked.write(async (tx) => {
			await tx.insert(lease).values({ name: 'half', holder: 'half', expiresAt: '' });
			await interrupt();
			isUnderWay();
			await tx.insert(lease).values({ name: 'other half', holder: 'half', expiresAt: '' });
		});
		await underWay;
		const { taken } = await timed(async () => {
			expect(await failure(linked.replica!.isCurrent())).toBeInstanceOf(ReplicaBehind);
			expect(outageCause(await failure(half))).toContain('cannot be reached');
		});
		expect(taken).toBeLessThan(14_000);
		await link.mend();
		await isConnected(linked);
		await add(linked, 'after the half');
		expect((await names(linked)).filter((one) => one.includes('half'))).toEqual(['after the half']);
	}, 40_000);
});

describe('a slow primary', () => {
	it('slows changes down, but loses none', async () => {
		link.delay(100);
		await add(linked, 'slowly');
		await other.replica!.isCurrent();
		expect(await names(other)).toContain('slowly');
	});

	it('is not waited for longer than a reader waits', async () => {
		link.delay(3_000);
		const { taken, stood } = await timed(async () =>
			expect(await failure(linked.replica!.isCurrent())).toBeInstanceOf(ReplicaBehind)
		);
		expect(taken).toBeLessThan(3_000);
		expect(stood).toBeLessThan(500);
	});
});

it('a process starts from its copy while the primary takes connections but answers nothing', async () => {
	const starting = await openLink(primary.url);
	const location = { url: starting.url, replica: copy('starting') };
	(await openDatabase(location)).close();
	starting.silence({ exceptHealth: true });
	let again: Database | undefined;
	const { taken, stood } = await timed(async () => {
		again = await openDatabase(location);
		await upgradeDatabase(again, location.url);
	});
	expect(taken).toBeLessThan(6_000);
	// What libSQL itself would do: it waits for ever, and the process with it.
	expect(stood).toBeLessThan(1_000);
	expect(again!.replica!.isConnected).toBe(false);
	expect(await names(again!)).toContain('before');
	await starting.mend();
	await isConnected(again!);
	await add(again!, 'connected at last');
	expect(await names(again!)).toContain('connected at last');
	again!.close();
	starting.close();
}, 40_000);

it('two processes cannot keep one copy', async () => {
	const second = await failure(openDatabase({ url: primary.url, replica: copy('other') }));
	expect(second).toBeInstanceOf(ReplicaInUse);
	await add(other, 'undisturbed');
	expect(await names(other)).toContain('undisturbed');
});
