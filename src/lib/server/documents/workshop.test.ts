import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openWorkshop, type Workshop, type WorkshopOptions } from './workshop';

/* A thread that does as the order says, in place of the one that makes papers. */
const folder = mkdtempSync(join(tmpdir(), 'framdrift-workshop-'));
const thread = join(folder, 'thread.mjs');
writeFileSync(
	thread,
	`import { parentPort, threadId } from 'node:worker_threads';
	let made = 0;
	parentPort.on('message', async ({ say, parts = 1, wait = 0, fail, die, eat }) => {
		if (die) process.exit(3);
		if (eat) { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
		await new Promise((done) => setTimeout(done, wait));
		if (fail) return parentPort.postMessage({ failed: new Error(fail) });
		made += 1;
		for (let part = 0; part < parts; part += 1)
			parentPort.postMessage({ part: Buffer.from(say ?? threadId + '/' + made + ' ') });
		parentPort.postMessage({ whole: true });
	});`
);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let shop: Workshop;
afterEach(() => shop.close());
const open = (options?: WorkshopOptions) => (shop = openWorkshop(thread, options));
const text = async (made: ReturnType<Workshop['make']>) => {
	const outcome = await made;
	return outcome.made ? Buffer.from(outcome.bytes).toString() : outcome.because;
};

describe('a workshop', () => {
	it('gathers the parts of a paper in their order', async () => {
		open();
		expect(await text(shop.make('a', { say: 'ab', parts: 3 }))).toBe('ababab');
	});

	it('makes one at a time, in the order they are asked for', async () => {
		open();
		const order: string[] = [];
		const all = ['a', 'b', 'c'].map(async (key, index) => {
			await shop.make(key, { say: key, wait: 30 - 10 * index });
			order.push(key);
		});
		await Promise.all(all);
		expect(order).toEqual(['a', 'b', 'c']);
	});

	it('makes what several ask for at once a single time, and keeps it', async () => {
		open();
		const twice = await Promise.all([text(shop.make('a', {})), text(shop.make('a', {}))]);
		expect(new Set([...twice, await text(shop.make('a', {}))]).size).toBe(1);
	});

	it('says that it is busy where too many wait, and is not when they have been served', async () => {
		open({ waiting: 2 });
		const served = ['a', 'b', 'c'].map((key) => text(shop.make(key, { say: key, wait: 20 })));
		expect(await text(shop.make('d', { say: 'd' }))).toBe('busy');
		expect(await Promise.all(served)).toEqual(['a', 'b', 'c']);
		expect(await text(shop.make('d', { say: 'd' }))).toBe('d');
	});

	it.each([
		['fails', { fail: 'no' }],
		['ends', { die: true }],
		['takes too long', { wait: 5000 }]
	])('goes on with the next where the making of one %s', async (_what, order) => {
		open({ patience: 1500 });
		const [bad, good] = [shop.make('bad', order), shop.make('good', { say: 'good' })];
		expect(await text(bad)).toBe('failed');
		expect(await text(good)).toBe('good');
		expect(await text(shop.make('bad', { say: 'better' }))).toBe('better');
	});

	it('lets a thread that takes too much memory end, and nothing else with it', async () => {
		open({ memory: 32 });
		expect(await text(shop.make('a', { eat: true }))).toBe('failed');
		expect(await text(shop.make('b', { say: 'b' }))).toBe('b');
	});

	it('lets go of its thread when there is nothing to do, and finds another', async () => {
		open({ rest: 20 });
		const first = await text(shop.make('a', {}));
		await new Promise((resolve) => setTimeout(resolve, 200));
		const second = await text(shop.make('b', {}));
		expect(second.split('/')[0]).not.toBe(first.split('/')[0]);
	});

	it('keeps no more than its shelf holds, what was used last', async () => {
		open({ shelf: 25 });
		for (const key of ['a', 'b']) await shop.make(key, { say: key.repeat(10) });
		await shop.make('a', { say: 'new' });
		await shop.make('c', { say: 'c'.repeat(10) });
		expect(await text(shop.make('a', { say: 'new' }))).toBe('aaaaaaaaaa');
		expect(await text(shop.make('b', { say: 'new' }))).toBe('new');
	});
});
