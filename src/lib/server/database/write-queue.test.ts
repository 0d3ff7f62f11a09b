import { asc, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import journal from '../../../../drizzle/meta/_journal.json';
import { temporaryDatabase, type TemporaryDatabase } from '../../../../tests/support/database';
import {
	aPartnership,
	aPlanFile,
	evaluationRows,
	expectRefusal,
	completeAnswers,
	expectOk
} from '../../../../tests/support/partnership';
import { saveDraft } from '../evaluations/commands';
import { openDatabase, type Transaction } from './database';
import { isFullyMigrated, migrateDatabase } from './migrations';
import { event, partnership } from './schema';
import { WriteQueue } from './write-queue';

const migrations = journal.entries.length;

describe('WriteQueue', () => {
	it('runs changes one at a time, in order', async () => {
		const queue = new WriteQueue();
		const seen: string[] = [];
		const change = (name: string, ms: number) => () => {
			seen.push(`${name} in`);
			return new Promise<void>((done) => setTimeout(done, ms)).then(() => void seen.push(`${name} out`));
		};
		await Promise.all([queue.next(change('a', 20)), queue.next(change('b', 0)), queue.next(change('c', 5))]);
		expect(seen).toEqual(['a in', 'a out', 'b in', 'b out', 'c in', 'c out']);
	});

	it('continues after a failed change, and rejects only that one', async () => {
		const queue = new WriteQueue();
		const answers = await Promise.allSettled([
			queue.next(() => Promise.reject(new Error('No.'))),
			queue.next(() => Promise.resolve('in'))
		]);
		expect(answers.map((one) => one.status)).toEqual(['rejected', 'fulfilled']);
	});
});

describe('simultaneous commands of a hundred people', () => {
	it('are all applied, each with its event, in order', async () => {
		const { db, as, planId } = await aPartnership(
			aPlanFile({ measures: 100, rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
		);
		const codes = Array.from(
			{ length: 100 },
			(_, index) => `${(index % 2) + 1}.${Math.floor(index / 2) + 1}`
		);
		const before = (await db.read.select().from(event)).length;
		const outcomes = await Promise.all(
			codes.map((measure, index) =>
				saveDraft(
					as('secretariat'),
					{ planId, round: '2026', measure, version: null },
					completeAnswers({ progress: index })
				)
			)
		);
		expect(outcomes.every((one) => one.ok)).toBe(true);
		const events = (await db.read.select().from(event).orderBy(asc(event.seq))).slice(before);
		expect(events.map((one) => one.after?.progress)).toEqual(codes.map((_, index) => index));
		for (const [index] of codes.entries())
			expect(await evaluationRows(db, `measure-${index + 1}`)).toMatchObject([
				{ progress: index, version: 1 }
			]);
	});

	it('accept one edit of the same evaluation, and show it to the others', async () => {
		const { db, as, planId } = await aPartnership(
			aPlanFile({ rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }] })
		);
		const target = { planId, round: '2026', measure: '1.1', version: null };
		const save = (progress: number) => saveDraft(as('leader'), target, completeAnswers({ progress }));
		const [first, ...others] = await Promise.all(Array.from({ length: 100 }, (_, index) => save(index)));
		expect(expectOk(first!)).toEqual({ version: 1, state: 'draft' });
		for (const one of others)
			expect(expectRefusal(one)).toMatchObject({
				code: 'stale',
				current: { version: 1, answers: { progress: 0 } }
			});
		expect(await evaluationRows(db, 'measure-1')).toHaveLength(1);
	});
});

describe('a transaction', () => {
	let db: TemporaryDatabase;
	beforeEach(async () => void (db = await temporaryDatabase()));
	const add = (tx: Transaction, slug: string) => tx.insert(partnership).values({ slug, name: { nb: slug } });
	const slugs = async () => (await db.read.select().from(partnership)).map((one) => one.slug);

	it('reads its own changes, which others do not before it is committed', async () => {
		await db.write(async (tx) => {
			await add(tx, 'a');
			expect(await tx.select().from(partnership)).toHaveLength(1);
			expect(await slugs()).toEqual([]);
		});
		expect(await slugs()).toEqual(['a']);
	});

	it('rolls back when it throws, rethrows the error and lets the next one run', async () => {
		const fault = new Error('No.');
		const outcomes = await Promise.allSettled([
			db.write((tx) => add(tx, 'before')),
			db.write(async (tx) => {
				await add(tx, 'half');
				throw fault;
			}),
			db.write((tx) => add(tx, 'after'))
		]);
		expect(outcomes[1]).toEqual({ status: 'rejected', reason: fault });
		expect(await slugs()).toEqual(['before', 'after']);
	});

	it.each([
		['a duplicate row', (tx: Transaction) => add(tx, 'taken')],
		[
			'a reference that leads nowhere',
			(tx: Transaction) => tx.run(sql`insert into goal_state (plan_id, place, text) values (9, 1, '{}')`)
		],
		['no SQL', (tx: Transaction) => tx.run(sql`insert into nowhere values (1)`)]
	])('rolls back after the database rejects %s', async (_, write) => {
		await db.write((tx) => add(tx, 'taken'));
		const turn = db.write(async (tx) => {
			await add(tx, 'half');
			await write(tx);
		});
		await expect(turn).rejects.toThrow();
		expect(await slugs()).toEqual(['taken']);
		await db.write((tx) => add(tx, 'next'));
		expect(await slugs()).toEqual(['taken', 'next']);
	});

	it('holds no lock after it threw, not even a hundred times', async () => {
		for (let index = 0; index < 100; index++)
			await db.write(() => Promise.reject(new Error('No.'))).catch(() => undefined);
		expect(await Promise.all([slugs(), db.write((tx) => add(tx, 'in')).then(() => 'in')])).toEqual([
			[],
			'in'
		]);
	});
});

describe('an opened file', () => {
	it('has settings that make writes durable and check references', async () => {
		const { read } = await temporaryDatabase();
		const pragma = async (name: string) =>
			Object.values((await read.get<Record<string, unknown>>(sql.raw(`pragma ${name}`))) ?? {})[0];
		expect(await pragma('journal_mode')).toBe('wal');
		expect(await pragma('synchronous')).toBe(2);
		expect(await pragma('foreign_keys')).toBe(1);
	});

	it('is migrated once', async () => {
		const db = await temporaryDatabase();
		expect(await isFullyMigrated(db, migrations)).toBe(true);
		expect(await isFullyMigrated(db, migrations + 1)).toBe(false);
		await migrateDatabase(db);
		expect(await isFullyMigrated(db, migrations)).toBe(true);
	});

	it('without tables throws when asked if it is migrated', async () => {
		const { url } = await temporaryDatabase();
		const empty = await openDatabase({ url: `${url}-empty` });
		await expect(isFullyMigrated(empty, migrations)).rejects.toThrow();
		empty.close();
	});

	it('counts the statements sent, also in transactions', async () => {
		const db = await temporaryDatabase();
		const before = db.statements();
		await db.read.select().from(event);
		await db.write((tx) => tx.select().from(event));
		expect(db.statements() - before).toBe(2);
	});
});
