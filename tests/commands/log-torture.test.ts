import { sql } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/database/database';
import { checkIntegrity } from '$lib/server/database/maintenance';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { effort } from '../support/effort';
import { buildTestProcess, type TestProcess } from './child-process';
import type { LogTask } from './log-process';

/*
 * Two processes write and a third checkpoints the log, and one after the other is killed: a row that was
 * acknowledged is there, and the file is sound.
 */

const start = buildTestProcess<LogTask>('log-process');
const kills = effort(10, 200);
const names = ['one', 'two', null];
/** The processes that are killed at once, in turn: by their place among the names. */
const combinations = [[0], [1, 2], [0, 1], [2], [0, 1, 2]];

let db: TemporaryDatabase;
let workers: Worker[] = [];
beforeEach(async () => {
	db = await temporaryDatabase();
	await db.write(async (tx) => {
		await tx.run(
			sql`create table entry (writer text, number integer, text text, primary key (writer, number))`
		);
		await tx.run(sql`create index entry_by_text on entry (text)`);
	});
});

afterEach(() => Promise.all(workers.map((one) => one.kill())));

/** A process that can be killed and started again, and the last row it has acknowledged. */
class Worker {
	acknowledged = 0;
	#running?: TestProcess;

	constructor(readonly writer: string | null) {}

	async start(): Promise<void> {
		this.#running = start({ url: db.url, writer: this.writer, from: this.acknowledged });
		await this.#running.heard();
	}

	async kill(): Promise<void> {
		this.#running?.process.kill('SIGKILL');
		const said = ((await this.#running?.rest()) ?? []) as { number?: number }[];
		this.acknowledged = Math.max(this.acknowledged, ...said.map(({ number = 0 }) => number));
	}
}

/** Every row that was acknowledged to a killed writer is there, and the file is sound. */
async function nothingIsLost(): Promise<void> {
	const fresh = await openDatabase({ url: db.url }, { checkpoints: false });
	try {
		expect(await checkIntegrity(fresh)).toEqual([]);
		for (const { writer, acknowledged } of workers) {
			const [row] = await fresh.read.all<{ count: number }>(
				sql`select count(*) as count from entry where writer = ${writer} and number <= ${acknowledged}`
			);
			if (writer !== null) expect([writer, row!.count]).toEqual([writer, acknowledged]);
		}
	} finally {
		fresh.close();
	}
}

it(
	`loses nothing that was acknowledged under ${kills} kills`,
	async () => {
		workers = names.map((name) => new Worker(name));
		await Promise.all(workers.map((one) => one.start()));
		for (let killed = 0, time = 0; killed < kills; time++) {
			await new Promise((later) => setTimeout(later, Math.random() * 150));
			const victims = combinations[time % combinations.length]!.map((place) => workers[place]!);
			await Promise.all(victims.map((one) => one.kill()));
			killed += victims.length;
			const started = Promise.all(victims.map((one) => one.start()));
			await nothingIsLost();
			await started;
		}
		for (const one of workers) await one.kill();
		await nothingIsLost();
		console.log(`${kills} kills, ${workers.map((one) => one.acknowledged).join(' + ')} rows acknowledged`);
		expect(Math.min(...workers.slice(0, 2).map((one) => one.acknowledged))).toBeGreaterThan(kills);
	},
	effort(600_000, 2_400_000)
);
