import { writeSync } from 'node:fs';
import { sql } from 'drizzle-orm';
import { ok } from '$lib/domain/result';
import { openDatabase } from '$lib/server/database/database';
import { singleUse } from '$lib/server/sent-forms';

/** A process that saves a form's row with its key, and may be killed on the way. */
export interface FormTask {
	url: string;
	/** Between the row and the key, or after the form was answered. */
	killedAt: 'row' | 'answer' | null;
}

const { url, killedAt } = JSON.parse(process.argv[2]!) as FormTask;
const db = await openDatabase({ url });
const kill = (at: FormTask['killedAt']) => {
	if (killedAt === at) process.kill(process.pid, 'SIGKILL');
};
const form = singleUse<string>(db, {
	...{ place: ['person-1', '/edit/goals/new'], key: 'a-key', content: ['A goal'], creates: true },
	now: new Date('2026-11-10T12:00:00Z'),
	// Called when the command has written its rows, before the key is stored.
	kept: (value) => {
		kill('row');
		return value;
	}
});
const outcome = await form.write(async (tx) => {
	await tx.run(sql`insert into entry (text) values ('A goal')`);
	return ok('saved');
});
writeSync(1, `${JSON.stringify(outcome)}\n`);
kill('answer');
db.close();
