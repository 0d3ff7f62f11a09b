import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Handle } from '@sveltejs/kit';
import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { addDays } from '$lib/domain/calendar/calendar-date';
import { anonymous } from '$lib/domain/permission';
import {
	openDatabaseSnapshot,
	closeDatabaseSnapshots,
	SnapshotsBusy
} from '$lib/server/database/database-snapshot';
import { dataVersion, appendEvent } from '$lib/server/database/event-log';
import { asOfHandle } from '$lib/server/http/as-of';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';

const days = Array.from({ length: 60 }, (_, index) => addDays('2026-09-01', index));

let db: TemporaryDatabase;
let folder: string;
beforeEach(async () => {
	db = await temporaryDatabase();
	for (const day of days)
		await db.write((tx) =>
			appendEvent(tx, anonymous, new Date(`${day}T10:00:00Z`), {
				planId: null,
				verb: 'test',
				noun: 'plan',
				nounId: 1
			})
		);
	// Snapshots live in the temporary folder: they are counted in one of their own.
	folder = mkdtempSync(join(tmpdir(), 'framdrift-snapshots-'));
	vi.stubEnv('TMPDIR', folder);
});
afterEach(async () => {
	await closeDatabaseSnapshots(db);
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

const files = () => readdirSync(folder).length;

/** Answers a page of the plan as it was on a day. */
async function request(day: string, resolve: () => Promise<Response>): Promise<Response> {
	const url = new URL(`http://localhost/areas?at=${day}`);
	const locals = { db, now: new Date('2026-11-12T10:00:00Z') };
	const event = { locals, url, route: { id: '/areas' } } as unknown as Parameters<Handle>[0]['event'];
	return asOfHandle({ event, resolve });
}

describe('database snapshots', () => {
	it(
		'are never more than ten, with 200 requests over 60 days, 16 at a time',
		{ timeout: 120_000 },
		async () => {
			await request(days[0]!, async () => new Response());
			let [most, next] = [0, 0];
			const statuses = new Set<number>();
			const client = async () => {
				for (let index = next++; index < 200; index = next++) {
					const answer = await request(days[index % days.length]!, async () => {
						most = Math.max(most, files());
						await new Promise((resolve) => setTimeout(resolve, 5));
						return new Response();
					});
					statuses.add(answer.status);
				}
			};
			await Promise.all(Array.from({ length: 16 }, client));
			expect(most).toBeGreaterThan(1);
			expect(most).toBeLessThanOrEqual(10);
			expect([...statuses].filter((status) => status !== 200 && status !== 503)).toEqual([]);
			expect(files(), 'kept for the next reader').toBeLessThanOrEqual(6);
			await closeDatabaseSnapshots(db);
			expect(files()).toBe(0);
		}
	);

	it('refuse a reader who waited for room, and serve the next once one is closed', async () => {
		const read = await Promise.all(
			Array.from({ length: 10 }, (_, index) => openDatabaseSnapshot(db, index + 1))
		);
		const answer = await request(days[30]!, async () => new Response());
		expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
		await expect(openDatabaseSnapshot(db, 40)).rejects.toThrow(SnapshotsBusy);
		const waiting = openDatabaseSnapshot(db, 50);
		read[0]!.close();
		expect(await dataVersion((await waiting).read)).toBeLessThanOrEqual(50);
		expect(files()).toBe(10);
	});

	it('let other requests run between the statements of a page', async () => {
		const day = await openDatabaseSnapshot(db, 5);
		const slow = sql`with recursive n(i) as (select 1 union all select i + 1 from n where i < 50000) select max(i) from n`;
		let turns = 0;
		const count = () => {
			turns++;
			next = setImmediate(count);
		};
		let next = setImmediate(count);
		for (let statement = 0; statement < 10; statement++) await day.read.all(slow);
		clearImmediate(next);
		expect(turns).toBeGreaterThanOrEqual(9);
	});

	it('are shared by their readers, and open until the last of them has closed', async () => {
		const [one, other] = await Promise.all([openDatabaseSnapshot(db, 5), openDatabaseSnapshot(db, 5)]);
		expect(files()).toBe(1);
		one.close();
		one.close();
		for (let seq = 10; seq < 30; seq++) (await openDatabaseSnapshot(db, seq)).close();
		expect(await dataVersion(other.read)).toBeLessThanOrEqual(5);
	});
});
