import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { asc } from 'drizzle-orm';
import { expect, inject, it } from 'vitest';
import { backUpServer } from '$lib/server/database/backup';
import { openDatabase, type Database } from '$lib/server/database/database';
import { checkpointLog } from '$lib/server/database/maintenance';
import { event } from '$lib/server/database/schema';
import { saveDraft } from '$lib/server/evaluations/commands';
import { exportPlan } from '$lib/server/plan-file/export';
import { aPartnership, aPlanFile, completeAnswers, expectOk } from '../support/partnership';
import { startPrimary } from '../support/primary';

const folder = mkdtempSync(join(inject('folder'), 'move-'));

async function contents(db: Database, planId: number) {
	return {
		plan: JSON.stringify(await exportPlan(db.read, planId)),
		log: JSON.stringify(await db.read.select().from(event).orderBy(asc(event.seq)))
	};
}

it('a database moved from a file to a server and back exports the same bytes', async () => {
	const file = aPlanFile({
		measures: 3,
		rounds: [{ year: 2026, kind: 'annual', state: 'open', reported: false }]
	});
	const { db, planId, actors } = await aPartnership(file);
	const before = await contents(db, planId);
	await checkpointLog(db);
	const primary = await startPrimary(db.url.slice('file:'.length));
	const server = await openDatabase({ url: primary.url, replica: join(folder, 'replica.db') });
	try {
		expect(await contents(server, planId)).toEqual(before);
		const context = { db: server, actor: actors.leader, now: new Date() };
		const target = { planId, round: '2026', measure: '1.1', version: null };
		expectOk(await saveDraft(context, target, completeAnswers({ done: 'Skrevet på tjeneren' })));
		const changed = await contents(server, planId);
		expect(changed.log).not.toBe(before.log);
		const back = join(folder, 'back.db');
		await backUpServer({ url: primary.url }, back);
		const moved = await openDatabase({ url: `file:${back}` });
		expect(await contents(moved, planId)).toEqual(changed);
		moved.close();
	} finally {
		server.close();
		await primary.remove();
	}
});
