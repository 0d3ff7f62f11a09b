import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { openDatabase } from '$lib/server/database/database';
import { checkIntegrity } from '$lib/server/database/maintenance';
import { temporaryDatabase, type TemporaryDatabase } from '../support/database';
import { buildTestProcess } from './child-process';
import type { FormTask } from './form-process';

/* A form's rows and its key are stored together: a process killed between them leaves neither. */

const start = buildTestProcess<FormTask>('form-process');
const saved = { ok: true, value: 'saved' };
let db: TemporaryDatabase;
beforeEach(async () => {
	db = await temporaryDatabase();
	await db.write((tx) => tx.run(sql`create table entry (text)`));
});

const send = (killedAt: FormTask['killedAt']) => start({ url: db.url, killedAt }).rest();

/** Rows and keys in the file: a creating form has a key for its copy and one for its values. */
async function stored(): Promise<[rows: number, keys: number]> {
	const fresh = await openDatabase({ url: db.url }, { checkpoints: false });
	try {
		expect(await checkIntegrity(fresh)).toEqual([]);
		const rows = await fresh.read.all(sql`select text from entry`);
		return [rows.length, (await fresh.read.all(sql`select id from sent_form`)).length];
	} finally {
		fresh.close();
	}
}

it('leaves neither rows nor key of a form whose process was killed between them', async () => {
	expect(await send('row')).toEqual([]);
	expect(await stored()).toEqual([0, 0]);
	expect(await send(null)).toEqual([saved]);
	expect(await stored()).toEqual([1, 2]);
});

it('answers a form as before when its process was killed after the answer', async () => {
	expect(await send('answer')).toEqual([saved]);
	expect(await send(null)).toEqual([saved]);
	expect(await stored()).toEqual([1, 2]);
});
