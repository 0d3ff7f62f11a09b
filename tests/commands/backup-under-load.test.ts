import { join } from 'node:path';
import { sql } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { writeBackup } from '$lib/server/database/backup';
import { openDatabase } from '$lib/server/database/database';
import { temporaryDatabase } from '../support/database';
import { buildTestProcess } from './child-process';
import type { LogTask } from './log-process';

const start = buildTestProcess<LogTask>('log-process');

it('a backup beside two writers is whole, and holds what was acknowledged before it', async () => {
	const db = await temporaryDatabase();
	await db.write((tx) =>
		tx.run(sql`create table entry (writer text, number integer, text text, primary key (writer, number))`)
	);
	const writers = ['one', 'two'].map((writer) => start({ url: db.url, writer, from: 0 }));
	try {
		for (const writer of writers) for (let heard = 0; heard < 20; heard++) await writer.heard();
		for (let time = 0; time < 3; time++) {
			const [before] = await counts(db.url);
			const file = join(inject('folder'), `load-${time}.db`);
			await writeBackup(db, file);
			const [stored] = await counts(`file:${file}`);
			expect(stored!.one).toBeGreaterThanOrEqual(before!.one);
			expect(stored!.two).toBeGreaterThanOrEqual(before!.two);
			// Rows are numbered without gaps, so a copy of two moments would show.
			expect(stored).toMatchObject({ gaps: 0 });
		}
	} finally {
		for (const writer of writers) writer.process.kill('SIGKILL');
		await Promise.all(writers.map((writer) => writer.rest()));
	}
});

async function counts(url: string) {
	const database = await openDatabase({ url }, { checkpoints: false });
	try {
		return await database.read.all<{ one: number; two: number; gaps: number }>(
			sql`select coalesce(sum(writer = 'one'), 0) as one, coalesce(sum(writer = 'two'), 0) as two,
				(select coalesce(sum(last - count), 0) from (select max(number) as last, count(*) as count from entry group by writer)) as gaps
				from entry`
		);
	} finally {
		database.close();
	}
}
