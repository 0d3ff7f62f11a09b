import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import { anonymous } from '$lib/domain/permission';
import { openDatabase, type Database } from './database';
import { dataVersion, appendEvent } from './event-log';
import { cached, cachedPart } from './cache';
import { evaluation, event, plan } from './schema';
import { saveDraft } from '../evaluations/commands';
import { aPartnership, aPlanFile, completeAnswers, expectOk } from '../../../../tests/support/partnership';

let db: TemporaryDatabase;
beforeEach(async () => void (db = await temporaryDatabase()));

/** Records an event, as every command does last. */
const happen = (where: Database) =>
	where.write((tx) =>
		appendEvent(tx, anonymous, new Date(0), { planId: null, verb: 'test', noun: 'plan', nounId: 1 })
	);

describe('cached', () => {
	it('derives a value once, and shares it, until a table changes that was read for it', async () => {
		const derive = vi.fn(async () => ({ events: await db.read.select().from(event) }));
		const first = await cached(db, 'overview', derive);
		expect(await cached(db, 'overview', derive)).toBe(first);
		await happen(db);
		expect(await cached(db, 'overview', derive)).not.toBe(first);
		expect(derive).toHaveBeenCalledTimes(2);
	});

	it('keeps a value while other tables change', async () => {
		const derive = vi.fn(async () => db.read.select().from(plan));
		await cached(db, 'plans', derive);
		await happen(db);
		await cached(db, 'plans', derive);
		expect(derive).toHaveBeenCalledTimes(1);
	});

	it('hands the tables of a value on to the value that uses it', async () => {
		const inner = () => cached(db, 'events', async () => db.read.select().from(event));
		const derive = vi.fn(async () => (await inner()).length);
		await inner();
		expect(await cached(db, 'number', derive)).toBe(0);
		await happen(db);
		expect(await cached(db, 'number', derive)).toBe(1);
	});

	it('never keeps a value of a table without a token', async () => {
		const derive = vi.fn(async () => db.read.all('select count(*) as n from session'));
		await cached(db, 'sessions', derive);
		await cached(db, 'sessions', derive);
		expect(derive).toHaveBeenCalledTimes(2);
	});

	it('derives again after a draft was saved again', async () => {
		const rounds = [{ year: 2025, kind: 'annual', state: 'open', reported: false }] as const;
		const { db: own, planId, as } = await aPartnership(aPlanFile({ rounds }));
		const target = { planId, round: '2025', measure: '1.1' } as const;
		await saveDraft(as('leader'), { ...target, version: null }, completeAnswers());
		const derive = () => own.read.select({ done: evaluation.done }).from(evaluation);
		await cached(own, 'reports', derive);
		const again = completeAnswers({ done: 'Nytt ord.' });
		expectOk(await saveDraft(as('leader'), { ...target, version: 1 }, again, { autosaved: true }));
		expect(await cached(own, 'reports', derive)).toEqual([{ done: 'Nytt ord.' }]);
	});

	it('derives a value once for simultaneous callers', async () => {
		const derive = vi.fn(async () => dataVersion(db.read));
		await Promise.all(Array.from({ length: 20 }, () => cached(db, 'overview', derive)));
		expect(derive).toHaveBeenCalledTimes(1);
	});

	it('derives again after another process wrote to the file', async () => {
		const other = await openDatabase({ url: db.url });
		const derive = vi.fn(async () => dataVersion(db.read));
		expect(await cached(db, 'overview', derive)).toBe(0);
		await happen(other);
		await setImmediate();
		expect(await cached(db, 'overview', derive)).toBe(1);
		other.close();
	});

	it('asks for the tokens once in a turn, and again after an own commit', async () => {
		const derive = () => db.read.select().from(event);
		await cached(db, 'events', derive);
		await setImmediate();
		const before = db.statements();
		await cached(db, 'events', derive);
		await cachedPart(db, 'events of one', async () => []);
		expect(db.statements() - before).toBe(1);
		await happen(db);
		expect(await cached(db, 'events', derive)).toHaveLength(1);
	});

	it('keeps values by key and by database', async () => {
		const other = await temporaryDatabase();
		expect(await cached(db, 'a', async () => 1)).toBe(1);
		expect(await cached(db, 'b', async () => 2)).toBe(2);
		expect(await cached(other, 'a', async () => 3)).toBe(3);
		expect(await cached(db, 'a', async () => 4)).toBe(1);
	});

	it('does not derive again after a rolled-back write', async () => {
		const derive = vi.fn(async () => 1);
		await cached(db, 'overview', derive);
		const turn = db.write(async (tx) => {
			await appendEvent(tx, anonymous, new Date(0), { planId: null, verb: 'test', noun: 'plan', nounId: 1 });
			throw new Error('No.');
		});
		await expect(turn).rejects.toThrow('No.');
		await cached(db, 'overview', derive);
		expect(derive).toHaveBeenCalledTimes(1);
	});

	it('tries again after an error, which every caller receives', async () => {
		const derive = vi.fn(async () => 'well').mockRejectedValueOnce(new Error('Away.'));
		const asked = [cached(db, 'overview', derive), cached(db, 'overview', derive)];
		await Promise.all(asked.map((one) => expect(one).rejects.toThrow('Away.')));
		expect(await cached(db, 'overview', derive)).toBe('well');
		expect(derive).toHaveBeenCalledTimes(2);
	});

	it('keeps a bounded number of keys', async () => {
		const derive = vi.fn(async () => 1);
		await cached(db, 'overview', derive);
		for (let index = 0; index < 500; index++) await cached(db, `odd ${index}`, async () => index);
		await cached(db, 'overview', derive);
		expect(derive).toHaveBeenCalledTimes(2);
	});
});

describe('cachedPart', () => {
	it('keeps a part of each of a thousand things, until its table changes', async () => {
		const derive = vi.fn(async () => db.read.select().from(event));
		const all = async () => {
			for (let thing = 0; thing < 1_000; thing++) await cachedPart(db, `events ${thing}`, derive);
		};
		await all();
		await all();
		expect(derive).toHaveBeenCalledTimes(1_000);
		await happen(db);
		expect(await cachedPart(db, 'events 0', derive)).toHaveLength(1);
	});

	it('keeps no null, so that addresses of nothing cannot fill the memory', async () => {
		const derive = vi.fn(async () => null);
		await cachedPart(db, 'nothing', derive);
		await cachedPart(db, 'nothing', derive);
		expect(derive).toHaveBeenCalledTimes(2);
	});
});
