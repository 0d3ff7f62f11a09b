import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { openWorkerPool, WorkerUnavailable, type WorkerPool, type WorkerPoolOptions } from './pool';

/* Tasks that do what their input says, instead of writing documents. */
const folder = mkdtempSync(join(tmpdir(), 'framdrift-pool-'));
const tasks = join(folder, 'tasks.mjs');
writeFileSync(
	tasks,
	`import { threadId } from 'node:worker_threads';
	export async function renderPaper({ say, wait = 0, spin = 0, fail, exit, eat }) {
		if (exit) process.exit(3);
		if (eat) { const all = []; for (;;) all.push(new Array(1e6).fill(all.length)); }
		for (const until = Date.now() + spin; Date.now() < until;);
		await new Promise((done) => setTimeout(done, wait));
		if (fail) throw new Error(fail);
		return say ?? threadId;
	}`
);
const broken = join(folder, 'broken.mjs');
writeFileSync(broken, `throw new Error('does not load');`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let pool: WorkerPool;
afterEach(() => pool.close());
const open = (options?: WorkerPoolOptions, module = tasks) => (pool = openWorkerPool(module, options));

/** Runs a task; returns its answer, or the reason or message of its error. */
async function run(input: object, timeout = 20_000, on = pool): Promise<unknown> {
	return on.run('renderPaper', input as never, timeout).catch((error: Error) => {
		return error instanceof WorkerUnavailable ? error.reason : error.message;
	});
}

describe('a worker pool', () => {
	it('runs one task at a time, in the order they are asked for', async () => {
		open();
		const order: unknown[] = [];
		const all = ['a', 'b', 'c'].map(async (say, index) =>
			order.push(await run({ say, wait: 30 - 10 * index }))
		);
		await Promise.all(all);
		expect(order).toEqual(['a', 'b', 'c']);
	});

	it('refuses a task where too many wait, and takes it once they are done', async () => {
		open({ maxWaiting: 2 });
		const done = ['a', 'b', 'c'].map((say) => run({ say, wait: 20 }));
		expect(await run({ say: 'd' })).toBe('busy');
		expect(await Promise.all(done)).toEqual(['a', 'b', 'c']);
		expect(await run({ say: 'd' })).toBe('d');
	});

	it.each([
		['fails', { fail: 'no' }, 'no'],
		['ends its thread', { exit: true }, expect.stringContaining('3')],
		['waits too long', { wait: 60_000 }, 'timeout'],
		['computes too long', { spin: 60_000 }, 'timeout']
	])('runs the next task after one that %s', async (_what, input, reason) => {
		open();
		const [bad, good] = [run(input, 1500), run({ say: 'good' })];
		expect(await bad).toEqual(reason);
		expect(await good).toBe('good');
		expect(await run({ say: 'better' })).toBe('better');
	});

	it('measures a task’s time from its start', async () => {
		open();
		expect(await Promise.all([run({ say: 'a', wait: 1500 }), run({ say: 'b', wait: 1500 }, 2500)])).toEqual([
			'a',
			'b'
		]);
	});

	it('ends a thread that takes too much memory, and runs the next task', async () => {
		open({ maxMemory: 32 });
		expect(await run({ eat: true })).toContain('memory');
		expect(await run({ say: 'b' })).toBe('b');
	});

	it('fails a task at once where its module does not load', async () => {
		open({}, broken);
		expect(await run({ say: 'a' })).toBe('does not load');
	});

	it('ends its idle thread, and starts another', async () => {
		open({ idleTimeout: 20 });
		const first = await run({});
		await new Promise((resolve) => setTimeout(resolve, 300));
		expect(await run({})).not.toBe(first);
	});

	it('runs a task while another pool’s thread computes', async () => {
		open();
		const busy = openWorkerPool(tasks);
		const slow = run({ spin: 60_000 }, 2000, busy);
		expect(await Promise.race([slow, run({ say: 'quick' })])).toBe('quick');
		expect(await slow).toBe('timeout');
		await busy.close();
	});
});
