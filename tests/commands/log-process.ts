import { writeSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { openDatabase } from '$lib/server/database/database';
import { checkpointLog } from '$lib/server/database/maintenance';

/** A process that writes numbered rows, or checkpoints the log, until it is killed. */
export interface LogTask {
	url: string;
	/** Name of the writer; null for the process that checkpoints. */
	writer: string | null;
	/** The number of the last row that was acknowledged. */
	from: number;
}

const { url, writer, from } = JSON.parse(process.argv[2]!) as LogTask;
const db = await openDatabase({ url }, { checkpoints: false });
// Written at once, past every buffer that would die with the process.
const say = (line: unknown) => writeSync(1, `${JSON.stringify(line)}\n`);

say({ ready: true });
if (writer === null) {
	for (;;) {
		// A busy database is tried again.
		await checkpointLog(db).catch(() => undefined);
		await pause(Math.random() * 20);
	}
}
for (let number = from + 1; ; number++) {
	try {
		await db.write((tx) =>
			tx.run(
				sql`insert or ignore into entry (writer, number, text) values (${writer}, ${number}, hex(randomblob(300)))`
			)
		);
		say({ writer, number });
	} catch {
		number--;
	}
}
